import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownNumbers } from '../../../compiler/analyse/known-numbers.ts';
import { check, codesOf, compilePlan, HEAD } from '../../support/harness.ts';

const plan = (number: string): string =>
  `${HEAD}numbers:\n  "+61 2 5550 1000": {say: "Good morning.", then: hangup}\n  "${number}": {say: "Please call again later.", then: hangup}\n`;

describe('a number that no numbering plan knows', () => {
  it.each([
    ['+61 2 5550 100', '+6125550100', 'expected 9 digits after +61, not 8'],
    ['+61 2 5550 10011', '+612555010011', 'expected 9 digits after +61, not 10'],
    ['5550 1001', '+6155501001', 'expected 9 digits after +61, not 8'],
    ['0061 2 5550 1001', '+61061255501001', 'write `+61 2 5550 1001`'],
    ['+61 02 5550 1001', '+610255501001', 'write `+61 2 5550 1001`'],
    ['+1 202 555 01', '+120255501', 'expected 10 digits after +1, not 8'],
    ['+61 0 5550 1001', '+61055501001', 'no number after +61 begins like this'],
    ['+999 5550 1001', '+99955501001', 'no country has a code that begins with +999'],
  ])('%s is a warning that says how it is read', (written, read, said) => {
    expect(codesOf(plan(written))).toEqual(['DP3036']);
    const text = check(plan(written));
    expect(text).toContain(
      `warning[DP3036] unlikely-number: no numbering plan has the number \`${written}\`, which is read as ${read}`,
    );
    expect(text).toContain(said);
  });

  it('is told wherever a number stands, once for a block', () => {
    const text = `${HEAD}numbers:
  "+61 2 5550 1XX": {number: "+61 491 570 00"}
  "+61 2 5550 1000..+61 2 5550 1009": alice
extensions:
  alice: {dial: 201, client: alice, caller_id: "+1 202 555 01"}
`;
    const { diagnostics } = compilePlan(text);
    expect(diagnostics.filter(({ code }) => code === 'DP3036')).toHaveLength(3);
  });

  it('takes what the metadata takes, numbers for films and of countries that share a code included', () => {
    const home = new KnownNumbers('AU');
    for (const number of ['+61255501001', '+61491570006', '+611300975707', '+61131114', '+447700900123'])
      expect([number, home.has(number)]).toEqual([number, true]);
    for (const number of ['+12025550101', '+12505550199', '+80012345678', '+4930901820'])
      expect([number, home.has(number)]).toEqual([number, true]);
    expect(new KnownNumbers('US').has('+12505550199')).toBe(true);
    expect(new KnownNumbers('GB').has('+447700900123')).toBe(true);
    expect(new KnownNumbers(undefined).has('+61255501001')).toBe(true);
  });

  it('takes any digits without failing', () => {
    const home = new KnownNumbers('AU');
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9]{6,14}$/), (number) => {
        expect(typeof home.has(number)).toBe('boolean');
        expect(home.lack(number)).not.toContain('undefined');
        home.meant(number, number);
      }),
    );
  });
});

describe('numbers as people write them', () => {
  it.each(['(02) 5550 1001', '02-5550-1001', '02 5550-1001', '+61-2-5550-1001', '+61 (2) 5550 1001'])(
    '%s is +61 2 5550 1001, as a key and as a value',
    (written) => {
      expect(compilePlan(plan(written)).plan?.numbers[1]?.number).toBe('+61255501001');
      const value = `${HEAD}numbers:\n  "+61 2 5550 1000": {number: ${written}}\n`;
      expect(codesOf(value)).toEqual([]);
    },
  );

  it('may be blocks and ranges', () => {
    const { plan: read } = compilePlan(plan('(02) 5550-11XX'));
    expect(read?.numbers).toHaveLength(101);
    expect(compilePlan(plan('02-5550-1001..02-5550-1004')).plan?.numbers).toHaveLength(5);
  });

  it.each([
    ['+61 (0)2 5550 1001', '+61 2 5550 1001'],
    ['+61 (0) 2-5550-1001', '+61 2 5550 1001'],
    ['02.5550.1001', '02 5550 1001'],
  ])('%s is refused, and the number that is meant suggested', (written, meant) => {
    expect(codesOf(plan(written))).toEqual(['DP2006']);
    expect(check(plan(written))).toContain(`help: write \`${meant}\``);
  });
});

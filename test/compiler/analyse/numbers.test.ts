import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsFor } from '../../../compiler/analyse/number-target.ts';
import { check, codesOf, compilePlan, HEAD } from '../../support/harness.ts';

const PLAN = `${HEAD}messages:
  closed: {say: "We are closed.", then: hangup}
  sales: {say: "Sales.", then: hangup}
extensions:
  alice: {dial: 201, client: alice}
  bob: {dial: 242, client: bob}
languages: {en: {}, fr: {}}
`;

/** What a plan makes of its numbers: where each leads. */
function numbersOf(lines: string, environment?: string) {
  const compiled = compilePlan(PLAN + lines, environment === undefined ? {} : { environment });
  const errors = compiled.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ message }) => message)).toEqual([]);
  return compiled.program?.numbers ?? {};
}

const targets = (lines: string) =>
  Object.fromEntries(Object.entries(numbersOf(lines)).map(([number, { to }]) => [number, to]));

describe('blocks and ranges are listed number by number', () => {
  test('a block whose numbers ring the extensions with these digits', () => {
    const found = targets('numbers:\n  "+61 2 5550 10XX": {extension: "2XX", otherwise: unassigned}\n');
    expect(Object.keys(found)).toHaveLength(100);
    expect(found['+61255501000']).toBe('unassigned');
    expect(found['+61255501001']).toBe('extension:alice');
    expect(found['+61255501042']).toBe('extension:bob');
  });

  test('a range, in national form, and a leaf for each of its numbers', () => {
    const found = targets('numbers:\n  "02 5550 1000..02 5550 1002": {say: "Hello.", then: hangup}\n');
    expect(Object.keys(found)).toEqual(['+61255501000', '+61255501001', '+61255501002']);
    expect(found['+61255501001']).toMatchObject({ kind: 'message' });
  });

  test('a single number may ring an extension by its digits', () => {
    expect(
      targets('numbers: {"+61 2 5550 1001": {extension: 2XX}, "+61 2 5550 1000": {to: {extension: 201}}}\n'),
    ).toEqual({
      '+61255501001': 'extension:alice',
      '+61255501000': 'extension:alice',
    });
  });

  test.each([
    ['2XX', '+61255501142', '242'],
    ['XXXX', '+61255501142', '1142'],
    ['2X9X', '+61255501142', '2192'],
    ['201', '+61255501142', '201'],
  ])('%s of %s is %s', (pattern, number, digits) => {
    expect(digitsFor(pattern, number)).toBe(digits);
  });
});

describe('the entry that covers the fewest numbers wins', () => {
  const ENTRIES = [
    '  "+61 2 5550 1XXX": closed',
    '  "+61 2 5550 10XX": sales',
    '  "+61 2 5550 1040..+61 2 5550 1049": alice',
    '  "+61 2 5550 1042": bob',
  ];

  test('in whatever order they are written', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ENTRIES, { minLength: 4 }), (lines) => {
        const found = targets(`numbers:\n${lines.join('\n')}\n`);
        expect(Object.keys(found)).toHaveLength(1000);
        expect([1999, 1099, 1049, 1042].map((last) => found[`+6125550${last}`])).toEqual([
          'message:closed',
          'message:sales',
          'extension:alice',
          'extension:bob',
        ]);
      }),
      { numRuns: 24 },
    );
  });

  test('two of one size that share a number are told once, with both places and a number', () => {
    const told = check(
      `${PLAN}numbers:\n  "+61 2 5550 1000..+61 2 5550 1049": closed\n  "+61 2 5550 1040..+61 2 5550 1089": sales\n`,
    );
    expect(told).toContain(
      'blocks-overlap: `+61 2 5550 1000..+61 2 5550 1049` and `+61 2 5550 1040..+61 2 5550 1089` both cover +61255501040',
    );
    expect(told).toContain('plan/dialplan.yaml:16:3');
    expect(told).toContain('::: plan/dialplan.yaml:15:3');
    expect(told).toContain('1 problem (1 error)');
  });

  test('what a smaller entry decides is no tie', () => {
    expect(
      targets(
        'numbers:\n  "+61 2 5550 1000..+61 2 5550 1009": closed\n  "+61 2 5550 1009..+61 2 5550 1018": sales\n  "+61 2 5550 1009": alice\n',
      ),
    ).toMatchObject({ '+61255501009': 'extension:alice', '+61255501010': 'message:sales' });
  });
});

test.each([
  [
    '"+61 2 5550 11XX": {extension: "2XX"}',
    'DP3031',
    '98 numbers of `+61 2 5550 11XX` ring no extension, the first of them +61255501100',
  ],
  ['"+61 2 5550 1100": {extension: "2XX"}', 'DP3031', 'no extension is dialled 200'],
  ['"+61 2 55XX XXXX": closed', 'DP3033', 'covers 1,000,000 numbers, and a block has at most 10,000'],
  ['"+61 2 5550 0000..+61 2 5559 0000": closed', 'DP3033', 'covers 90,001 numbers'],
  ['"+61 2 5550 1049..+61 2 5550 1000": closed', 'DP3034', 'ends before it begins'],
  ['"+64 9 123 4567..+64 21 123 45678": closed', 'DP3034', 'its ends differ in length'],
  ['"12XX": closed', 'DP3011', '`1200` is no telephone number'],
  ['"+61 2 5550 1000": {to: "{{queue}}_line", vars: {brand: Acme}}', 'DP3030', 'has no variable `queue`'],
  ['"+61 2 5550 1000": "{{queue}}_line"', 'DP3030', '`{{queue}}` stands for nothing'],
  ['"+61 2 5550 1000": {to: "{{queue}}", vars: {queue: sale}}', 'DP3001', 'did you mean `sales`?'],
  ['"+61 2 5550 1000": {to: closed, language: de}', 'DP3009', '`de` is no language of this plan'],
])('%s', (line, code, words) => {
  const plan = `${PLAN}numbers:\n  ${line}\n`;
  expect(codesOf(plan).filter((each) => !/^DP4/.test(each))).toEqual([code]);
  expect(check(plan)).toContain(words);
});

test('variables and a language travel with the number', () => {
  expect(
    numbersOf(
      'numbers: {"+61 2 5550 1000": {to: "{{queue}}", vars: {queue: sales, brand: 21}, language: fr, label: Main}}\n',
    ),
  ).toEqual({
    '+61255501000': {
      to: 'message:sales',
      label: 'Main',
      language: 'fr',
      vars: { queue: 'sales', brand: '21' },
    },
  });
});

describe('status', () => {
  const LINES = `numbers:
  "+61 2 5550 1000": closed
  "+61 2 5550 1001": {to: sales, status: planned}
  "+61 2 5550 1002": {to: sales, status: {porting: {on: 2026-12-01}}}
  "+61 2 5550 1003": {to: sales, status: ported_out}
  "+61 2 5550 1004": {to: sales, status: active}
environments:
  dev: {numbers: {"+61 2 5550 9000": "+61 2 5550 1001"}}
`;
  test('what is planned or has left is not live, but for a rehearsal', () => {
    expect(Object.keys(numbersOf(LINES))).toEqual(['+61255501000', '+61255501002', '+61255501004']);
    expect(numbersOf(LINES, 'dev')['+61255509000']).toEqual({ to: 'message:sales' });
  });

  test('what is planned is checked all the same', () => {
    expect(codesOf(`${PLAN}numbers: {"+61 2 5550 1000": {to: slaes, status: planned}}\n`)).toContain(
      'DP3001',
    );
  });

  test('a number that is not here is not shown, played or taken for ours', () => {
    const gone = `numbers: {"+61 2 5550 1000": {to: sales, status: ported_out}}\n`;
    expect(check(PLAN + gone)).toContain('+61255501000 is shown to people outside, but has been ported out');
    expect(check(PLAN + gone.replace('ported_out', 'planned'))).toContain('but is only planned');
    const played = `${gone}environments: {dev: {numbers: {"+61 2 5550 9000": "+61 2 5550 1000"}}}\n`;
    expect(check(PLAN + played)).toContain('+61255509000 plays +61255501000, which has been ported out');
    const dialled =
      'numbers: {"+61 2 5550 1000": closed, "+61 2 5550 1001": {to: {number: "+61 2 5550 1001"}, status: ported_out}}\n';
    expect(codesOf(PLAN + dialled).filter((each) => each !== 'DP4042')).toEqual([]);
  });
});

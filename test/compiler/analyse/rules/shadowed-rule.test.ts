import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const plan = (...rules: readonly string[]): string => `numbers: {"+61 2 5550 1000": main}
schedules: {office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}}
lists: {vip: {"+61 491 570 006": gold, "+61 491 570 156": silver}}
overrides: {down: {states: [message, forward], ends: 24h}}
routes:
  main:
${rules.map((rule) => `    - ${rule}\n`).join('')}`;

const TO = 'to: {say: "x", then: hangup}';
const OTHERWISE = 'otherwise: {say: "y", then: hangup}';
const ASKED = `{when: {caller: {vip: gold}, override: {down: message}, open: office}, ${TO}}`;
const codes = (...rules: readonly string[]): readonly string[] =>
  check(plan(ASKED, ...rules, OTHERWISE), allPhases).filter((each) => each.startsWith('DP4035'));

describe('shadowed-rule', () => {
  test('tells both places', () => {
    const found = allPhases(
      [
        {
          file: 'plan/a.yaml',
          text: `dialplan: 1\nname: a\ntimezone: Etc/UTC\ncountry: AU\n${plan(`{when: {open: office}, ${TO}}`, `{when: {open: office, caller: vip}, ${TO}}`, `{when: {override: down}, ${TO}}`, OTHERWISE)}`,
        },
      ],
      'plan',
    );
    const [first, ...others] = found.diagnostics;
    expect(others).toEqual([]);
    expect(first?.message).toBe('a rule of `main` is never reached: a rule before it holds whenever it does');
    expect(first?.origin?.path).toEqual(['routes', 'main', 1, 'when']);
    expect(first?.related.map(({ origin }) => origin.path)).toEqual([['routes', 'main', 0, 'when']]);
  });

  const shadowed: readonly (readonly [earlier: string, later: string])[] = [
    ['open: office', 'open: office'],
    ['open: office', 'open: office, origin: extension'],
    ['override: down', 'override: {down: forward}'],
    ['caller: vip', 'caller: {vip: silver}'],
    ['number: ["+61 2 5550 1000", "+61 2 5550 1001"]', 'number: 02 5550 1000'],
    ['unless: {open: office}', 'closed: office'],
    ['origin: outside_caller', 'caller: withheld'],
    ['unless: {open: office, caller: vip}', 'unless: {caller: vip}'],
  ];
  test.each(shadowed)('`%s` takes what `%s` takes', (earlier, later) => {
    expect(codes(`{when: {${earlier}}, ${TO}}`, `{when: {${later}}, ${TO}}`)).toHaveLength(1);
  });

  const apart: readonly (readonly [earlier: string, later: string])[] = [
    ['open: office', 'closed: office'],
    ['open: office, origin: extension', 'open: office'],
    ['override: {down: forward}', 'override: down'],
    ['caller: {vip: silver}', 'caller: vip'],
    ['number: 02 5550 1000', 'number: ["+61 2 5550 1000", "+61 2 5550 1001"]'],
    ['unless: {open: office}', 'open: office'],
  ];
  test.each(apart)('`%s` leaves something for `%s`', (earlier, later) => {
    expect(codes(`{when: {${earlier}}, ${TO}}`, `{when: {${later}}, ${TO}}`)).toEqual([]);
  });

  test('behind `otherwise` nothing is reached', () => {
    expect(check(plan(ASKED, OTHERWISE, `{when: {closed: office}, ${TO}}`, OTHERWISE), allPhases)).toEqual([
      'DP4035 example.yaml:9:14 a rule of `main` stands behind `otherwise`, so no call reaches it',
      'DP4035 example.yaml:10:18 a rule of `main` stands behind `otherwise`, so no call reaches it',
    ]);
  });
});

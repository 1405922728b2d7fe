import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const plan = (
  when: string,
): string => `numbers: {"+61 2 5550 1000": main, "+61 2 5550 1001": {to: main, status: planned}}
schedules: {office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}}
lists: {vip: ["+61 491 570 006"]}
routes:
  main:
    - when: {${when}}
      to: {say: "x", then: hangup}
    - when: {caller: vip, open: office, holiday: office}
      to: {say: "x", then: hangup}
    - otherwise: {say: "y", then: hangup}
`;
// The second rule asks for everything, so that nothing is unused, and never holds.
const codes = (when: string): readonly string[] =>
  check(plan(when), allPhases).filter((each) => !each.includes('yaml:8:'));

describe('rule-never-holds', () => {
  const never = [
    'open: office, closed: office',
    'closed: office, holiday: office',
    'caller: vip, origin: extension',
    'caller: withheld, origin: extension',
    'open: office, unless: {open: office}',
    'closed: office, unless: {unless: {open: office}}',
    'open: office, number: 02 5550 1000, unless: {open: office, number: 02 5550 1000}',
  ];
  test.each(never)('%s', (when) => {
    expect(codes(when)).toEqual([
      expect.stringMatching(/^DP4036 example.yaml:6:\d+ a rule of `main` can never hold/),
    ]);
  });

  const sometimes = [
    'open: office, origin: extension',
    'caller: withheld, origin: outside_caller',
    'open: office, unless: {caller: vip}',
    'unless: {open: office, caller: vip}',
    'number: 02 5550 1001',
  ];
  test.each(sometimes)('not: %s', (when) => {
    expect(codes(when)).toEqual([]);
  });

  test('a number that the plan does not have', () => {
    for (const when of ['number: 02 5550 1009', 'unless: {number: [02 5550 1000, 02 5550 1009]}']) {
      expect(codes(when)).toEqual([
        expect.stringMatching(/^DP4036 example.yaml:6:\d+ a rule of `main` asks for \+61255501009, but/),
      ]);
    }
  });
});

import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { CODES } from '../../../../compiler/diagnostics/codes.ts';
import { compilePlan } from '../../../support/harness.ts';
import { ACME } from './acme.ts';

const TESTS = `
- name: one
  call: {from: "+61 400 000 000", to: "+61 2 5550 1000", given: {overrides: {night: "on"}}}
  phones: {alice: {answers: 3s, presses: [1], transfers: {to: bob, after: 20s}}, default: busy}
  cases:
    - {at: "2026-11-24 10:00", press: [silence, 1], rings: [alice, [bob, {phone: front_1, for: 5s}], {any_order: [tablet]}]}
    - {at: "2026-11-24 10:00", never_rings: [alice], through: [main_menu], hears: [x], ends: hangup, caller_id: withheld, within: 5s}
- name: two
  calls:
    - {from: alice, to: "*28", at: "2026-11-24 10:00", ends: office_mailbox}
`;

const JUNK: readonly unknown[] = [null, [], { a: 1 }, 5, 'x y', `\${NOBODY}`];

type Path = readonly (string | number)[];

/** Every place below a value. */
function* places(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    yield here;
    yield* places(each, here);
  }
}

/** A copy in which something else stands at a place. */
function replaced(value: unknown, [key, ...rest]: Path, junk: unknown): unknown {
  if (key === undefined) return junk;
  if (Array.isArray(value)) return value.map((each, i) => (i === key ? replaced(each, rest, junk) : each));
  return { ...Object(value), [key]: replaced(Object(value)[key], rest, junk) };
}

test('whatever stands anywhere in a test is a mistake with a place, or right', () => {
  const whole: unknown = parse(TESTS);
  const known = new Set<string>(CODES.map(({ code }) => code));
  let wrong = 0;
  for (const path of places(whole)) {
    for (const junk of JUNK) {
      const text = stringify({ tests: replaced(whole, path, junk) });
      const { diagnostics, plan } = compilePlan({ 'dialplan.yaml': ACME, 'tests.yaml': text });
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      for (const { code, origin } of errors)
        expect([text, known.has(code), origin?.file]).toEqual([text, true, 'plan/tests.yaml']);
      expect([text, plan === undefined]).toEqual([text, errors.length > 0]);
      if (errors.length > 0) wrong += 1;
    }
  }
  expect(wrong).toBeGreaterThan(200);
}, 60_000);

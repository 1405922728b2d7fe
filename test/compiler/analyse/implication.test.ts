import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clash, excludes, implies } from '../../../compiler/analyse/implication.ts';
import type { Condition } from '../../../runtime/condition.ts';

/** Everything that conditions can ask, small enough to try all of it. */
interface Moment {
  readonly office: 'open' | 'closed' | 'holiday';
  readonly down: 'off' | 'message' | 'forward';
  /** Whether the caller is in the list (with a value), withholds the number, or is a phone inside. */
  readonly caller: 'gold' | 'silver' | 'listed' | 'stranger' | 'withheld' | 'withheld_listed' | 'phone';
  readonly called: string;
}

const NUMBERS = ['+61255501000', '+61255501001', '+61255501002'];
const all = <T, U>(list: readonly T[], next: (each: T) => readonly U[]): readonly U[] => list.flatMap(next);
const MOMENTS: readonly Moment[] = all(['open', 'closed', 'holiday'] as const, (office) =>
  all(['off', 'message', 'forward'] as const, (down) =>
    all(['gold', 'silver', 'listed', 'stranger', 'withheld', 'withheld_listed', 'phone'] as const, (caller) =>
      NUMBERS.map((called) => ({ office, down, caller, called })),
    ),
  ),
);

function holds(condition: Condition, moment: Moment): boolean {
  switch (condition.is) {
    case 'schedule':
      return moment.office === condition.state;
    case 'override':
      return moment.down !== 'off' && (condition.state ?? moment.down) === moment.down;
    case 'caller':
      return condition.value === undefined
        ? ['gold', 'silver', 'listed', 'withheld_listed'].includes(moment.caller)
        : moment.caller === condition.value;
    case 'withheld':
      return moment.caller.startsWith('withheld');
    case 'number':
      return condition.numbers.includes(moment.called);
    case 'origin':
      return (condition.origin === 'extension') === (moment.caller === 'phone');
    case 'unless':
      return !condition.of.every((each) => holds(each, moment));
  }
}

const schedule: fc.Arbitrary<Condition> = fc
  .constantFrom('open', 'closed', 'holiday')
  .map((state) => ({ is: 'schedule', schedule: 'schedule:office', state, forcedBy: [] }));
const override: fc.Arbitrary<Condition> = fc
  .constantFrom(undefined, 'message', 'forward')
  .map((state) => ({ is: 'override', override: 'override:down', ...(state && { state }) }));
const caller: fc.Arbitrary<Condition> = fc
  .constantFrom(undefined, 'gold', 'silver')
  .map((value) => ({ is: 'caller', list: 'list:vip', ...(value && { value }) }));
const called: fc.Arbitrary<Condition> = fc
  .subarray(NUMBERS, { minLength: 1 })
  .map((numbers) => ({ is: 'number', numbers }));
const origin: fc.Arbitrary<Condition> = fc
  .constantFrom('extension', 'outside_caller')
  .map((from) => ({ is: 'origin', origin: from }));

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    ...[schedule, override, caller, called, origin, fc.constant<Condition>({ is: 'withheld' })],
    fc.array(tie('condition'), { minLength: 1, maxLength: 2 }).map((of): Condition => ({ is: 'unless', of })),
  ),
}));
const several = fc.array(condition, { minLength: 1, maxLength: 3 });

const whenever = (given: readonly Condition[]): readonly Moment[] =>
  MOMENTS.filter((moment) => given.every((each) => holds(each, moment)));

describe('what follows from conditions is true at every moment', () => {
  test('implies', () => {
    let certain = 0;
    fc.assert(
      fc.property(several, condition, (given, wanted) => {
        if (!implies(given, wanted)) return;
        certain += 1;
        expect(whenever(given).every((moment) => holds(wanted, moment))).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect(certain).toBeGreaterThan(200);
  });

  test('excludes', () => {
    let certain = 0;
    fc.assert(
      fc.property(condition, condition, (a, b) => {
        if (!excludes(a, b)) return;
        certain += 1;
        expect(whenever([a, b])).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(certain).toBeGreaterThan(200);
  });

  test('clash', () => {
    let certain = 0;
    fc.assert(
      fc.property(several, (given) => {
        if (clash(given) === undefined) return;
        certain += 1;
        expect(whenever(given)).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(certain).toBeGreaterThan(200);
  });
});

test('and one condition always follows from itself', () => {
  fc.assert(fc.property(condition, (each) => implies([each], each)));
});

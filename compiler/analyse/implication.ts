import type { Condition } from '../../runtime/condition.ts';

/**
 * What follows from conditions alone, without asking any clock or caller: one that makes another hold, and some that can
 * never hold together. It says yes only where that is certain.
 */

type Of<K extends Condition['is']> = Extract<Condition, { is: K }>;

/** Whether `wanted` holds whenever all of `given` hold. */
export const implies = (given: readonly Condition[], wanted: Condition): boolean =>
  given.some((each) => impliesOne(each, wanted));

function impliesOne(given: Condition, wanted: Condition): boolean {
  if (wanted.is === 'unless') {
    if (given.is === 'unless') return given.of.every((each) => implies(wanted.of, each));
    return wanted.of.some((each) => excludes(given, each));
  }
  switch (given.is) {
    case 'schedule':
      return wanted.is === 'schedule' && given.schedule === wanted.schedule && given.state === wanted.state;
    case 'override':
      return (
        wanted.is === 'override' && given.override === wanted.override && weaker(given.state, wanted.state)
      );
    case 'caller':
      if (isFrom(wanted, 'outside_caller')) return true;
      return wanted.is === 'caller' && given.list === wanted.list && weaker(given.value, wanted.value);
    case 'withheld':
      return wanted.is === 'withheld' || isFrom(wanted, 'outside_caller');
    case 'number':
      return wanted.is === 'number' && given.numbers.every((each) => wanted.numbers.includes(each));
    case 'origin':
      return isFrom(wanted, given.origin);
    case 'unless':
      return false;
  }
}

const weaker = (given: string | undefined, wanted: string | undefined): boolean =>
  wanted === undefined || given === wanted;

const isFrom = (condition: Condition, origin: Of<'origin'>['origin']): boolean =>
  condition.is === 'origin' && condition.origin === origin;

/** Lists hold callers of the telephone network: a phone inside is in none, and withholds nothing. */
const isOutside = ({ is }: Condition): boolean => is === 'caller' || is === 'withheld';

/** Whether two conditions can never both hold. */
export function excludes(a: Condition, b: Condition): boolean {
  if (b.is === 'unless') return b.of.every((each) => impliesOne(a, each));
  if (a.is === 'unless') return excludes(b, a);
  if (isFrom(a, 'extension')) return isOutside(b) || isFrom(b, 'outside_caller');
  if (isFrom(b, 'extension')) return excludes(b, a);
  if (a.is === 'schedule' && b.is === 'schedule') return a.schedule === b.schedule && a.state !== b.state;
  if (a.is === 'override' && b.is === 'override')
    return a.override === b.override && differ(a.state, b.state);
  if (a.is === 'caller' && b.is === 'caller') return a.list === b.list && differ(a.value, b.value);
  if (a.is === 'number' && b.is === 'number') return !a.numbers.some((each) => b.numbers.includes(each));
  return false;
}

const differ = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

/** The place of two conditions that can never both hold, or of an `unless` that the others deny; undefined: none. */
export function clash(conditions: readonly Condition[]): readonly [number, number] | undefined {
  for (const [i, first] of conditions.entries()) {
    for (const [j, second] of conditions.entries()) {
      if (i < j && excludes(first, second)) return [i, j];
    }
  }
  for (const [j, each] of conditions.entries()) {
    if (each.is !== 'unless') continue;
    const others = conditions.filter((other) => other !== each);
    if (each.of.every((inner) => implies(others, inner))) return [j === 0 ? 1 : 0, j];
  }
  return undefined;
}

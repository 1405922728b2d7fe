import type { Condition } from '../../runtime/condition.ts';
import type { NodeId } from '../../runtime/program.ts';
import { below, type PlanCondition } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenConditions } from '../model/written.generated.ts';
import type { Lowering, Place, Scope } from './kind.ts';

/** The conditions of a rule: as authors write them, as they are meant, and as they run. */

/** What was understood of some conditions, and their name: it says what they ask, so it stays when rules move. */
export interface ReadConditions {
  /** Absent: something in them is written wrongly, and reported. */
  readonly conditions?: readonly PlanCondition[];
  /** `holiday_office`, `caller_vip_gold`, `unless_open_office`, `number_+61255501000_and_open_office`. */
  readonly label: string;
}

/** One condition; without `condition`, written wrongly and reported. */
interface One {
  readonly label: string;
  readonly condition?: Condition;
}

/** In which order they stand in labels, however they were written. */
const KEYS = ['caller', 'open', 'closed', 'holiday', 'override', 'number', 'origin', 'unless'] as const;
type Key = (typeof KEYS)[number];

/** Reads the conditions of one rule. */
export function readConditions(
  written: WrittenConditions,
  origin: Origin,
  place: Place,
  scope: Scope,
): ReadConditions {
  const found = KEYS.flatMap((key) => {
    if (written[key] === undefined) return [];
    const at = below(origin, key);
    return [{ ...readOne(key, written, at, place, scope), origin: at }];
  });
  const label = found.map((one) => one.label).join('_and_');
  const conditions = found.flatMap(({ condition, origin: at }): PlanCondition[] =>
    condition === undefined ? [] : [{ condition, origin: at }],
  );
  return conditions.length === found.length ? { label, conditions } : { label };
}

/** `vip` or `{vip: gold}`: a name, and what is asked of it. */
function nameAndWord(written: string | { readonly [name: string]: string | true }): [string, string?] {
  if (typeof written === 'string') return [written];
  const [[name, word] = ['', true]] = Object.entries(written);
  return typeof word === 'string' ? [name, word] : [name];
}

const labelOf = (...words: readonly (string | undefined)[]): string =>
  words.filter((word) => word !== undefined).join('_');

function readOne(key: Key, written: WrittenConditions, origin: Origin, place: Place, scope: Scope): One {
  switch (key) {
    case 'caller': {
      const [name, value] = nameAndWord(written.caller ?? '');
      const label = labelOf(key, name, value);
      if (name === 'withheld') return { label, condition: { is: 'withheld' } };
      const list = scope.list(name, value, origin, place);
      return made(label, list, (id) => ({
        is: 'caller',
        list: id,
        ...(value === undefined ? {} : { value }),
      }));
    }
    case 'open':
    case 'closed':
    case 'holiday': {
      const name = written[key] ?? '';
      const schedule = scope.schedule(name, origin, place);
      return made(labelOf(key, name), schedule, (id) => ({
        is: 'schedule',
        schedule: id,
        state: key,
        forcedBy: [],
      }));
    }
    case 'override': {
      const [name, state] = nameAndWord(written.override ?? '');
      const override = scope.override(name, state, origin, place);
      return made(labelOf(key, name, state), override, (id) => ({
        is: 'override',
        override: id,
        ...(state === undefined ? {} : { state }),
      }));
    }
    case 'number':
      return readNumbers(written.number ?? [], origin, scope);
    case 'origin':
      return {
        label: labelOf(key, written.origin),
        condition: { is: 'origin', origin: written.origin ?? 'outside_caller' },
      };
    case 'unless': {
      const { label, conditions } = readConditions(written.unless ?? {}, origin, place, scope);
      const named = labelOf(key, label);
      return conditions === undefined
        ? { label: named }
        : { label: named, condition: { is: 'unless', of: conditions.map(({ condition }) => condition) } };
    }
  }
}

const made = (label: string, id: NodeId | undefined, condition: (id: NodeId) => Condition): One =>
  id === undefined ? { label } : { label, condition: condition(id) };

function readNumbers(written: string | readonly string[], origin: Origin, scope: Scope): One {
  const several = typeof written !== 'string';
  const all = several ? written : [written];
  const numbers = all.map((text, i) => scope.number(text, several ? below(origin, i) : origin));
  const known = numbers.flatMap((number) => number ?? []);
  const label = labelOf('number', known[0], known.length > 1 ? `or_${known.length - 1}_more` : undefined);
  return known.length < numbers.length ? { label } : { label, condition: { is: 'number', numbers: known } };
}

/** A condition as it runs: with the overrides that force its schedule, and the numbers that play its numbers. */
export function lowerCondition(condition: Condition, lowering: Lowering): Condition {
  switch (condition.is) {
    case 'schedule':
      return { ...condition, forcedBy: lowering.forcedBy(condition.schedule) };
    case 'number':
      return { is: 'number', numbers: condition.numbers.flatMap((number) => lowering.playing(number)) };
    case 'unless':
      return { is: 'unless', of: condition.of.map((each) => lowerCondition(each, lowering)) };
    default:
      return condition;
  }
}

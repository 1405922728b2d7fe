import { calledNumber, isWithheld } from './call.ts';
import type { Ground } from './node.ts';
import { liveRef } from './override.ts';
import { overrideState } from './override-state.ts';
import type { CallerList, NodeId } from './program.ts';
import { isObject, text, texts } from './read.ts';
import { isScheduleState, ruling, type ScheduleState } from './schedule.ts';
import { listedRef, type Need, type Ref } from './world.ts';

/** What a rule of a route may ask: the clock, what is switched on, who calls, what was called. */
export type Condition =
  | {
      readonly is: 'schedule';
      readonly schedule: NodeId;
      readonly state: ScheduleState;
      /** The overrides that force this schedule, the first that is on wins. */
      readonly forcedBy: readonly NodeId[];
    }
  /** On; or, where `state` is given, in that state. */
  | { readonly is: 'override'; readonly override: NodeId; readonly state?: string }
  | { readonly is: 'caller'; readonly list: NodeId; readonly value?: string }
  /** The caller shows no number. */
  | { readonly is: 'withheld' }
  /** The called numbers, E.164. */
  | { readonly is: 'number'; readonly numbers: readonly string[] }
  | { readonly is: 'origin'; readonly origin: 'outside_caller' | 'extension' }
  | { readonly is: 'unless'; readonly of: readonly Condition[] };

/** What conditions come to. With needs, `holds` means nothing yet. */
export interface Weighed {
  readonly holds: boolean;
  readonly because: string;
  readonly needs: readonly Need[];
}

const entry = (ref: Ref): Need => ({ kind: 'entry', ref });
const unknown = (...refs: readonly Ref[]): Weighed => ({ holds: false, because: '', needs: refs.map(entry) });
const known = (holds: boolean, because: string): Weighed => ({ holds, because, needs: [] });

function weighSchedule(condition: Extract<Condition, { is: 'schedule' }>, ground: Ground): Weighed {
  const schedule = ground.world.schedule(condition.schedule);
  const states = condition.forcedBy.map((id) => ({ id, found: overrideState(id, ground) }));
  const needs = states.flatMap(({ found }) => ('needs' in found ? found.needs : []));
  if (schedule === undefined)
    return { ...unknown(condition.schedule), needs: [entry(condition.schedule), ...needs] };
  if (needs.length > 0) return { holds: false, because: '', needs };
  const forcedBy = (id: NodeId): ScheduleState | undefined =>
    ground.world.override(id)?.forces[condition.schedule];
  // An edit may have taken the schedule out of what an override forces.
  const forcing = states.find(
    ({ id, found }) => 'state' in found && found.state !== null && forcedBy(id) !== undefined,
  );
  if (forcing !== undefined) {
    const forced = forcedBy(forcing.id);
    return known(forced === condition.state, `${forced}: ${forcing.id} is on`);
  }
  if (schedule === null) return known(false, `${condition.schedule} is not in the plan`);
  const { state, because, local } = ruling(schedule, ground.call.now);
  return known(state === condition.state, `${state}: ${because}, ${local}`);
}

/** What a list says of a number that is not in it itself: the longest of its beginnings decides. */
function beginningIn(list: Omit<CallerList, 'numbers'> | null, number: string): string | true | null {
  const fitting = list?.prefixes.filter((each) => number.startsWith(each)) ?? [];
  const longest = fitting.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? null : (list?.values?.[longest] ?? true);
}

function weighCaller(
  { list, value }: Extract<Condition, { is: 'caller' }>,
  { world, call }: Ground,
): Weighed {
  const found = world.list(list);
  const number = call.from.kind === 'number' ? call.from.number : undefined;
  const listed = number === undefined ? null : world.listed(list, number);
  if (found === undefined || listed === undefined) {
    return unknown(list, ...(number === undefined ? [] : [listedRef(list, number)]));
  }
  const withheld = isWithheld(call.from) && found?.withheld === true;
  const ofNobody = withheld ? (found?.values?.withheld ?? true) : null;
  const said = number === undefined ? ofNobody : (listed ?? beginningIn(found, number));
  const name = list.slice('list:'.length);
  if (said === null) return known(false, `the caller is not in ${name}`);
  const because = said === true ? `the caller is in ${name}` : `the caller is ${said} in ${name}`;
  return known(value === undefined || said === value, because);
}

/** One condition. `because` is what is the case, whether the condition holds or not. */
function weighOne(condition: Condition, ground: Ground): Weighed {
  const { call, state } = ground;
  switch (condition.is) {
    case 'schedule':
      return weighSchedule(condition, ground);
    case 'override': {
      const found = overrideState(condition.override, ground);
      if ('needs' in found) return { holds: false, because: '', needs: found.needs };
      const holds =
        found.state !== null && (condition.state === undefined || found.state === condition.state);
      return known(holds, `${condition.override} is ${found.state ?? 'off'}`);
    }
    case 'caller':
      return weighCaller(condition, ground);
    case 'withheld': {
      const holds = isWithheld(call.from);
      return known(holds, holds ? 'the caller withholds the number' : 'the caller shows who calls');
    }
    case 'number': {
      const called = calledNumber(state);
      return known(
        called !== undefined && condition.numbers.includes(called),
        `${called ?? state.entry} was called`,
      );
    }
    case 'origin': {
      const inside = (call.from.kind === 'sip' || call.from.kind === 'client') && !isWithheld(call.from);
      return known(
        inside === (condition.origin === 'extension'),
        `the call is from ${inside ? 'inside' : 'outside'}`,
      );
    }
    case 'unless': {
      const { holds, because, needs } = weigh(condition.of, ground);
      return { holds: !holds, because, needs };
    }
  }
}

/** Whether all conditions hold, why, or what must be known first: all of it at once. */
export function weigh(conditions: readonly Condition[], ground: Ground): Weighed {
  const weighed = conditions.map((each) => weighOne(each, ground));
  const broken = weighed.filter(({ holds }) => !holds);
  return {
    holds: broken.length === 0,
    because: (broken.length > 0 ? broken : weighed).map(({ because }) => because).join(' and '),
    needs: weighed.flatMap(({ needs }) => needs),
  };
}

/** What a condition asks for, to be read with its node; `*` stands for the caller's number. */
export function readsOf(condition: Condition): readonly Ref[] {
  switch (condition.is) {
    case 'schedule':
      return [condition.schedule, ...condition.forcedBy.flatMap((id): Ref[] => [id, liveRef(id)])];
    case 'override':
      return [condition.override, liveRef(condition.override)];
    case 'caller':
      return [condition.list, listedRef(condition.list, '*')];
    case 'unless':
      return condition.of.flatMap(readsOf);
    default:
      return [];
  }
}

/** Reads a condition that a person may have edited; undefined: malformed. */
export function readCondition(value: unknown): Condition | undefined {
  if (!isObject(value)) return undefined;
  const { is, state } = value;
  if (is === 'withheld') return { is };
  const forcedBy = (texts(value.forcedBy) ?? []) as readonly NodeId[];
  const schedule = text(value.schedule) as NodeId | undefined;
  const override = text(value.override) as NodeId | undefined;
  const list = text(value.list) as NodeId | undefined;
  const numbers = texts(value.numbers);
  if (is === 'schedule' && schedule && isScheduleState(state)) return { is, schedule, state, forcedBy };
  if (is === 'override' && override) return { is, override, ...(typeof state === 'string' && { state }) };
  if (is === 'caller' && list)
    return { is, list, ...(typeof value.value === 'string' && { value: value.value }) };
  if (is === 'number' && numbers) return { is, numbers };
  if (is === 'origin' && (value.origin === 'outside_caller' || value.origin === 'extension')) {
    return { is, origin: value.origin };
  }
  if (is !== 'unless' || !Array.isArray(value.of)) return undefined;
  const of = value.of.map(readCondition);
  return of.every((each) => each !== undefined) ? { is, of } : undefined;
}

import type { JsonObject } from './digest.ts';
import { isObject, seconds, text, texts } from './fields.ts';
import { DAY, isTimezone } from './local-time.ts';
import type { NodeId } from './node-id.ts';
import { isScheduleState, nextChange, type Schedule, type ScheduleState } from './schedule.ts';

/**
 * Overrides: switches that people turn while calls are running, with a feature code, on the command line, or by editing
 * an item. What an override is stands in the plan; whether it is on is live state, one item of `state_map` under the
 * override's own id: `{state, until, since, by}`. Functions write it, reconcile never touches it.
 */

export interface Override {
  /** Who may dial its code: extensions by id. */
  readonly by: readonly NodeId[];
  /** When it ends by itself; absent: when somebody ends it. */
  readonly ends?: Ending;
  /** Its states by name; absent: only on and off. */
  readonly states?: readonly string[];
  /** The schedules that it forces while it is on. */
  readonly forces: { readonly [schedule: NodeId]: ScheduleState };
  /** The id that it had before it was renamed: its live state still stands there. */
  readonly was?: NodeId;
}

export type Ending =
  | { readonly kind: 'after'; readonly seconds: number }
  /** At the next opening, or the next change, of the schedules that it forces or that are named. */
  | { readonly kind: 'opening' | 'change'; readonly schedules: readonly NodeId[] }
  /** At the next time of day, minutes from midnight, in a time zone. */
  | { readonly kind: 'time'; readonly minutes: number; readonly timezone: string };

/** Ten years: a longer end is a slip of the hand, and no date at all where it is much longer. */
const LONGEST = 10 * 366 * 86_400;

function readEnding(value: unknown): Ending | undefined {
  if (!isObject(value)) return undefined;
  const { kind, minutes, timezone } = value;
  const length = seconds(value.seconds);
  const schedules = texts(value.schedules) as readonly NodeId[] | undefined;
  if (kind === 'after' && length !== undefined && length <= LONGEST) return { kind, seconds: length };
  if ((kind === 'opening' || kind === 'change') && schedules !== undefined) return { kind, schedules };
  const isMinute = typeof minutes === 'number' && Number.isInteger(minutes) && 0 <= minutes && minutes < DAY;
  const known = typeof timezone === 'string' && isTimezone(timezone);
  return kind === 'time' && isMinute && known ? { kind, minutes, timezone } : undefined;
}

const readForces = (value: unknown): Override['forces'] | undefined =>
  isObject(value) && Object.values(value).every(isScheduleState) ? (value as Override['forces']) : undefined;

/** Reads an override that a person may have edited; undefined: something in it is not understood. */
export function readOverride(payload: JsonObject): Override | undefined {
  const by = texts(payload.by) as readonly NodeId[] | undefined;
  const forces = readForces(payload.forces);
  if (by === undefined || forces === undefined) return undefined;
  const ends = readEnding(payload.ends);
  const states = texts(payload.states);
  const was = text(payload.was) as NodeId | undefined;
  const found = { ...(ends && { ends }), ...(states && { states }), ...(was && { was }) };
  // What is written must be understood: an end or a state that is passed over would change what the code does.
  const understood = (['ends', 'states', 'was'] as const).every(
    (key) => payload[key] === undefined || key in found,
  );
  return understood ? { by, forces, ...found } : undefined;
}

/** What stands in Sync while an override is on. Times are ISO 8601 UTC. */
export interface LiveOverride {
  /** `on`, or one of the override's states; `off`: ended by somebody. */
  readonly state: string;
  readonly until?: string;
  readonly since?: string;
  readonly by?: string;
}

/** The key of an override's live state, as a reference. */
export const liveRef = (id: NodeId): `live:${string}` => `live:${id}`;

/** Reads live state that a person may have edited: `{state: on}`, `{on: true}`; undefined: nothing that says it is on. */
export function readLive(payload: unknown): LiveOverride | undefined {
  if (!isObject(payload)) return undefined;
  // `Off`, as a person may write it, must not count for a state that is not off.
  const written = text(payload.state)?.trim().toLowerCase();
  const state = text(written) ?? (payload.on === true || payload.state === true ? 'on' : undefined);
  if (state === undefined) return undefined;
  const until = text(payload.until);
  const since = text(payload.since);
  const by = text(payload.by);
  return { state, ...(until && { until }), ...(since && { since }), ...(by && { by }) };
}

/** The state that an override is in at a time (milliseconds since 1970); null: off, ended, or a state it does not have. */
export function stateOf(override: Override, live: unknown, now: number): string | null {
  const found = readLive(live);
  if (found === undefined || found.state === 'off') return null;
  // An end that nobody can read ends nothing: whoever edited the item wanted it on.
  if (found.until !== undefined && Date.parse(found.until) <= now) return null;
  if (override.states === undefined) return 'on';
  return override.states.includes(found.state) ? found.state : null;
}

/** When an override that is switched on now ends by itself; undefined: it does not. */
export function endOf(
  override: Override,
  now: number,
  schedules: (id: NodeId) => Schedule | undefined,
): number | undefined {
  const { ends } = override;
  if (ends === undefined) return undefined;
  if (ends.kind === 'after') return now + ends.seconds * 1_000;
  if (ends.kind === 'time') return nextTime(ends.minutes, ends.timezone, now);
  const changes = ends.schedules.flatMap((id) => {
    const schedule = schedules(id);
    return schedule === undefined
      ? []
      : (nextChange(schedule, now, ends.kind === 'opening' ? 'open' : undefined) ?? []);
  });
  return changes.length > 0 ? Math.min(...changes) : undefined;
}

/**
 * The next time that a clock shows these minutes: a schedule that opens then every day, and stays open for a while, since
 * clocks that are put forward leave some minutes out.
 */
function nextTime(minutes: number, timezone: string, now: number): number | undefined {
  const daily = [{ from: minutes, to: minutes + 12 * 60 }];
  const week = [daily, daily, daily, daily, daily, daily, daily];
  return nextChange({ timezone, week, special: [], holidays: {} }, now, 'open');
}

/** The live state that switching an override to `state` writes; `off` ends it. */
export function liveState(state: string, now: number, until: number | undefined, by: string): JsonObject {
  const iso = (time: number) => new Date(time).toISOString();
  return { state, since: iso(now), by, ...(until === undefined ? {} : { until: iso(until) }) };
}

import { MINUTE } from '../../runtime/local-time.ts';
import type { Program } from '../../runtime/program.ts';
import { nextChange, ruling } from '../../runtime/schedule.ts';
import { instantsOf } from '../model/local-instants.ts';
import { type ImaginedCall, type PlayedCall, playCall } from './imagined-call.ts';
import { endWord, type Outcome, outcomeOf } from './outcome.ts';
import type { People } from './people.ts';
import type { Playable, Surroundings } from './plan-application.ts';

/** How one call fares in the course of a year: it is placed at every moment at which a schedule changes. */

/** The first instant of a year in a time zone, milliseconds since 1970. */
export function startOfYear(year: number, timezone: string): number {
  const wall = Date.UTC(year, 0, 1);
  const [first = wall] = instantsOf(wall / MINUTE, timezone);
  return first;
}

/** Every instant from `from` to `to` at which some schedule changes its state, `from` first. Milliseconds since 1970. */
function edges({ schedules }: Program, from: number, to: number): readonly number[] {
  const found = new Set([from]);
  for (const schedule of Object.values(schedules)) {
    let at = nextChange(schedule, from);
    while (at !== undefined && at < to) {
      found.add(at);
      at = nextChange(schedule, at);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** From a moment on the call goes like this. */
export interface Stretch {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly played: PlayedCall;
  readonly outcome: Outcome;
}

/** What tells two ways of a call apart: what the plan decided, who rang, what was heard, how it ended. */
const signature = (played: PlayedCall, { rings, end, heard }: Outcome): string =>
  JSON.stringify([
    played.answered.map(({ turns }) => turns.map(({ at, exit }) => [at, exit])),
    rings.map((group) => group.map(({ name }) => name)),
    endWord(end),
    heard,
  ]);

/** A call at a time, as far as schedules know: equal keys go the same way, if nothing changes before they are over. */
const keyOf = ({ program }: Playable, at: number): string =>
  Object.values(program.schedules)
    .map((schedule) => ruling(schedule, at).state)
    .join();

/** A call that turns a switch says until when, which is another time each time. */
const isSwitch = ({ answered }: PlayedCall): boolean =>
  answered.some(({ turns }) => turns.some(({ because }) => / switches /.test(because)));

/** The stretches of time in which a call goes one way, in order. Times are milliseconds since 1970. */
export async function calendarOf(
  call: ImaginedCall,
  until: number,
  plan: Playable,
  people: People,
  { classify, live }: Surroundings,
): Promise<readonly Stretch[]> {
  const stretches: Stretch[] = [];
  const known = new Map<string, Omit<Stretch, 'from'>>();
  const moments = edges(plan.program, call.at, until);
  let before: string | undefined;
  for (const [i, at] of moments.entries()) {
    const key = keyOf(plan, at);
    const calm = (seconds: number) => (moments[i + 1] ?? until) > at + seconds * 1_000;
    const like = known.get(key);
    let way = like !== undefined && calm(like.played.record.lasted) ? like : undefined;
    if (way === undefined) {
      // What a call switches must not reach the next one.
      const played = await playCall({ ...call, at }, plan, { classify, live: live.copy() });
      way = { played, outcome: outcomeOf(played, people, plan) };
      if (calm(played.record.lasted) && !isSwitch(played)) known.set(key, way);
    }
    const now = signature(way.played, way.outcome);
    if (now !== before) stretches.push({ from: at, ...way });
    before = now;
  }
  return stretches;
}

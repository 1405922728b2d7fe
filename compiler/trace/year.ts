import { localMinuteAt, MINUTE } from '../../runtime/local-time.ts';
import type { Program } from '../../runtime/program.ts';
import { nextChange } from '../../runtime/schedule.ts';

/** When the schedules of a plan change: the only times at which a call can become another one by itself. */

/** The first instant of a year in a time zone, milliseconds since 1970. */
export function startOfYear(year: number, timezone: string): number {
  const local = Date.UTC(year, 0, 1) / MINUTE;
  // The offset of a zone is found by looking at what its clocks show near that instant.
  const guess = local * MINUTE;
  const offset = localMinuteAt(timezone, guess) - local;
  return guess - offset * MINUTE;
}

/** Every instant from `from` to `to` at which some schedule changes its state, `from` first. Milliseconds since 1970. */
export function edges({ schedules }: Program, from: number, to: number): readonly number[] {
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

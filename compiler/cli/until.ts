import { localMinuteAt, localTextOf, minutesOf } from '../../runtime/local-time.ts';
import { endOf } from '../../runtime/override.ts';
import { readAt } from '../local/functions/at.ts';

const UNIT = { s: 1, m: 60, h: 3_600 } as const;

/**
 * A time until which something lasts, as a person writes it: `18:00` is the next time that clocks of the zone show it,
 * `2026-11-25 08:30` a moment there, `2h` a length of time.
 * @param now milliseconds since 1970; so is the result
 * @returns undefined: it cannot be read, or is over
 */
export function readUntil(text: string, timezone: string, now: number): number | undefined {
  const [, amount, unit] = /^([1-9][0-9]{0,5})([smh])$/.exec(text) ?? [];
  if (amount !== undefined) return now + Number(amount) * UNIT[unit as keyof typeof UNIT] * 1_000;
  const minutes = minutesOf(text);
  if (minutes !== undefined) {
    const ends = { kind: 'time', minutes: minutes % 1_440, timezone } as const;
    return endOf({ by: [], forces: {}, ends }, now, () => undefined);
  }
  const at = readAt(text, timezone);
  return at !== undefined && Date.parse(at) > now ? Date.parse(at) : undefined;
}

/** A moment as clocks of a zone show it, `2026-11-25 08:30`; what is no moment stays as it is. */
export function shownTime(iso: string, timezone: string): string {
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? iso : localTextOf(localMinuteAt(timezone, instant));
}

/**
 * Clocks and calendars as numbers. A day is the count of days since 1970-01-01; a local minute is what clock and calendar
 * of a place show, as minutes since its 1970-01-01 00:00. Local minutes know nothing of time zones: where a clock is put
 * forward some are never shown, where it is put back some are shown twice.
 */

/** Minutes of a day. */
export const DAY = 1_440;
/** Milliseconds of a minute. */
export const MINUTE = 60_000;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The weekday of a day, Monday is 0. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The day of a date such as `2026-12-25`; undefined: written otherwise, or a date that no calendar has. */
export function dayOf(date: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const found = Date.UTC(Number(year), Number(month) - 1, Number(day)) / (DAY * MINUTE);
  return Number.isNaN(found) || dateOf(found) !== date ? undefined : found;
}

/** The date of a day, `2026-12-25`. */
export const dateOf = (day: number): string => new Date(day * DAY * MINUTE).toISOString().slice(0, 10);

/** Minutes from midnight of `08:30`; `24:00` is 1440. Undefined: no time of day. */
export function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^(\d{2}):([0-5]\d)$/.exec(time) ?? [];
  const found = Number(hours) * 60 + Number(minutes);
  return found <= DAY ? found : undefined;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Minutes from midnight as a clock shows them; 1440 is `24:00`. */
export const timeOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** The local minute of `2026-12-24 12:00`. Undefined: none is meant. */
export function localMinuteOf(text: string): number | undefined {
  const [, date = '', time = ''] = /^(\S+) (\S+)$/.exec(text) ?? [];
  const day = dayOf(date);
  const minutes = minutesOf(time);
  return day === undefined || minutes === undefined ? undefined : day * DAY + minutes;
}

/** A local minute as people write it, `2026-12-24 12:00`. */
export function localTextOf(local: number): string {
  const day = Math.floor(local / DAY);
  return `${dateOf(day)} ${timeOf(local - day * DAY)}`;
}

/** Making a formatter takes 50 times as long as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(timezone, formatter);
  return formatter;
}

/** Whether a time zone is known here: a name of the IANA list. */
export function isTimezone(timezone: string): boolean {
  try {
    return timezone !== '' && formatterOf(timezone) !== undefined;
  } catch {
    return false;
  }
}

/** Month, day, year, hour, minute: the order of `en-US`, whatever stands between them. */
const NUMBERS = /(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)/;

/**
 * The local minute that clocks of a time zone show.
 * @param instant milliseconds since 1970, UTC
 */
export function localMinuteAt(timezone: string, instant: number): number {
  const found = NUMBERS.exec(formatterOf(timezone).format(instant));
  if (found === null) throw new Error(`a date in an unknown form: ${formatterOf(timezone).format(instant)}`);
  const [, month, day, year, hour, minute] = found;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / MINUTE;
}

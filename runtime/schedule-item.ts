import { isObject } from './fields.ts';
import { DAY, dayOf, isTimezone, localMinuteOf, minutesOf, timeOf, WEEKDAYS } from './local-time.ts';

/** How a schedule is written down: its shape, the forms of its spans and dates, and how it is read from Sync. */

export type ScheduleState = 'open' | 'closed' | 'holiday';

export const isScheduleState = (value: unknown): value is ScheduleState =>
  value === 'open' || value === 'closed' || value === 'holiday';

/** Minutes from local midnight, end exclusive. `to` may pass 1440: over midnight. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface SpecialDate {
  /** `2026-12-23`, `2026-12-23..2026-12-26` (both days included), or `2026-12-24 12:00..2026-12-29 08:30`. */
  readonly on: string;
  readonly is: readonly Span[] | 'closed' | 'holiday';
}

export interface Schedule {
  /** IANA name. */
  readonly timezone: string;
  /** Seven days, Monday first. A day without spans is closed. */
  readonly week: readonly (readonly Span[])[];
  readonly special: readonly SpecialDate[];
  /** Names by date. */
  readonly holidays: { readonly [date: string]: string };
}

/** Local minutes, end exclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A special date as periods are compared. */
export interface Validity extends Period {
  /** Whole days, or moments. */
  readonly kind: 'days' | 'moments';
}

/** When a special date is valid. Undefined: it is written in no form of ours, or ends before it begins. */
export function validityOf(on: string): Validity | undefined {
  const [first = '', last = first, ...more] = on.split('..');
  if (more.length > 0) return undefined;
  const from = dayOf(first);
  const to = dayOf(last);
  if (from !== undefined && to !== undefined) {
    return from <= to ? { kind: 'days', from: from * DAY, to: (to + 1) * DAY } : undefined;
  }
  const begin = localMinuteOf(first);
  const end = localMinuteOf(last);
  return begin !== undefined && end !== undefined && begin < end
    ? { kind: 'moments', from: begin, to: end }
    : undefined;
}

/** A span as people write it, `18:00-02:00`. */
export const spanText = ({ from, to }: Span): string => `${timeOf(from)}-${timeOf(to > DAY ? to - DAY : to)}`;

/** The span that `18:00-02:00` means. Undefined: it is none, or has no length. */
export function spanOf(text: string): Span | undefined {
  const [, start = '', end = ''] = /^(\d\d:\d\d) *- *(\d\d:\d\d)$/.exec(text) ?? [];
  const from = minutesOf(start);
  const to = minutesOf(end);
  if (from === undefined || to === undefined || from === to || from === DAY) return undefined;
  return { from, to: to < from ? to + DAY : to };
}

function readSpan(value: unknown): Span | undefined {
  if (typeof value === 'string') return spanOf(value);
  if (!isObject(value)) return undefined;
  const { from, to } = value;
  if (!Number.isInteger(from) || !Number.isInteger(to)) return undefined;
  const span = { from: from as number, to: to as number };
  return 0 <= span.from && span.from < DAY && span.from < span.to && span.to <= 2 * DAY ? span : undefined;
}

/** Every value of a list as it reads; undefined: it is no list, or one of them does not read. */
function readAll<T>(value: unknown, read: (each: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.flatMap((each) => read(each) ?? []);
  return found.length === value.length ? (found as readonly T[]) : undefined;
}

const readSpans = (value: unknown): { spans: readonly Span[] } | undefined => {
  const spans = value === 'closed' ? [] : readAll(value, readSpan);
  return spans && { spans };
};

function readSpecial(value: unknown): SpecialDate | undefined {
  if (!isObject(value) || typeof value.on !== 'string' || validityOf(value.on) === undefined)
    return undefined;
  const { on, is } = value;
  if (is === 'closed' || is === 'holiday') return { on, is };
  const hours = readSpans(is);
  return hours && { on, is: hours.spans };
}

/**
 * Reads a schedule that a person may have edited: a span may be written `08:30-17:30`, a day without spans `closed`.
 * Undefined: something in it is not understood; then nothing of it is used.
 */
export function readSchedule(payload: unknown): Schedule | undefined {
  if (!isObject(payload)) return undefined;
  const { timezone, special = [], holidays = {} } = payload;
  if (typeof timezone !== 'string' || !isTimezone(timezone)) return undefined;
  const week = readAll(payload.week, readSpans)?.map(({ spans }) => spans);
  const dates = readAll(special, readSpecial);
  if (week?.length !== WEEKDAYS.length || dates === undefined || !isObject(holidays)) return undefined;
  const names = Object.entries(holidays);
  if (!names.every(([date, name]) => dayOf(date) !== undefined && typeof name === 'string')) return undefined;
  return { timezone, week, special: dates, holidays: Object.fromEntries(names) as Schedule['holidays'] };
}

import { Temporal } from 'temporal-polyfill';

/**
 * Opening hours, calculated a second time and in another way: with Temporal's dates and times instead of numbers, from
 * the words of the plan instead of the program. It shares no code with what it judges.
 */

type Hours = readonly string[] | 'closed' | 'holiday';

/** A schedule in its author's words. Days are `mon` to `sun`, Monday first. */
export interface OracleSchedule {
  readonly timezone: string;
  readonly week: readonly (readonly string[])[];
  readonly special: { readonly [on: string]: Hours };
  readonly holidays: { readonly [date: string]: string };
}

interface Interval {
  readonly start: Temporal.PlainDateTime;
  readonly end: Temporal.PlainDateTime;
}

interface DayRule {
  readonly intervals: readonly Interval[];
  readonly outside: string;
  /** Hours of validity, where it is special. */
  readonly special?: number;
}

const contains = ({ start, end }: Interval, now: Temporal.PlainDateTime): boolean =>
  Temporal.PlainDateTime.compare(start, now) <= 0 && Temporal.PlainDateTime.compare(now, end) < 0;

const at = (date: Temporal.PlainDate, time: string): Temporal.PlainDateTime =>
  time === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time);

function intervalOf(span: string, date: Temporal.PlainDate): Interval {
  const [from = '', to = ''] = span.split('-');
  const over = to !== '24:00' && to < from;
  return { start: at(date, from), end: at(over ? date.add({ days: 1 }) : date, to) };
}

const dayRule = (hours: Hours, date: Temporal.PlainDate, outside = 'closed'): DayRule =>
  typeof hours === 'string'
    ? { intervals: [], outside: hours }
    : { intervals: hours.map((span) => intervalOf(span, date)), outside };

const hoursBetween = (start: Temporal.PlainDateTime, end: Temporal.PlainDateTime): number =>
  start.until(end, { largestUnit: 'hours' }).total({ unit: 'hours', relativeTo: start });

/** Answers whether a schedule is open at instants of UTC. */
export function oracle({ timezone, week, special, holidays }: OracleSchedule): (instant: number) => string {
  const days: { first: Temporal.PlainDate; last: Temporal.PlainDate; hours: Hours; length: number }[] = [];
  const ranges: (Interval & { hours: Hours; length: number })[] = [];
  for (const [on, hours] of Object.entries(special)) {
    const [from = '', to = from] = on.split('..');
    if (from.includes(' ')) {
      const moment = (text: string) => at(Temporal.PlainDate.from(text.slice(0, 10)), text.slice(11));
      const interval = { start: moment(from), end: moment(to) };
      ranges.push({ ...interval, hours, length: hoursBetween(interval.start, interval.end) });
    } else {
      const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
      days.push({ first, last, hours, length: 24 * (first.until(last).days + 1) });
    }
  }

  const rules = new Map<string, DayRule>();
  const ruleOn = (date: Temporal.PlainDate): DayRule => {
    const key = date.toString();
    const known = rules.get(key);
    if (known !== undefined) return known;
    const [shortest] = days
      .filter(
        ({ first, last }) =>
          Temporal.PlainDate.compare(first, date) <= 0 && Temporal.PlainDate.compare(date, last) <= 0,
      )
      .sort((a, b) => a.length - b.length);
    const usual = holidays[key] === undefined ? (week[date.dayOfWeek - 1] ?? []) : 'holiday';
    const rule =
      shortest === undefined
        ? dayRule(usual, date)
        : { ...dayRule(shortest.hours, date), special: shortest.length };
    rules.set(key, rule);
    return rule;
  };

  const inRange = (range: (typeof ranges)[number], now: Temporal.PlainDateTime): string => {
    if (typeof range.hours === 'string') return range.hours;
    const today = now.toPlainDate();
    const starts = [today, today.subtract({ days: 1 })].filter(
      (date) => Temporal.PlainDate.compare(date, range.start.toPlainDate()) >= 0,
    );
    const open = starts.some((date) =>
      dayRule(range.hours, date).intervals.some((each) => contains(each, now)),
    );
    return open ? 'open' : 'closed';
  };

  return (instant) => {
    const now = Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(timezone)
      .toPlainDateTime();
    const today = now.toPlainDate();
    const night = ruleOn(today.subtract({ days: 1 }));
    const belongs = night.intervals.some((each) => contains(each, now)) ? night : ruleOn(today);
    const [range] = ranges.filter((each) => contains(each, now)).sort((a, b) => a.length - b.length);
    if (range !== undefined && (belongs.special === undefined || belongs.special > range.length))
      return inRange(range, now);
    return belongs.intervals.some((each) => contains(each, now)) ? 'open' : belongs.outside;
  };
}

/** The first instant of a local time, and of the same time when clocks show it again. */
export function instantsOf(timezone: string, local: string): readonly [earlier: number, later: number] {
  const plain = Temporal.PlainDateTime.from(local.replace(' ', 'T'));
  const instant = (disambiguation: 'earlier' | 'later') =>
    plain.toZonedDateTime(timezone, { disambiguation }).epochMilliseconds;
  return [instant('earlier'), instant('later')];
}

/** The instants in a year at which the clocks of a time zone are changed. */
export function clockChanges(timezone: string, year: number): readonly number[] {
  const found: number[] = [];
  let now = Temporal.ZonedDateTime.from(`${year}-01-01T00:00[${timezone}]`);
  for (;;) {
    const next = now.getTimeZoneTransition('next');
    if (next === null || next.year > year) return found;
    found.push(next.epochMilliseconds);
    now = next;
  }
}

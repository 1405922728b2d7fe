import { DAY, dayOf, localMinuteAt, localTextOf, MINUTE, WEEKDAYS, weekdayOf } from './local-time.ts';
import {
  type Period,
  type Schedule,
  type ScheduleState,
  type Span,
  spanText,
  type Validity,
  validityOf,
} from './schedule-item.ts';

export type { Schedule, ScheduleState, Span, SpecialDate } from './schedule-item.ts';
export { isScheduleState, readSchedule } from './schedule-item.ts';

/**
 * Schedules: is it open now, and when does that change?
 *
 * The premise: opening hours are told by the clock on the wall. So an instant is turned into what clocks of the schedule's
 * time zone show, once, and everything else is arithmetic on local minutes (`local-time.ts`). A minute that clocks
 * leave out in spring never comes up; one that they show twice in autumn is treated alike both times.
 *
 * The terms: a *rule* says what holds on some days or at some moments: spans of time in which it is open, and what it is
 * outside them, `closed` or `holiday`. There are four kinds:
 * - weekly hours, for every day;
 * - a holiday, for one day, without spans;
 * - special dates, for one day or for several whole days (`2026-12-23`, `2026-12-23..2026-12-26`, both included);
 * - special ranges, for moments (`2026-12-24 12:00..2026-12-29 08:30`, end exclusive).
 *
 * The steps:
 * 1. Each day has one rule: the special date that is valid for the fewest days, else the holiday, else the weekly hours.
 * 2. A span over midnight belongs to the day on which it starts. So a minute belongs to yesterday while a span of
 *    yesterday's rule still lasts, whatever today is; else to today.
 * 3. A special range takes the minute from the rule of its day, unless that is a special date that is valid for as
 *    short a time or shorter. Of several ranges the shortest wins. Spans in a range hold on each day on which the range
 *    has begun, and never outside it.
 * Overrides come before all this, elsewhere (`override.ts`).
 *
 * The next change is found without trying every minute: local minutes at which a state can change are known (midnights,
 * edges of spans and of ranges), and between two changes of the clocks they map to instants by one constant.
 */

/** What holds for some time. */
interface Rule {
  readonly spans: readonly Span[];
  readonly outside: 'closed' | 'holiday';
  /** How long it is valid, in minutes; weekly hours and holidays are weaker than anything special. */
  readonly length: number;
  readonly because: string;
}

/** A schedule, prepared: made once for each, since thousands of questions may follow. */
interface Table {
  readonly week: readonly Rule[];
  readonly holidays: ReadonlyMap<number, Rule>;
  /** Special dates, the shortest first. */
  readonly days: readonly (Rule & Period)[];
  /** Special ranges, the shortest first. */
  readonly moments: readonly (Rule & Period)[];
  /** Minutes from midnight at which a state can change on any day. */
  readonly edges: readonly number[];
}

const covers = (spans: readonly Span[], minute: number): boolean => {
  for (const { from, to } of spans) if (from <= minute && minute < to) return true;
  return false;
};

const hoursText = (spans: readonly Span[]): string =>
  spans.length === 0 ? 'closed' : spans.map(spanText).join(', ');

const tables = new WeakMap<Schedule, Table>();

function tableOf(schedule: Schedule): Table {
  const known = tables.get(schedule);
  if (known !== undefined) return known;
  const table = prepare(schedule);
  tables.set(schedule, table);
  return table;
}

function prepare({ week, special, holidays }: Schedule): Table {
  const weekly = WEEKDAYS.map((day, i): Rule => {
    const spans = week[i] ?? [];
    const because = `weekly hours ${day} ${hoursText(spans)}`;
    return { spans, outside: 'closed', length: Number.POSITIVE_INFINITY, because };
  });
  const free = Object.entries(holidays).flatMap(([date, name]): [number, Rule][] => {
    const day = dayOf(date);
    const because = `holiday ${name}`;
    return day === undefined
      ? []
      : [[day, { spans: [], outside: 'holiday', length: Number.POSITIVE_INFINITY, because }]];
  });
  const rules = special.flatMap(({ on, is }): (Rule & Validity)[] => {
    const validity = validityOf(on);
    if (validity === undefined) return [];
    const spans = typeof is === 'string' ? [] : is;
    const outside = is === 'holiday' ? is : 'closed';
    const length = validity.to - validity.from;
    return [{ spans, outside, length, because: `special date ${on}`, ...validity }];
  });
  rules.sort((a, b) => a.length - b.length);
  const all = [...weekly, ...rules].flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to % DAY]));
  return {
    week: weekly,
    holidays: new Map(free),
    days: rules.filter(({ kind }) => kind === 'days'),
    moments: rules.filter(({ kind }) => kind === 'moments'),
    edges: [...new Set([0, ...all])].sort((a, b) => a - b),
  };
}

const within = (rules: readonly (Rule & Period)[], local: number): (Rule & Period) | undefined => {
  for (const rule of rules) if (rule.from <= local && local < rule.to) return rule;
  return undefined;
};

const CLOSED: Rule = { spans: [], outside: 'closed', length: Number.POSITIVE_INFINITY, because: '' };

/** Step 1: the rule of a day. */
const ruleOfDay = (table: Table, day: number): Rule =>
  within(table.days, day * DAY) ?? table.holidays.get(day) ?? table.week[weekdayOf(day)] ?? CLOSED;

interface Verdict {
  readonly state: ScheduleState;
  readonly rule: Rule;
}

function verdictAt(table: Table, local: number): Verdict {
  const day = Math.floor(local / DAY);
  const minute = local - day * DAY;
  const yesterday = ruleOfDay(table, day - 1);
  const lasts = covers(yesterday.spans, minute + DAY);
  const today = lasts ? yesterday : ruleOfDay(table, day);
  const range = within(table.moments, local);
  if (range === undefined || today.length <= range.length) {
    return { state: lasts || covers(today.spans, minute) ? 'open' : today.outside, rule: today };
  }
  const begun = range.from < day * DAY;
  const open = covers(range.spans, minute) || (begun && covers(range.spans, minute + DAY));
  return { state: open ? 'open' : range.outside, rule: range };
}

/** What a schedule says at a time, and why. */
export interface Ruling {
  readonly state: ScheduleState;
  /** The rule that decides: `weekly hours tue 08:30-17:30`, `holiday Christmas Day`, `special date 2026-12-23`. */
  readonly because: string;
  /** What clock and calendar show: `2026-12-25 10:00 (Fri)`. */
  readonly local: string;
}

const SHOWN_WEEKDAYS = WEEKDAYS.map((day) => day.charAt(0).toUpperCase() + day.slice(1));

/**
 * Whether it is open, and why.
 * @param instant milliseconds since 1970, UTC
 */
export function ruling(schedule: Schedule, instant: number): Ruling {
  const local = localMinuteAt(schedule.timezone, instant);
  const { state, rule } = verdictAt(tableOf(schedule), local);
  const weekday = SHOWN_WEEKDAYS[weekdayOf(Math.floor(local / DAY))];
  return { state, because: rule.because, local: `${localTextOf(local)} (${weekday})` };
}

/** How far a change is looked for, in days: more than a year, so that yearly dates are met. */
const HORIZON = 400;

/** A stretch of time in which the clocks are not changed: instants are local minutes plus a constant. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Milliseconds from an instant to its local minute, as milliseconds. */
  readonly offset: number;
}

/** One day from an instant, as one stretch, or as two where clocks are changed in it. */
function stretches(timezone: string, from: number): readonly Stretch[] {
  const offsetAt = (instant: number) => localMinuteAt(timezone, instant) * MINUTE - instant;
  const to = from + DAY * MINUTE;
  const offset = offsetAt(from);
  const after = offsetAt(to);
  if (offset === after) return [{ from, to, offset }];
  let before = 0;
  let changed = DAY;
  while (changed - before > 1) {
    const middle = (before + changed) >> 1;
    if (offsetAt(from + middle * MINUTE) === offset) before = middle;
    else changed = middle;
  }
  const change = from + changed * MINUTE;
  return [
    { from, to: change, offset },
    { from: change, to, offset: after },
  ];
}

/** The local minutes of a stretch at which a state can change, sorted; its first minute is one of them. */
function changesIn({ edges, moments }: Table, { from, to, offset }: Stretch): readonly number[] {
  const first = (from + offset) / MINUTE;
  const end = (to + offset) / MINUTE;
  const found = new Set([first]);
  const add = (local: number) => first < local && local < end && found.add(local);
  for (let day = Math.floor(first / DAY); day * DAY < end; day++) {
    for (const minute of edges) add(day * DAY + minute);
  }
  for (const range of moments) {
    add(range.from);
    add(range.to);
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * The first instant after `instant` at which the state changes; with `wanted`, at which it becomes that state after having
 * been another. Undefined: not within 400 days.
 * @param instant milliseconds since 1970, UTC; so is the result
 */
export function nextChange(schedule: Schedule, instant: number, wanted?: ScheduleState): number | undefined {
  const table = tableOf(schedule);
  const start = Math.floor(instant / MINUTE) * MINUTE;
  let before = verdictAt(table, localMinuteAt(schedule.timezone, start)).state;
  for (let day = 0; day < HORIZON; day++) {
    for (const stretch of stretches(schedule.timezone, start + day * DAY * MINUTE)) {
      for (const local of changesIn(table, stretch)) {
        const { state } = verdictAt(table, local);
        if (state !== before && (wanted === undefined || state === wanted))
          return local * MINUTE - stretch.offset;
        before = state;
      }
    }
  }
  return undefined;
}

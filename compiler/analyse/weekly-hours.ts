import { minutesOf, WEEKDAYS, type Weekday } from '../../runtime/local-time.ts';
import { type Span, spanOf } from '../../runtime/schedule-item.ts';
import { below, keyOf, type Placed } from '../model/plan.ts';
import type { PlanDay } from '../model/schedule.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenHours, WrittenSchedule } from '../model/written.generated.ts';
import type { WrittenEntry } from '../model/written.ts';
import type { Report } from './report.ts';
import { isOpen } from './variables.ts';

/** The days of `mon-fri`; a range may go round the end of the week, as `sat-mon` does. */
function daysOf(key: string): readonly Weekday[] {
  const [first, last] = key.split('-').map((day) => (WEEKDAYS as readonly string[]).indexOf(day));
  const from = first ?? 0;
  const count = last === undefined ? 1 : ((last - from + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(from, from + count);
}

/** What holds on each weekday, Monday first. Reports DP3012, DP3020, DP3021 and DP3025. */
export function readWeek(
  { name, value, origin }: WrittenEntry<WrittenSchedule>,
  report: Report,
): readonly PlanDay[] {
  const hours = below(origin, 'hours');
  const known = new Map<Weekday, { readonly key: string; readonly day: PlanDay }>();
  for (const [key, written] of Object.entries(value.hours)) {
    const at = below(hours, key);
    const day = { spans: readHours(written, at, report) };
    const again = daysOf(key).filter((each) => known.has(each));
    const first = known.get(again[0] ?? 'mon');
    if (again.length > 0 && first !== undefined) {
      report('DP3021', {
        message: `${listed(again)} of schedule \`${name}\` ${again.length === 1 ? 'has' : 'have'} hours twice, by \`${first.key}\` and by \`${key}\``,
        origin: keyOf(at),
        label: 'the second one',
        related: [{ origin: keyOf(below(hours, first.key)), text: 'the first one' }],
        why: 'only one of the two can hold, and nobody could tell which',
        help: 'split the range, so that each day is named once',
      });
    }
    for (const each of daysOf(key)) if (!known.has(each)) known.set(each, { key, day });
  }
  reportMissing(
    WEEKDAYS.filter((day) => !known.has(day)),
    name,
    hours,
    report,
  );
  return WEEKDAYS.map((day) => known.get(day)?.day ?? { spans: [] });
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Days as an author would write them: `tue`, `sat-sun`. */
function ranges(days: readonly Weekday[]): readonly string[] {
  const runs: Weekday[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(before) + 1)
      run.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => (run.length === 1 ? `${run[0]}` : `${run[0]}-${run.at(-1)}`));
}

function reportMissing(days: readonly Weekday[], name: string, hours: Origin, report: Report): void {
  if (days.length === 0) return;
  const lines = ranges(days).map((range) => `\`${range}: closed\``);
  report('DP3020', {
    message: `schedule \`${name}\` says nothing about ${listed(days)}`,
    origin: keyOf(hours),
    label: days.length === 1 ? 'a day is missing' : `${days.length} days are missing`,
    why: 'on a day that is forgotten callers would find you open or closed by accident',
    help: `add ${listed(lines)}, or ${days.length === 1 ? 'its' : 'their'} hours`,
  });
}

/** Spans, or none for `closed`. Reports DP3012 and DP3025. */
export function readHours(written: WrittenHours, origin: Origin, report: Report): readonly Placed<Span>[] {
  if (written === 'closed') return [];
  if (typeof written === 'string') return readSpan(written, origin, report);
  return written.flatMap((each, i) => readSpan(each, below(origin, i), report));
}

function readSpan(text: string, origin: Origin, report: Report): readonly Placed<Span>[] {
  if (isOpen(text)) return [];
  const span = spanOf(text);
  if (span !== undefined) return [{ value: span, origin }];
  const [from = '', to = ''] = text.split('-').map((time) => time.trim());
  if (from === to && minutesOf(from) !== undefined) reportEmpty(text, origin, report);
  else reportMisfit(text, 'a span such as `08:30-17:30`, or `closed`', origin, report);
  return [];
}

function reportEmpty(text: string, origin: Origin, report: Report): void {
  report('DP3025', {
    message: `\`${text}\` begins and ends at the same time`,
    origin,
    label: 'a span without length',
    why: 'it could mean the whole day or no time at all',
    help: 'write `00:00-24:00` for the whole day, or `closed`',
  });
}

/** DP3012: what a variable stands for does not fit. */
export function reportMisfit(text: string, expected: string, origin: Origin, report: Report): void {
  report('DP3012', {
    message: `\`${text}\` does not fit here: expected ${expected}`,
    origin,
    label: 'after variables are replaced',
    help: 'change the value of the variable',
  });
}

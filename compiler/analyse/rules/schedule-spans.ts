import { DAY, WEEKDAYS } from '../../../runtime/local-time.ts';
import { spanText } from '../../../runtime/schedule-item.ts';
import type { PlanDay, PlanSchedule } from '../../model/schedule.ts';
import type { Origin } from '../../model/source.ts';
import type { Report } from '../report.ts';
import type { Rule } from '../rule.ts';

/** Two spans that are fewer minutes apart than this are meant to meet. */
const SHORTEST_GAP = 16;
const WEEK = 7 * DAY;

/** A span on one line of time: minutes from the beginning of the week, or of the day where only one is looked at. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly origin: Origin;
}

const stretchesOf = ({ spans }: PlanDay, day: number): readonly Stretch[] =>
  spans.map(({ value, origin }) => ({
    from: value.from + day * DAY,
    to: value.to + day * DAY,
    text: spanText(value),
    origin,
  }));

/** DP4020, DP4021: spans of a day, and of one day and the next, neither overlap nor leave out a few minutes. */
export const scheduleSpans: Rule = ({ plan, report }) => {
  for (const schedule of plan.schedules.values()) {
    const week = schedule.week.flatMap(stretchesOf);
    const [first] = sorted(week);
    // The week begins again after its end.
    const next = first === undefined ? [] : [{ ...first, from: first.from + WEEK, to: first.to + WEEK }];
    compare([...week, ...next], schedule, report);
    for (const special of schedule.special) compare(stretchesOf(special, 0), schedule, report);
  }
};

const sorted = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.toSorted((a, b) => a.from - b.from || a.to - b.to);

function compare(stretches: readonly Stretch[], schedule: PlanSchedule, report: Report): void {
  const inOrder = sorted(stretches);
  let last: Stretch | undefined;
  for (const stretch of inOrder) {
    const gap = last === undefined ? Number.POSITIVE_INFINITY : stretch.from - last.to;
    if (last !== undefined && gap < 0) reportOverlap(last, stretch, schedule, report);
    else if (last !== undefined && gap > 0 && gap < SHORTEST_GAP) reportGap(last, stretch, schedule, report);
    else if (last !== undefined && gap > 0) checkEnd(last, schedule, report);
    if (last === undefined || stretch.to > last.to) last = stretch;
  }
  if (last !== undefined && last.to <= WEEK) checkEnd(last, schedule, report);
}

const dayOf = ({ from }: Stretch): string => WEEKDAYS[Math.floor(from / DAY) % 7] ?? '';

function reportOverlap(first: Stretch, second: Stretch, { name }: PlanSchedule, report: Report): void {
  const days =
    dayOf(first) === dayOf(second) ? '' : `, the first of ${dayOf(first)}, the second of ${dayOf(second)}`;
  report('DP4020', {
    message: `\`${first.text}\` and \`${second.text}\` of schedule \`${name}\` overlap${days}`,
    origin: second.origin,
    label: 'begins before the other one ends',
    related: first.origin === second.origin ? [] : [{ origin: first.origin, text: 'the other one' }],
    why: 'it is open while either lasts, so a slip in one of them would not be noticed',
    help: 'let the second begin where the first ends, or make one span of them',
  });
}

function reportGap(first: Stretch, second: Stretch, { name }: PlanSchedule, report: Report): void {
  const minutes = second.from - first.to;
  report('DP4021', {
    message: `schedule \`${name}\` is closed for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} between \`${first.text}\` and \`${second.text}\``,
    origin: first.origin,
    label: 'the end is exclusive',
    related: first.origin === second.origin ? [] : [{ origin: second.origin, text: 'the next one' }],
    why: 'whoever calls in these minutes hears that you are closed',
    help: 'let the first end where the second begins; `24:00` is the end of a day',
  });
}

/** A day that ends at 23:59 is meant to end at 24:00. */
function checkEnd({ to, text, origin }: Stretch, { name }: PlanSchedule, report: Report): void {
  if (to % DAY !== DAY - 1) return;
  report('DP4021', {
    message: `schedule \`${name}\` is closed for the last minute of the day: \`${text}\``,
    origin,
    label: 'the end is exclusive',
    why: 'whoever calls in this minute hears that you are closed',
    help: 'write `24:00`',
  });
}

import type { Label } from '../../model/diagnostic.ts';
import { keyOf } from '../../model/plan.ts';
import type { PlanHoliday, PlanHolidayList } from '../../model/schedule.ts';
import type { Report } from '../report.ts';
import type { Rule } from '../rule.ts';

/**
 * A list ends early if a holiday is due after its last date: one that it had a year before. It is needed until the
 * `valid_until` of a schedule that names it, until the end of the last year that it mentions, and for some weeks from today
 * where the date is known.
 */

/** Days by which feasts that follow the moon move from year to year. */
const MOVABLE = 31;
const DAY = 86_400_000;
/** Days in which somebody can see to the next year. */
const AHEAD = 60;

/** DP4022: lists of holidays reach as far as the schedules that name them, and leave out no year. */
export const scheduleHolidaysEnd: Rule = ({ plan, today, report }) => {
  const named = new Set([...plan.schedules.values()].flatMap(({ lists }) => lists.map(({ value }) => value)));
  const soon = today === undefined ? undefined : later(today, AHEAD);
  for (const schedule of plan.schedules.values()) {
    const until = schedule.validUntil;
    for (const { value } of schedule.lists) {
      const list = plan.holidays.get(value);
      if (list === undefined || until === undefined) continue;
      const label = { origin: until.origin, text: `\`${schedule.name}\` is to hold until then` };
      tell(list, until.value, [label], report);
    }
  }
  for (const list of plan.holidays.values()) {
    const last = list.dates.at(-1);
    if (last !== undefined) tell(list, `${last.date.slice(0, 4)}-12-31`, [], report);
    tellOfGap(list, report);
    if (soon !== undefined && named.has(list.name)) tell(list, soon, [], report);
  }
};

const later = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** The first holiday of a year before that the list has not again, though it is due by `until`. */
function due({ dates }: PlanHolidayList, last: PlanHoliday, until: string): PlanHoliday | undefined {
  const end = Date.parse(last.date);
  const patience = last.date.slice(0, 4) === until.slice(0, 4) ? MOVABLE * DAY : 0;
  return dates.find(({ date }) => {
    const again = Date.parse(`${Number(date.slice(0, 4)) + 1}${date.slice(4)}`);
    return end - Date.parse(date) <= 366 * DAY && again > end + patience && again <= Date.parse(until);
  });
}

function tell(list: PlanHolidayList, until: string, related: readonly Label[], report: Report): void {
  const last = list.dates.at(-1);
  const missed = last === undefined ? undefined : due(list, last, until);
  if (last === undefined || missed === undefined) return;
  report('DP4022', {
    message: `the holidays \`${list.name}\` end on ${last.date}, but are needed until ${until}`,
    origin: last.origin,
    label: 'the last date of the list',
    related: [...related, { origin: missed.origin, text: 'this one, for example, is due again' }],
    why: 'on later holidays callers would be treated as on any other day',
    help: 'add the dates that are missing, by hand or with `dialplan holidays import`',
  });
}

function tellOfGap({ name, dates }: PlanHolidayList, report: Report): void {
  dates.forEach((later, i) => {
    const year = Number(later.date.slice(0, 4));
    const before = dates[i - 1];
    const gap = before === undefined ? 0 : year - Number(before.date.slice(0, 4)) - 1;
    // A year far off is a slip of the fingers, and told as such.
    if (before === undefined || gap < 1 || gap > 4) return;
    report('DP4022', {
      message: `the holidays \`${name}\` have no date in ${gap === 1 ? year - 1 : `${year - gap} to ${year - 1}`}`,
      origin: later.origin,
      label: 'the next date',
      related: [{ origin: keyOf(before.origin), text: 'the date before it' }],
      why: 'on holidays between them callers would be treated as on any other day',
      help: 'add the dates that are missing, by hand or with `dialplan holidays import`',
    });
  });
}

import { dayOf } from '../../runtime/local-time.ts';
import { below, keyOf } from '../model/plan.ts';
import type { PlanHoliday, PlanHolidayList } from '../model/schedule.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenPlan } from '../model/written.ts';
import type { Report } from './report.ts';

/** The lists of holidays, each in the order of its dates. Reports DP3023. */
export function readHolidays(
  { holidays }: WrittenPlan,
  report: Report,
): ReadonlyMap<string, PlanHolidayList> {
  return new Map(
    holidays.map(({ name, value, origin }) => {
      const dates = Object.entries(value).flatMap(([date, called]): PlanHoliday[] => {
        const at = keyOf(below(origin, date));
        return isDate(date, at, report) ? [{ date, name: called, origin: at }] : [];
      });
      dates.sort((a, b) => (a.date < b.date ? -1 : 1));
      return [name, { name, origin, dates }];
    }),
  );
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Whether a calendar has a date. Reports DP3023. */
export function isDate(date: string, origin: Origin, report: Report): boolean {
  if (dayOf(date) !== undefined) return true;
  const [year = 0, month = 0] = date.split('-').map(Number);
  const called = MONTHS[month - 1];
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  report(
    'DP3023',
    {
      message:
        called === undefined
          ? `\`${date}\` is no date: there is no month ${month}`
          : `\`${date}\` is no date: ${called}${month === 2 ? ` ${year}` : ''} has ${days} days`,
      origin,
      label: 'never comes',
      why: 'on the day that is meant callers would be treated as on any other day',
      help: 'write the date that is meant as year, month and day',
    },
    date,
  );
  return false;
}

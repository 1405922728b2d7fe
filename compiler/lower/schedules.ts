import type { Program } from '../../runtime/program.ts';
import type { Schedule, SpecialDate } from '../../runtime/schedule.ts';
import { byCodeUnit } from '../model/desired.ts';
import type { Plan } from '../model/plan.ts';
import type { PlanSchedule, PlanSpecialDate } from '../model/schedule.ts';

const lowerSpecial = ({ on, is, spans }: PlanSpecialDate): SpecialDate => ({
  on,
  is: is === 'hours' ? spans.map(({ value }) => value) : is,
});

/** The dates of all lists of a schedule, sorted; where two have a date, the name is that of the first. */
function lowerHolidays({ lists }: PlanSchedule, { holidays }: Plan): Schedule['holidays'] {
  const dates = lists.flatMap(({ value }) => holidays.get(value)?.dates ?? []);
  const names = new Map(dates.toReversed().map(({ date, name }) => [date, name]));
  return Object.fromEntries([...names].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** The schedules that the runtime asks, each with its holidays in it: one item, one read. */
export function lowerSchedules(plan: Plan): Program['schedules'] {
  return Object.fromEntries(
    [...plan.schedules].map(([id, schedule]): [string, Schedule] => [
      id,
      {
        timezone: schedule.timezone,
        week: schedule.week.map(({ spans }) => spans.map(({ value }) => value)),
        special: schedule.special.map(lowerSpecial),
        holidays: lowerHolidays(schedule, plan),
      },
    ]),
  );
}

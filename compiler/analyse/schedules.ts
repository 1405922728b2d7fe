import { validityOf } from '../../runtime/schedule-item.ts';
import { below, keyOf, type Placed } from '../model/plan.ts';
import type { PlanHolidayList, PlanSchedule, PlanSpecialDate } from '../model/schedule.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenSchedule } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import { isDate } from './holidays.ts';
import type { LeftOut, Report } from './report.ts';
import type { Suggestions } from './suggestions.ts';
import { knownTimezone } from './timezone.ts';
import { isOpen } from './variables.ts';
import { readHours, readWeek, reportMisfit } from './weekly-hours.ts';

/** What schedules are read with. */
export interface ScheduleGround {
  readonly written: WrittenPlan;
  readonly holidays: ReadonlyMap<string, PlanHolidayList>;
  /** That of the plan. */
  readonly timezone: string;
  readonly left: LeftOut;
  readonly suggestions: Suggestions;
  readonly report: Report;
}

/** The schedules of a plan, by id. Reports DP3012 and DP3019 to DP3025. */
export function readSchedules(ground: ScheduleGround): ReadonlyMap<PlanSchedule['id'], PlanSchedule> {
  return new Map(
    ground.written.schedules.map((entry) => {
      const schedule = readSchedule(entry, ground);
      return [schedule.id, schedule];
    }),
  );
}

function readSchedule(entry: WrittenEntry<WrittenSchedule>, ground: ScheduleGround): PlanSchedule {
  const { name, value, origin } = entry;
  const zone =
    value.timezone === undefined
      ? undefined
      : knownTimezone(value.timezone, below(origin, 'timezone'), ground.suggestions, ground.report);
  const until = readValidUntil(entry, ground.report);
  return {
    id: `schedule:${name}`,
    name,
    origin,
    timezone: zone ?? ground.timezone,
    week: readWeek(entry, ground.report),
    special: readSpecial(entry, ground.report),
    lists: readLists(entry, ground),
    ...(until === undefined ? {} : { validUntil: until }),
  };
}

function readSpecial(
  { value, origin }: WrittenEntry<WrittenSchedule>,
  report: Report,
): readonly PlanSpecialDate[] {
  return Object.entries(value.special_dates ?? {}).flatMap(([on, written]): PlanSpecialDate[] => {
    const at = below(origin, 'special_dates', on);
    const spans = written === 'holiday' ? [] : readHours(written, at, report);
    const dates = on.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    if (!dates.every((date) => isDate(date, keyOf(at), report))) return [];
    const validity = validityOf(on);
    if (validity === undefined) {
      reportBackwards(on, keyOf(at), report);
      return [];
    }
    const is = written === 'closed' || written === 'holiday' ? written : 'hours';
    return [{ ...validity, on, is, spans, origin: at }];
  });
}

function reportBackwards(on: string, origin: Origin, report: Report): void {
  const [from = '', to = ''] = on.split('..');
  report('DP3024', {
    message: from === to ? `\`${on}\` has no length` : `\`${on}\` ends before it begins`,
    origin,
    label: 'never comes',
    why: 'on the day that is meant callers would be treated as on any other day',
    help: from === to ? 'write a later end: it is exclusive' : `did you mean \`${to}..${from}\`?`,
  });
}

function readLists(
  { name, value, origin }: WrittenEntry<WrittenSchedule>,
  { holidays, left, suggestions, report }: ScheduleGround,
): readonly Placed<string>[] {
  return (value.holidays ?? []).flatMap((list, i) => {
    const at = below(origin, 'holidays', i);
    if (holidays.has(list)) return [{ value: list, origin: at }];
    if (isOpen(list) || left.entry('holidays', list)) return [];
    report('DP3022', {
      message: `schedule \`${name}\` names the list \`${list}\`, but \`holidays\` has no such list`,
      origin: at,
      label: 'no such list of holidays',
      why: 'on holidays callers would be treated as on any other day',
      help:
        suggestions.for(list, () => holidays.keys()) ??
        `write the list with \`dialplan holidays import\`, or add \`holidays: {${list}: {"2027-12-25": Christmas Day}}\``,
    });
    return [];
  });
}

function readValidUntil(
  { value, origin }: WrittenEntry<WrittenSchedule>,
  report: Report,
): Placed<string> | undefined {
  const date = value.valid_until;
  const at = below(origin, 'valid_until');
  if (date === undefined || isOpen(date)) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    reportMisfit(date, 'a date such as `2027-12-31`', at, report);
    return undefined;
  }
  return isDate(date, at, report) ? { value: date, origin: at } : undefined;
}

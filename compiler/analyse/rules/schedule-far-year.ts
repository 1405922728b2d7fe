import { keyOf, type Placed, type Plan } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

/** Years between two dates of one plan from which on they do not belong together. */
const FAR = 5;
/** Outside these years a telephone plan means nothing. */
const EARLIEST = 2000;
const LATEST = 2099;

/** Every date of a plan's calendars, with its place. */
function datesOf({ holidays, schedules }: Plan): readonly Placed<string>[] {
  const free = [...holidays.values()].flatMap(({ dates }) =>
    dates.map(({ date, origin }) => ({ value: date, origin })),
  );
  const own = [...schedules.values()].flatMap(({ special, validUntil }) => [
    ...special.flatMap(({ on, origin }) => on.split('..').map((value) => ({ value, origin: keyOf(origin) }))),
    ...(validUntil === undefined ? [] : [validUntil]),
  ]);
  return [...free, ...own];
}

const yearOf = ({ value }: Placed<string>): number => Number(value.slice(0, 4));

/** The years in which most dates lie, without a large step between two of them. Undefined: there is no "most". */
function usualYears(dates: readonly Placed<string>[]): readonly [first: number, last: number] | undefined {
  const runs: number[][] = [];
  for (const year of dates.map(yearOf).sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && year - (run.at(-1) ?? 0) <= FAR) run.push(year);
    else runs.push([year]);
  }
  const [most, next] = runs.sort((a, b) => b.length - a.length);
  if (most === undefined || most.length < 2 || most.length === next?.length) return undefined;
  return [most[0] ?? 0, most.at(-1) ?? 0];
}

/** DP4023: the years of a plan's dates lie together, and in our time. */
export const scheduleFarYear: Rule = ({ plan, report }) => {
  const dates = datesOf(plan);
  const usual = usualYears(dates);
  for (const each of dates) {
    const year = yearOf(each);
    const far = usual !== undefined && (year < usual[0] || usual[1] < year);
    if (!far && EARLIEST <= year && year <= LATEST) continue;
    const years =
      usual === undefined ? '' : usual[0] === usual[1] ? `${usual[0]}` : `${usual[0]} to ${usual[1]}`;
    report('DP4023', {
      message: `the year of \`${each.value}\` is probably a slip${far ? `: most dates of the plan are in ${years}` : ''}`,
      origin: each.origin,
      label: 'far from the others',
      why: 'on the day that is meant callers would be treated as on any other day',
      help: 'write the year that is meant, or take the date out',
    });
  }
};

import { DAY } from '../../../runtime/local-time.ts';
import { type Period, spanText } from '../../../runtime/schedule-item.ts';
import { keyOf } from '../../model/plan.ts';
import type { PlanSpecialDate } from '../../model/schedule.ts';
import type { Rule } from '../rule.ts';

/** More special dates do not fit into an item of Sync, which is told elsewhere. */
const MOST = 500;

/** DP4024: every special date applies at some time, and so do the hours of a range. */
export const scheduleHiddenDate: Rule = ({ plan, report }) => {
  for (const { name, special } of plan.schedules.values()) {
    if (special.length > MOST) continue;
    for (const each of special) {
      const [first, ...more] = coveredBy(each, special);
      if (first !== undefined) {
        report('DP4024', {
          message: `\`${each.on}\` of schedule \`${name}\` never applies: shorter special dates cover it`,
          origin: keyOf(each.origin),
          label: 'never applies',
          related: [first, ...more].slice(0, 3).map(({ origin }) => ({
            origin: keyOf(origin),
            text: 'shorter, so this one wins',
          })),
          why: 'of two special dates the shorter one wins',
          help: 'take it out, or take out what covers it',
        });
      } else if (neverInside(each)) {
        report('DP4024', {
          message: `${each.spans.map(({ value }) => `\`${spanText(value)}\``).join(', ')} never comes in \`${each.on}\``,
          origin: each.spans[0]?.origin ?? each.origin,
          label: 'outside the time that is named',
          related: [{ origin: keyOf(each.origin), text: 'what is written here holds in this time only' }],
          why: 'it is closed for all of this time',
          help: 'write `closed` if that is meant, else other hours or another time',
        });
      }
    }
  }
};

/** The shorter special dates that together leave nothing of one; none: something is left. */
function coveredBy(each: PlanSpecialDate, all: readonly PlanSpecialDate[]): readonly PlanSpecialDate[] {
  const shorter = all.filter(
    ({ from, to }) => to - from < each.to - each.from && from < each.to && each.from < to,
  );
  let rest: readonly Period[] = [each];
  for (const { from, to } of shorter) {
    rest = rest.flatMap((period) => [
      ...(period.from < from ? [{ from: period.from, to: Math.min(period.to, from) }] : []),
      ...(to < period.to ? [{ from: Math.max(period.from, to), to: period.to }] : []),
    ]);
  }
  return rest.length === 0 ? shorter : [];
}

/** Whether a range has hours that all lie outside it. In two days every time of day comes. */
function neverInside({ kind, is, spans, from, to }: PlanSpecialDate): boolean {
  if (kind === 'days' || is !== 'hours' || spans.length === 0 || to - from >= 2 * DAY) return false;
  const first = Math.floor(from / DAY);
  return [first, first + 1, first + 2].every((day) =>
    spans.every(({ value }) => value.to + day * DAY <= from || to <= value.from + day * DAY),
  );
}

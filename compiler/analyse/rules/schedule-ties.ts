import { DAY, dateOf, localTextOf } from '../../../runtime/local-time.ts';
import { keyOf } from '../../model/plan.ts';
import type { PlanSpecialDate } from '../../model/schedule.ts';
import type { Rule } from '../rule.ts';

/** DP3026: of two special dates that meet, one is the shorter and wins. */
export const scheduleTies: Rule = ({ plan, report }) => {
  for (const { name, special } of plan.schedules.values()) {
    // Those of one length stand together, the earliest first.
    const inOrder = special.toSorted((a, b) => lengthOf(a) - lengthOf(b) || a.from - b.from);
    inOrder.forEach((second, i) => {
      const first = inOrder[i - 1];
      if (first === undefined || lengthOf(first) !== lengthOf(second) || first.to <= second.from) return;
      report('DP3026', {
        message: `\`${first.on}\` and \`${second.on}\` of schedule \`${name}\` both hold on ${moment(second)}, and neither is the shorter`,
        origin: keyOf(second.origin),
        label: 'as long as the other one',
        related: [{ origin: keyOf(first.origin), text: 'the other one' }],
        why: 'the shorter of two special dates wins; here nobody could tell which holds',
        help: 'let the first end where the second begins, or write the day that both have on its own',
      });
    });
  }
};

const lengthOf = ({ from, to }: PlanSpecialDate): number => to - from;

/** A time at which the later one of two has begun. */
const moment = ({ kind, from }: PlanSpecialDate): string =>
  kind === 'days' ? dateOf(from / DAY) : localTextOf(from);

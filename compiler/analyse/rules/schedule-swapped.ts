import { DAY, timeOf } from '../../../runtime/local-time.ts';
import { type Span, spanText } from '../../../runtime/schedule-item.ts';
import type { Rule } from '../rule.ts';

/** Minutes; no night is longer, so one that is has its times the wrong way round. */
const LONGEST_NIGHT = 14 * 60;

/** Minutes of a day. A night begins after the one and lasts past the other; a long day, such as `07:00-02:00`, does not. */
const NOON = 12 * 60;
const MORNING = 5 * 60;

const isNight = ({ from, to }: Span): boolean => from >= NOON && to > DAY + MORNING;

/** DP4028: no night is so long that its two times are probably swapped. */
export const scheduleSwapped: Rule = ({ plan, report }) => {
  for (const { name, week, special } of plan.schedules.values()) {
    for (const { value, origin } of [...week, ...special].flatMap(({ spans }) => spans)) {
      const length = value.to - value.from;
      if (!isNight(value) || length <= LONGEST_NIGHT) continue;
      const [from, to] = [timeOf(value.from), timeOf(value.to - DAY)];
      report('DP4028', {
        message: `\`${spanText(value)}\` of schedule \`${name}\` goes over midnight and lasts ${hours(length)}`,
        origin,
        label: 'from the evening to the next day',
        why: 'callers would find you open all night, and closed when the day begins',
        help: `write \`${to}-${from}\`, or, where the night is meant, \`${from}-24:00\` and \`00:00-${to}\` of the next day`,
      });
    }
  }
};

const hours = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;

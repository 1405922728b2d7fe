import { dayOf, localMinuteOf, MINUTE } from '../../../runtime/local-time.ts';
import { instantsOf, offsetOf, textInZone } from '../../model/local-instants.ts';
import type { Placed } from '../../model/plan.ts';
import type { Report } from '../report.ts';
import { isOpen } from '../variables.ts';

const WRITTEN = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) ?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * The instant that a date and a time mean, in milliseconds since 1970, UTC. Reports DP3073 for what no calendar has, and for
 * what clocks of the time zone never show, or show twice, unless the distance from UTC is written.
 */
export function readMoment(
  { value: text, origin }: Placed<string>,
  timezone: string,
  report: Report,
): number | undefined {
  if (isOpen(text)) return undefined;
  const wrong = (message: string, label: string, help: string): undefined => {
    const why = 'nobody could tell what the schedules of the plan say then';
    report('DP3073', { message, origin, label, why, help });
  };
  const [, date = '', time = '', zone] = WRITTEN.exec(text) ?? [];
  const local = localMinuteOf(`${date} ${time}`);
  if (local === undefined) {
    const help = 'write the date and the time that are meant, such as `2026-11-24 10:00`';
    return dayOf(date) === undefined && date !== ''
      ? wrong(`\`${date}\` is no date`, 'no calendar has it', help)
      : wrong(`\`${text}\` is no date with a time`, 'expected a date and a time', help);
  }
  if (zone !== undefined) return (local - offsetOf(zone)) * MINUTE;
  const [first, second] = instantsOf(local, timezone);
  if (first === undefined)
    return wrong(
      `\`${text}\` never comes in ${timezone}`,
      'clocks are put forward past it',
      'write a time before or after the change of the clocks',
    );
  if (second === undefined) return first;
  return wrong(
    `\`${text}\` comes twice in ${timezone}`,
    'clocks are put back over it',
    `write \`${textInZone(local, first)}\` for the first time, \`${textInZone(local, second)}\` for the second`,
  );
}

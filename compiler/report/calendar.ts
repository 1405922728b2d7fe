import { DAY, dateOf, localMinuteAt, timeOf, WEEKDAYS, weekdayOf } from '../../runtime/local-time.ts';
import type { Stretch } from '../trace/calendar.ts';
import { PLAIN, type Style } from './frame.ts';
import { endLine } from './trace.ts';

/** A year of a call as a person reads it: the ways that it can go, the usual week, and the days that are not as usual. */

/** Days that are shown at most. */
const MOST = 40;

/** The way of a call in a line, without its times. */
export function wayOf({ outcome, played }: Pick<Stretch, 'outcome' | 'played'>): string {
  const decided = played.answered
    .flatMap(({ turns }) => turns)
    .find(({ at, exit }) => at.startsWith('route:') && exit !== undefined);
  const rule = decided?.exit === undefined ? '' : `${decided.exit.replaceAll('_', ' ')}: `;
  return `${rule}${endLine(outcome).replace(/,? after \d+:\d\d$/, '')}`;
}

/** `A`, `B`, …, `Z`, `AA`. */
const letter = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;

/** What a day looks like: `00:00 B  08:30 A  17:30 B`. */
interface Day {
  readonly day: number;
  readonly strip: string;
}

/** Each day of the stretches' time. @param until milliseconds since 1970 */
function daysOf(
  stretches: readonly Stretch[],
  names: ReadonlyMap<string, string>,
  until: number,
  timezone: string,
): readonly Day[] {
  const changes = new Map<number, string[]>();
  const nameOf = (stretch: Stretch): string => names.get(wayOf(stretch)) ?? '?';
  const last = Math.floor((localMinuteAt(timezone, until) - 1) / DAY);
  let day = Math.floor(localMinuteAt(timezone, stretches[0]?.from ?? until) / DAY);
  let current = '?';
  const days: Day[] = [];
  for (const stretch of stretches) {
    const local = localMinuteAt(timezone, stretch.from);
    const on = Math.floor(local / DAY);
    changes.set(on, [...(changes.get(on) ?? []), `${timeOf(local - on * DAY)} ${nameOf(stretch)}`]);
  }
  for (; day <= last; day += 1) {
    const found = changes.get(day) ?? [];
    const midnight = found[0]?.startsWith('00:00') ? [] : [`00:00 ${current}`];
    const strip = [...midnight, ...found].join('  ');
    days.push({ day, strip });
    current = strip.split(' ').at(-1) ?? current;
  }
  return days;
}

/** The strip that most days with one weekday have. */
function usualOf(days: readonly Day[]): readonly string[] {
  return WEEKDAYS.map((_name, weekday) => {
    const counts = new Map<string, number>();
    for (const { day, strip } of days) {
      if (weekdayOf(day) === weekday) counts.set(strip, (counts.get(strip) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  });
}

/** `mon-thu, sat`. */
function weekdays(indices: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < indices.length; i += 1) {
    let end = i;
    while (indices[end + 1] === (indices[end] ?? 0) + 1) end += 1;
    const [from, to] = [WEEKDAYS[indices[i] ?? 0], WEEKDAYS[indices[end] ?? 0]];
    parts.push(end === i ? `${from}` : `${from}${end === i + 1 ? ', ' : '-'}${to}`);
    i = end;
  }
  return parts.join(', ');
}

/** A calendar as text, ending with a line end. @param until where it ends, milliseconds since 1970 */
export function formatCalendar(
  stretches: readonly Stretch[],
  until: number,
  timezone: string,
  { style = PLAIN, all = false }: { readonly style?: Style; readonly all?: boolean } = {},
): string {
  const ways = [...new Set(stretches.map(wayOf))];
  const names = new Map(ways.map((way, i) => [way, letter(i)]));
  const days = daysOf(stretches, names, until, timezone);
  const usual = usualOf(days);
  const strips = [...new Set(usual)];
  const week = strips.map((strip) => ({
    label: weekdays(usual.flatMap((each, i) => (each === strip ? [i] : []))),
    strip,
  }));
  const odd = days.filter(({ day, strip }) => usual[weekdayOf(day)] !== strip);
  const shown = all ? odd : odd.slice(0, MOST);
  const width = Math.max(...week.map(({ label }) => label.length));
  const lines = [
    ...ways.map((way) => `${style.bold(names.get(way) ?? '')}  ${way}`),
    '',
    ...week.map(({ label, strip }) => `${label.padEnd(width)}  ${strip}`),
    ...(odd.length > 0 ? ['', style.dim('not as usual:')] : []),
    ...shown.map(({ day, strip }) => `${dateOf(day)} (${WEEKDAYS[weekdayOf(day)]})  ${strip}`),
    ...(odd.length > shown.length ? [`and ${odd.length - shown.length} days more (--all shows them)`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

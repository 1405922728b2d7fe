/** The header that sets the clock of a Function on this machine; see `readAt`. */
export const AT_HEADER = 'x-dialplan-at';

const local = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;

/** What the clock on the wall shows in a zone, as if it were UTC: milliseconds since 1970. */
function wallClock(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/**
 * A time as a person writes it: ISO 8601 with a zone, or the plan's local time (`2026-12-25 10:00`). A local time that
 * the change of clocks leaves out is read with the offset of before; of one that happens twice the first is taken.
 * @returns ISO 8601 in UTC; undefined: not a time
 */
export function readAt(text: string, timezone: string): string | undefined {
  const found = local.exec(text.trim());
  if (found === null) {
    const instant = /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text.trim()) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
  }
  const [year, month, day, hour, minute, second] = found.slice(1).map((each) => Number(each ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const wanted = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(wanted).getUTCDate() !== day || new Date(wanted).getUTCMonth() !== month - 1) return undefined;
  const offsets = [-DAY, DAY].map((shift) => wallClock(wanted + shift, timezone) - (wanted + shift));
  const fitting = offsets.map((offset) => wanted - offset).filter((at) => wallClock(at, timezone) === wanted);
  const instant = fitting.length > 0 ? Math.min(...fitting) : wanted - (offsets[0] ?? 0);
  return new Date(instant).toISOString();
}

const DAY = 24 * 60 * 60 * 1000;

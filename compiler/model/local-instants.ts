import { DAY, localMinuteAt, localTextOf, MINUTE, timeOf } from '../../runtime/local-time.ts';

/** The instants at which clocks show a local minute, in their order: one, none, or two where clocks are changed. */
export function instantsOf(local: number, timezone: string): readonly number[] {
  const wall = local * MINUTE;
  const day = DAY * MINUTE;
  const offsets = [wall - day, wall + day].map((near) => localMinuteAt(timezone, near) * MINUTE - near);
  return [...new Set(offsets)]
    .map((offset) => wall - offset)
    .filter((instant) => localMinuteAt(timezone, instant) === local)
    .sort((a, b) => a - b);
}

/** Minutes from UTC of `+11:00`. */
export function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}

/** `2026-04-05 02:30+11:00`: a local minute with its distance from UTC at an instant, for a time that clocks show twice. */
export function textInZone(local: number, instant: number): string {
  const offset = local - Math.floor(instant / MINUTE);
  return `${localTextOf(local)}${offset < 0 ? '-' : '+'}${timeOf(Math.abs(offset))}`;
}

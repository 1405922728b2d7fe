import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dateOf,
  dayOf,
  isTimezone,
  localMinuteAt,
  localMinuteOf,
  localTextOf,
  minutesOf,
  timeOf,
  WEEKDAYS,
  weekdayOf,
} from '../../runtime/local-time.ts';

test('days: dates that exist, and their weekdays', () => {
  expect(dayOf('1970-01-01')).toBe(0);
  expect(WEEKDAYS[weekdayOf(dayOf('2026-12-25') ?? 0)]).toBe('fri');
  expect(WEEKDAYS[weekdayOf(dayOf('1969-12-31') ?? 0)]).toBe('wed');
  expect(dayOf('2028-02-29')).toBeDefined();
  for (const none of ['2027-02-29', '2026-06-31', '2026-13-01', '2026-00-10', '2026-7-3', '26-07-03', ''])
    expect(dayOf(none)).toBeUndefined();
});

test('times of day, 24:00 the last', () => {
  expect(['00:00', '08:30', '23:59', '24:00'].map(minutesOf)).toEqual([0, 510, 1439, 1440]);
  for (const none of ['24:01', '25:00', '8:30', '08:60', '0830', '']) expect(minutesOf(none)).toBeUndefined();
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_900_000 }),
      fc.integer({ min: 0, max: 1_440 }),
      (day, minutes) => {
        expect(dayOf(dateOf(day))).toBe(day);
        expect(minutesOf(timeOf(minutes))).toBe(minutes);
        const local = day * 1_440 + (minutes % 1_440);
        expect(localMinuteOf(localTextOf(local))).toBe(local);
      },
    ),
  );
});

test('clocks of time zones, midnight and the turn of a year among them', () => {
  const shown = (timezone: string, instant: string) =>
    localTextOf(localMinuteAt(timezone, Date.parse(instant)));
  expect(shown('Australia/Sydney', '2026-12-31T12:59:59Z')).toBe('2026-12-31 23:59');
  expect(shown('Australia/Sydney', '2026-12-31T13:00:00Z')).toBe('2027-01-01 00:00');
  expect(shown('Asia/Kolkata', '2026-12-31T18:30:00Z')).toBe('2027-01-01 00:00');
  expect(shown('America/New_York', '2026-03-08T07:00:00Z')).toBe('2026-03-08 03:00');
  expect(shown('Etc/UTC', '2026-03-08T07:00:00Z')).toBe('2026-03-08 07:00');
});

test('time zones that exist', () => {
  expect(['Australia/Sydney', 'UTC', 'America/Argentina/Buenos_Aires'].filter(isTimezone)).toHaveLength(3);
  expect(['Australia/Sidney', 'Perth', '', '../etc'].filter(isTimezone)).toEqual([]);
});

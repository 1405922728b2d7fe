import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAt } from '../../../../compiler/local/functions/at.ts';

const SYDNEY = 'Australia/Sydney';

it('reads local time of the plan, on both sides of the change of clocks', () => {
  expect(readAt('2026-12-25 10:00', SYDNEY)).toBe('2026-12-24T23:00:00.000Z');
  expect(readAt('2026-06-25T10:00:30', SYDNEY)).toBe('2026-06-25T00:00:30.000Z');
  // Sydney: clocks go forward on 4 October 2026 at 2:00 and back on 5 April 2026 at 3:00.
  expect(readAt('2026-10-04 01:59', SYDNEY)).toBe('2026-10-03T15:59:00.000Z');
  expect(readAt('2026-10-04 02:30', SYDNEY)).toBe('2026-10-03T16:30:00.000Z');
  expect(readAt('2026-10-04 03:00', SYDNEY)).toBe('2026-10-03T16:00:00.000Z');
  expect(readAt('2026-04-05 02:30', SYDNEY)).toBe('2026-04-04T15:30:00.000Z');
});

it('reads ISO 8601 with a zone, and nothing else', () => {
  expect(readAt('2026-12-25T10:00:00+11:00', SYDNEY)).toBe('2026-12-24T23:00:00.000Z');
  expect(readAt('2026-12-24T23:00:00Z', 'UTC')).toBe('2026-12-24T23:00:00.000Z');
  for (const nonsense of [
    '',
    'noon',
    '2026-02-30 10:00',
    '2026-13-01 10:00',
    '2026-12-25',
    '25.12.2026 10:00',
    '0',
  ]) {
    expect(readAt(nonsense, SYDNEY)).toBeUndefined();
  }
});

it('gives back the local time that it was given, where that exists', () => {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: SYDNEY,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  fc.assert(
    fc.property(fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), (seconds) => {
      const local = wall.format(seconds * 1000);
      const read = readAt(local, SYDNEY);
      expect(read && wall.format(Date.parse(read))).toBe(local);
    }),
  );
});

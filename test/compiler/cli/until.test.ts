import { expect, test } from 'vitest';
import { readUntil, shownTime } from '../../../compiler/cli/until.ts';

const ZONE = 'Australia/Sydney';
/** 12:00 in Sydney. */
const NOON = Date.parse('2026-11-24T01:00:00Z');

const until = (text: string): string | undefined => {
  const found = readUntil(text, ZONE, NOON);
  return found === undefined ? undefined : shownTime(new Date(found).toISOString(), ZONE);
};

test('a time of day, a moment, or how long', () => {
  expect(until('18:00')).toBe('2026-11-24 18:00');
  expect(until('12:00')).toBe('2026-11-25 12:00');
  expect(until('24:00')).toBe('2026-11-25 00:00');
  expect(until('2026-11-25 08:30')).toBe('2026-11-25 08:30');
  expect(until('2026-11-24T02:00Z')).toBe('2026-11-24 13:00');
  expect(until('90m')).toBe('2026-11-24 13:30');
});

test('nothing else, and no time that is over', () => {
  for (const text of ['', 'tomorrow', '25:00', '0h', '2', '2026-11-24 11:59', '2026-02-30 10:00']) {
    expect([text, until(text)]).toEqual([text, undefined]);
  }
});

test('what a person wrote in Sync is shown as it stands', () => {
  expect(shownTime('tomorrow', ZONE)).toBe('tomorrow');
});

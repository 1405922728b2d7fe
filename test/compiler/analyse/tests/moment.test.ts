import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMoment } from '../../../../compiler/analyse/tests/moment.ts';
import { localMinuteAt, localTextOf, MINUTE } from '../../../../runtime/local-time.ts';

const origin = { file: 'a.yaml', path: [] };

/** The instant as ISO 8601, or what is said instead. */
function read(text: string, timezone = 'Australia/Sydney'): string {
  const said: string[] = [];
  const at = readMoment({ value: text, origin }, timezone, (code, { message, help }) => {
    said.push(`${code} ${message}; ${help}`);
  });
  return at === undefined ? said.join('\n') : new Date(at).toISOString();
}

describe('a time on the clocks of the plan', () => {
  test.each([
    ['2026-11-24 10:00', 'Australia/Sydney', '2026-11-23T23:00:00.000Z'],
    ['2026-07-01 10:00', 'Australia/Sydney', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01 24:00', 'Australia/Sydney', '2026-07-01T14:00:00.000Z'],
    ['2026-11-24 10:00', 'America/Toronto', '2026-11-24T15:00:00.000Z'],
    ['2026-11-24 10:00', 'Asia/Kathmandu', '2026-11-24T04:15:00.000Z'],
    ['2026-11-24 10:00Z', 'Australia/Sydney', '2026-11-24T10:00:00.000Z'],
    ['2026-04-05 02:30+11:00', 'Australia/Sydney', '2026-04-04T15:30:00.000Z'],
    ['2026-04-05 02:30 +10:00', 'Australia/Sydney', '2026-04-04T16:30:00.000Z'],
    ['2026-11-01 01:30-04:00', 'America/Toronto', '2026-11-01T05:30:00.000Z'],
  ])('%s in %s', (text, timezone, instant) => {
    expect(read(text, timezone)).toBe(instant);
  });

  test('an hour that clocks leave out, one that they show twice, and the minutes around', () => {
    expect(read('2026-10-04 02:30')).toContain('DP3073 `2026-10-04 02:30` never comes in Australia/Sydney');
    expect(read('2026-10-04 01:59')).toBe('2026-10-03T15:59:00.000Z');
    expect(read('2026-10-04 03:00')).toBe('2026-10-03T16:00:00.000Z');
    expect(read('2026-04-05 02:30')).toBe(
      'DP3073 `2026-04-05 02:30` comes twice in Australia/Sydney; write `2026-04-05 02:30+11:00` for the first time, `2026-04-05 02:30+10:00` for the second',
    );
    expect(read('2026-11-01 01:30', 'America/Toronto')).toContain(
      '`2026-11-01 01:30-04:00` for the first time',
    );
  });

  test.each(['2026-02-30 10:00', '2026-13-01 10:00', '2026-11-24'])('%s is none', (text) => {
    expect(read(text)).toContain('DP3073');
  });

  test('law: what clocks show at an instant means that instant, or comes twice', () => {
    const minutes = fc.integer({ min: 25_000_000, max: 32_000_000 });
    const zones = fc.constantFrom('Australia/Lord_Howe', 'America/Toronto', 'Europe/Dublin', 'Asia/Kolkata');
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const instant = minute * MINUTE;
        const found = read(localTextOf(localMinuteAt(zone, instant)), zone);
        return found === new Date(instant).toISOString() || found.includes('comes twice');
      }),
    );
  });
});

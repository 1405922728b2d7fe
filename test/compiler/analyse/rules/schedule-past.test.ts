import { describe, expect, test } from 'vitest';
import { codesOf, compilePlan, HEAD } from '../../../support/harness.ts';

const plan = (schedule: string, holidays = '') =>
  `${HEAD}numbers: {"+61 2 5550 1000": main}
schedules:
  office: {hours: {mon-sun: "08:30-17:30"}${schedule}}
${holidays}routes:
  main: [{when: {open: office}, to: closed}, {otherwise: closed}]
messages:
  closed: {say: "Hello.", then: hangup}
`;
const on = (text: string, now: string) => codesOf(text, { now: Date.parse(now) });

describe('a schedule that somebody has thought about until a day', () => {
  const text = plan(', valid_until: 2026-12-31');

  test('holds on that day, by the clocks of the plan', () => {
    expect(on(text, '2026-12-31T12:59:00Z')).toEqual([]);
    expect(on(text, '2026-12-31T13:01:00Z')).toEqual(['DP4027']);
    expect(compilePlan(text, { now: Date.parse('2028-03-01T00:00:00Z') }).diagnostics[0]).toMatchObject({
      severity: 'warning',
      message: 'schedule `office` was thought about until 2026-12-31, and today is 2028-03-01',
    });
  });

  test('is not judged without a clock', () => expect(codesOf(text)).toEqual([]));
});

describe('a list of holidays', () => {
  const days = ['2026-01-01', '2026-01-26', '2026-12-25', '2026-12-26'];
  const list = `holidays:\n  nsw: {${days.map((day) => `"${day}": Day`).join(', ')}}\n`;
  const named = plan(', holidays: [nsw]', list);

  test('is missed sixty days before a holiday that it had the year before', () => {
    expect(on(named, '2026-10-01T00:00:00Z')).toEqual([]);
    expect(on(named, '2026-11-24T00:00:00Z')).toEqual(['DP4022']);
    expect(on(named, '2029-11-24T00:00:00Z')).toEqual(['DP4022']);
    expect(codesOf(named)).toEqual([]);
  });

  test('is told once, whatever asks for it', () => {
    const until = plan(', holidays: [nsw], valid_until: 2027-12-31', list);
    expect(on(until, '2026-12-01T00:00:00Z')).toEqual(['DP4022']);
  });
});

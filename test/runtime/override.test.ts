import { describe, expect, test } from 'vitest';
import { endOf, liveState, type Override, readLive, readOverride, stateOf } from '../../runtime/override.ts';
import type { Schedule } from '../../runtime/schedule.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const HOUR = 60 * 60 * 1_000;
const simple: Override = { by: [], forces: {} };

const DAY = [{ from: 8 * 60, to: 17 * 60 }];
const office: Schedule = {
  timezone: 'Etc/UTC',
  week: [DAY, DAY, DAY, DAY, DAY, [], []],
  special: [],
  holidays: {},
};
const early: Schedule = {
  ...office,
  week: office.week.map((spans) => (spans.length > 0 ? [{ from: 6 * 60, to: 1_020 }] : [])),
};
const schedules = (id: string): Schedule | undefined =>
  ({ 'schedule:office': office, 'schedule:early': early })[id];

describe('live state', () => {
  test('as Functions write it', () => {
    const written = liveState('on', NOON, NOON + HOUR, 'phone:alice');
    expect(written).toEqual({
      state: 'on',
      since: '2026-11-24T12:00:00.000Z',
      by: 'phone:alice',
      until: '2026-11-24T13:00:00.000Z',
    });
    expect(stateOf(simple, written, NOON)).toBe('on');
    expect(stateOf(simple, written, NOON + HOUR - 1)).toBe('on');
    expect(stateOf(simple, written, NOON + HOUR)).toBeNull();
  });

  test('as people write it', () => {
    for (const on of [{ state: 'on' }, { state: true }, { on: true }, { state: 'on', until: 'tomorrow' }]) {
      expect(stateOf(simple, on, NOON)).toBe('on');
    }
    for (const off of [
      { state: 'off' },
      { state: ' Off' },
      { state: 'OFF' },
      { on: false },
      {},
      null,
      'on',
      [],
      { state: 5 },
    ]) {
      expect(stateOf(simple, off, NOON)).toBeNull();
    }
    expect(readLive({ state: 'on', until: 5, by: 'me' })).toEqual({ state: 'on', by: 'me' });
  });

  test('a state that it does not have is none', () => {
    const states: Override = { ...simple, states: ['message', 'forward'] };
    expect(stateOf(states, { state: 'forward' }, NOON)).toBe('forward');
    expect(stateOf(states, { state: 'forwards' }, NOON)).toBeNull();
    expect(stateOf(states, { state: 'Forward ' }, NOON)).toBe('forward');
    expect(stateOf(states, { on: true }, NOON)).toBeNull();
  });
});

describe('the end', () => {
  const end = (ends: Override['ends'], now = NOON): string | undefined => {
    const found = endOf({ ...simple, ...(ends && { ends }) }, now, schedules);
    return found === undefined ? undefined : new Date(found).toISOString();
  };

  test('after a time, or never', () => {
    expect(end({ kind: 'after', seconds: 3_600 })).toBe('2026-11-24T13:00:00.000Z');
    expect(end(undefined)).toBeUndefined();
  });

  test('at a time of day, by the clocks of a zone', () => {
    expect(end({ kind: 'time', minutes: 18 * 60, timezone: 'Etc/UTC' })).toBe('2026-11-24T18:00:00.000Z');
    expect(end({ kind: 'time', minutes: 12 * 60, timezone: 'Etc/UTC' })).toBe('2026-11-25T12:00:00.000Z');
    expect(end({ kind: 'time', minutes: 0, timezone: 'Australia/Sydney' })).toBe('2026-11-24T13:00:00.000Z');
  });

  test('at a time that clocks leave out in spring, when they are put forward, not a day later', () => {
    const paris = { kind: 'time', minutes: 150, timezone: 'Europe/Paris' } as const;
    expect(end(paris, Date.parse('2027-03-27T23:00:00Z'))).toBe('2027-03-28T01:00:00.000Z');
    expect(end(paris, Date.parse('2027-03-28T01:00:00Z'))).toBe('2027-03-29T00:30:00.000Z');
    expect(end(paris, Date.parse('2027-10-30T23:00:00Z'))).toBe('2027-10-31T00:30:00.000Z');
    expect(end({ ...paris, minutes: 1_410 }, NOON)).toBe('2026-11-24T22:30:00.000Z');
  });

  test('at the next opening of any of its schedules, also while they are open', () => {
    const opening = { kind: 'opening', schedules: ['schedule:office'] } as const;
    expect(end(opening)).toBe('2026-11-25T08:00:00.000Z');
    expect(end(opening, Date.parse('2026-11-27T18:00:00Z'))).toBe('2026-11-30T08:00:00.000Z');
    expect(end({ ...opening, schedules: ['schedule:office', 'schedule:early'] })).toBe(
      '2026-11-25T06:00:00.000Z',
    );
    expect(end({ ...opening, schedules: ['schedule:gone'] })).toBeUndefined();
  });

  test('at the next change', () => {
    expect(end({ kind: 'change', schedules: ['schedule:office'] })).toBe('2026-11-24T17:00:00.000Z');
  });
});

test('an override that a person has edited needs to know whom it obeys and what it forces', () => {
  expect(readOverride({ by: [], forces: {} })).toEqual(simple);
  const endless = { by: [], forces: {}, ends: { kind: 'after', seconds: 1e300 } };
  for (const bad of [{}, { by: [] }, { forces: {} }, { by: 'alice', forces: {} }, endless]) {
    expect(readOverride(bad)).toBeUndefined();
  }
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { steadyClock } from '../../../compiler/reconcile/steady-clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it('goes with the time', () => {
  const clock = steadyClock();
  const began = [clock.now(), clock.earliest()] as const;
  vi.advanceTimersByTime(5_000);
  expect([clock.now() - began[0], clock.earliest() - began[1]]).toEqual([5_000, 5_000]);
});

it('never goes back when the wall clock is set back', () => {
  const clock = steadyClock();
  vi.advanceTimersByTime(5_000);
  vi.setSystemTime(0);
  expect(clock.now()).toBe(5_000);
  vi.advanceTimersByTime(1_000);
  expect(clock.now()).toBe(6_000);
});

it('does not count as passed by which the wall clock is put forward, and counts it where it makes us careful', () => {
  const clock = steadyClock();
  vi.setSystemTime(1_000_000 + 3_600_000);
  expect([clock.now(), clock.earliest()]).toEqual([3_600_000, 0]);
});

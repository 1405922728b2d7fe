import { describe, expect, it } from 'vitest';
import type { ItemWrite } from '../../../compiler/reconcile/chain.ts';
import { forecast } from '../../../compiler/reconcile/forecast.ts';

const write = (mapName: string, bytes = 10): ItemWrite => ({
  name: { map: 'number_map', mapName, key: 'k' },
  because: 'change',
  verb: 'create',
  data: { text: 'x'.repeat(bytes) },
});
const some = (count: number, mapName: string, bytes?: number) =>
  Array.from({ length: count }, () => write(mapName, bytes));

describe('a forecast', () => {
  it('is that of the map with most to do', () => {
    const all = [...some(45, 'a'), ...some(300, 'b')];
    expect(forecast(all, 15, 0).left(0)).toBe(19_000);
  });

  it('counts large writes for what they cost', () => {
    expect(forecast(some(30, 'a', 10_240), 15, 0).left(0)).toBe(19_000);
  });

  it('is nothing when nothing is left', () => {
    const one = write('a');
    const seen = forecast([one], 15, 0);
    expect(seen.left(0)).toBe(0);
    seen.done(one);
    expect(seen.left(60_000)).toBe(0);
  });

  it('learns from what was seen: a storm makes it longer', () => {
    const all = some(150, 'a');
    const seen = forecast(all, 15, 1_000);
    for (const one of all.slice(0, 50)) seen.done(one);
    expect(seen.left(21_000)).toBe(40_000);
    expect(seen.left(2_000)).toBeCloseTo(6_667, 0);
  });

  it('forgets a storm that has passed: ten seconds later it is right within a factor of two', () => {
    const all = some(450, 'a');
    const seen = forecast(all, 15, 0);
    let now = 0;
    const land = (writes: readonly ItemWrite[], each: number) => {
      for (const one of writes) {
        now += each;
        seen.done(one);
        seen.left(now);
      }
    };
    land(all.slice(0, 30), 1_000 / 15);
    land(all.slice(30, 60), 1_000);
    expect(seen.left(now)).toBeGreaterThan(200_000);
    land(all.slice(60, 210), 1_000 / 15);
    // 240 are left, at 15 a second.
    expect(seen.left(now)).toBeGreaterThanOrEqual(16_000);
    expect(seen.left(now)).toBeLessThan(32_000);
  });

  it('does not take the few writes that land in a storm for the pace from now on', () => {
    const all = some(500, 'a');
    const seen = forecast(all, 15, 0);
    for (const [i, one] of all.slice(0, 250).entries()) {
      seen.done(one);
      seen.left(((i + 1) * 1_000) / 15);
    }
    for (let now = 17_000; now < 32_000; now += 1_000) seen.left(now);
    for (const one of all.slice(250, 251)) seen.done(one);
    // 249 are left, at 15 a second once the storm is over.
    expect(seen.left(32_000)).toBeGreaterThanOrEqual(16_600);
    expect(seen.left(32_000)).toBeLessThan(33_200);
  });

  it('has nothing left at the end, however long that is looked at', () => {
    const all = some(30, 'a');
    const seen = forecast(all, 15, 0);
    for (const one of all) seen.done(one);
    expect([5_000, 6_000, 60_000].map((now) => seen.left(now))).toEqual([0, 0, 0]);
  });
});

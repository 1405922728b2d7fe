import { describe, expect, it } from 'vitest';
import { tokenPacer, writeCost } from '../../../compiler/reconcile/pacing.ts';
import { quiet } from '../../support/protocol/quiet.ts';

describe('pacing', () => {
  it('sends 15 writes a second to a map, fewer large ones', async () => {
    const all = quiet();
    const { clock } = all.process();
    const pacer = tokenPacer(clock);
    const took = async (count: number, bytes: number) => {
      const began = clock.now();
      for (let i = 0; i < count; i += 1) await pacer.ready(`map of ${bytes}`, 'write', bytes);
      return (clock.now() - began) / 1000;
    };
    expect(await all.play(() => took(15 + 30, 300))).toBeCloseTo(2, 0);
    // The first second's worth is there at once: 15 small ones or 1.5 of the largest.
    expect(await all.play(() => took(16, 12_000))).toBeCloseTo((16 * 10 - 15) / 15, 0);
    expect([writeCost(100), writeCost(5 * 1024), writeCost(16_000)]).toEqual([1, 5, 10]);
  });
});

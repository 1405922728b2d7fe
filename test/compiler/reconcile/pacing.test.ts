import { describe, expect, it } from 'vitest';
import { patient, tokenPacer, writeCost } from '../../../compiler/reconcile/pacing.ts';
import type { SyncTarget } from '../../../compiler/reconcile/target.ts';
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

describe('a read without an answer', () => {
  /** A service that hangs up `times` times, each after `each` milliseconds. */
  const asked = async (times: number, each: number) => {
    const all = quiet();
    const { clock, target } = all.process();
    let reads = 0;
    const deaf: SyncTarget = {
      ...target,
      fetchMap: async () => {
        reads += 1;
        await clock.sleep(each);
        return reads > times ? { kind: 'ok', value: true } : { kind: 'unknown', cause: 'socket hang up' };
      },
    };
    const answer = await all.play(() => patient(deaf, { clock }).fetchMap('IS', 'numberConfig'));
    return { reads, kind: answer.kind };
  };

  it('is sent again: one reply in ten may be lost without ending a release', async () => {
    expect(await asked(5, 5)).toEqual({ reads: 6, kind: 'ok' });
    expect(await asked(6, 5)).toEqual({ reads: 6, kind: 'unknown' });
  });

  it('is given up after half a minute', async () => {
    expect(await asked(6, 15_000)).toEqual({ reads: 2, kind: 'unknown' });
  });
});

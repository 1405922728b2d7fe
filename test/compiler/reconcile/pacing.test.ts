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

it('nothing is sent by who may not send any more', async () => {
  const all = quiet();
  const { clock, target, writesSent } = all.process();
  const late = patient(target, { clock, maySend: () => false });
  expect(await late.updateItem('IS', 'm', 'k', {}, '0')).toEqual({ kind: 'stopped' });
  expect(await late.listItems('IS', 'm', null)).toEqual({ kind: 'stopped' });
  expect(writesSent()).toBe(0);
});

describe('a request that Sync refuses', () => {
  /** A service that says 429 to everything until a time; how long a request took, and how it ended. */
  const refused = async (
    until: number,
    ask: (target: SyncTarget) => Promise<{ readonly kind: string }>,
    how: { readonly chance?: () => number; readonly stopAt?: number } = {},
  ) => {
    const all = quiet();
    const { clock, target } = all.process();
    const began = clock.now();
    const sent: number[] = [];
    const full = async () => {
      sent.push(clock.now() - began);
      const busy = { kind: 'rate_limited', code: 20429, message: 'Too Many Requests' } as const;
      return clock.now() - began < until ? busy : ({ kind: 'not_found' } as const);
    };
    const stop = new AbortController();
    if (how.stopAt !== undefined) all.on.after(how.stopAt, () => stop.abort());
    const { chance } = how;
    const busy = { ...target, updateItem: full, updateDocument: full };
    const asked = patient(busy, { clock, signal: stop.signal, ...(chance && { chance }) });
    return all.play(async () => {
      const { kind } = await ask(asked);
      return { kind, sent, took: clock.now() - began };
    });
  };
  const item = (target: SyncTarget) => target.updateItem('IS', 'm', 'k', {}, '0');
  const document = (target: SyncTarget) => target.updateDocument('IS', 'd', {}, '0');

  it('is sent again for half a minute, then given up', async () => {
    expect(await refused(30_000, item)).toMatchObject({ kind: 'not_found' });
    const { kind, sent } = await refused(1e9, item);
    expect(kind).toBe('rate_limited');
    expect(sent).toHaveLength(8);
  });

  it('does not come back together with the others: chance makes a wait up to half as long again', async () => {
    const [short, long] = [await refused(1e9, item), await refused(1e9, item, { chance: () => 1 })];
    expect(long.took / short.took).toBeCloseTo(1.5);
    const waits = long.sent.map((at, i) => at - (long.sent[i - 1] ?? 0));
    expect(Math.max(...waits)).toBeCloseTo(15_000);
  });

  it('is sent often if it is the sign of life of who writes: no storm is sat out that has passed', async () => {
    const { kind, took } = await refused(12_000, document, { chance: () => 1 });
    expect(kind).toBe('not_found');
    expect(took).toBeLessThan(15_000);
  });

  it('is given up at once when somebody interrupts, but for the lease that is to be given back', async () => {
    expect(await refused(1e9, item, { stopAt: 5_000 })).toMatchObject({
      kind: 'stopped',
      sent: { length: 4 },
    });
    expect(await refused(9_000, document, { stopAt: 5_000 })).toMatchObject({ kind: 'not_found' });
  });
});

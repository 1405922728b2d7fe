import { describe, expect, it } from 'vitest';
import { rollback } from '../../../compiler/reconcile/rollback.ts';
import { status } from '../../../compiler/reconcile/status.ts';
import type { SyncTarget } from '../../../compiler/reconcile/target.ts';
import { justBefore, quiet } from '../../support/protocol/quiet.ts';
import {
  codes,
  dieHolding,
  document,
  FIRST,
  item,
  place,
  plan,
  SECOND,
} from '../../support/protocol/two-numbers.ts';

describe('the lease', () => {
  it('of a silent holder is taken after 45 s, its release abandoned', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    dieHolding(all, 'dead');
    const began = all.on.now();
    const told: object[] = [];
    const result = await all.reconcile(SECOND, {
      onProgress: (progress) => progress.step === 'holder' && told.push(progress),
    });
    expect(told).toEqual([{ step: 'holder', holder: 'dead', milliseconds: 45_000 }]);
    expect(result.kind === 'released' && result.report.release).toBe(3);
    expect(all.on.now() - began).toBeGreaterThan(44_000);
  });

  it('of a process that is known to be dead is taken at once', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    dieHolding(all, 'dead');
    const began = all.on.now();
    expect((await all.reconcile(SECOND, { isDead: (holder) => holder === 'dead' })).kind).toBe('released');
    expect(all.on.now() - began).toBeLessThan(30_000);
  });

  it('is told of with what is known of its holder', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    await all.reconcile(SECOND);
    const state = async (isDead?: (holder: string) => boolean) => {
      const read = await all.play(() => status(all.process().target, place, isDead));
      return read.ok ? read.value.lease : undefined;
    };
    expect(await state()).toBe(null);
    dieHolding(all, 'silent', 3);
    expect(await state()).toEqual({ holder: 'silent', release: 3, beat: 3, state: 'perhaps_at_work' });
    expect(await state((holder) => holder === 'silent')).toMatchObject({ state: 'died' });
    await all.play(() => rollback({ ...all.process(), ...place }));
    expect(await state()).toMatchObject({ holder: 'silent', release: null, state: 'rolled_back' });
  });

  it('that cannot be read is told by `status` with something else to do than to ask `status`', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const silent: SyncTarget = {
      ...all.process().target,
      fetchDocument: async () => ({ kind: 'unknown', cause: 'ECONNREFUSED' }),
    };
    const read = await all.play(() => status(silent, place));
    const problem = read.ok ? undefined : read.problem;
    expect(problem).toMatchObject({ code: 'DP6017', help: expect.stringContaining('status.twilio.com') });
    expect(problem?.help).not.toContain('dialplan status');
    expect(problem?.why).toContain('snapshot of the last deploy');
  });

  it('that is broken keeps the abandoned numbers for a day', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    dieHolding(all, 'asleep');
    const at = '2026-01-01T00:00:00Z';
    expect((await all.reconcile(SECOND, { breakLease: true, at })).kind).toBe('released');
    expect(document(all)).toMatchObject({ active: { release: 3 }, abandoned: [2], lease_broken_at: at });
    await all.reconcile(FIRST, { at: '2026-01-01T23:59:00Z' });
    expect(document(all)).toMatchObject({ abandoned: [2], lease_broken_at: at });
    await all.reconcile(SECOND, { at: '2026-01-02T00:00:00Z' });
    expect(document(all)).toMatchObject({ abandoned: [], lease_broken_at: null });
  });

  it('of a living writer refuses a second one, and the first one ends well', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const [third, refused] = await all.play(async () => {
      const working = all.begin(plan([item('+1', 'x')], 60));
      await all.process().clock.sleep(5_000);
      return Promise.all([working, all.begin(plan([item('+2', 'y')], 60))]);
    });
    expect([third.kind, codes(refused)]).toEqual(['released', ['DP6005']]);
  });

  it('of a living writer is not taken by who is put forward by an hour while it waits', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { clock, target } = all.process();
    let ahead = 0;
    const set = { ...clock, now: () => clock.now() + ahead };
    const [living, other] = await all.play(async () => {
      const working = all.begin(plan([item('+1', 'x')], 60));
      await all.process().clock.sleep(5_000);
      all.on.after(5_000, () => {
        ahead = 3_600_000;
      });
      return Promise.all([working, all.begin(SECOND, { clock: set, target })]);
    });
    expect([living.kind, codes(other)]).toEqual(['released', ['DP6005']]);
  });

  it('of whom it is, only the holder tells: two writers compute the same number', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    let reserved = false;
    const beaten: SyncTarget = {
      ...target,
      updateDocument: async (...args) => {
        if (reserved) return target.updateDocument(...args);
        reserved = true;
        dieHolding(all, 'faster');
        return { kind: 'unknown', cause: 'socket hang up' };
      },
    };
    const result = await all.reconcile(SECOND, { target: beaten, clock });
    expect(result.kind === 'released' && result.report.release).toBe(3);
  });

  it('of a writer that ends is taken then, and not 45 s later', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const began = all.on.now();
    const [first, second] = await all.play(async () => {
      const working = all.begin(SECOND);
      await all.process().clock.sleep(3_000);
      return Promise.all([working, all.begin(plan([item('+2', 'y')]))]);
    });
    expect([first.kind, second.kind]).toEqual(['released', 'released']);
    expect(all.on.now() - began).toBeLessThan(30_000);
    expect(document(all)).toMatchObject({ active: { release: 3 }, previous: { release: 2 } });
  });

  it('of a process that dies while another waits is taken then', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    dieHolding(all, 'dying');
    const began = all.on.now();
    const isDead = () => all.on.now() - began > 5_000;
    expect((await all.reconcile(SECOND, { isDead })).kind).toBe('released');
    expect(all.on.now() - began).toBeLessThan(30_000);
  });

  it('is given back when somebody interrupts', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const stop = new AbortController();
    const result = await all.play(async () => {
      const working = all.begin(SECOND, { signal: stop.signal });
      await all.process().clock.sleep(4_000);
      stop.abort();
      return working;
    });
    expect(codes(result)).toEqual(['DP6014']);
    // The slug before it says that it was interrupted.
    expect('problems' in result && result.problems[0]?.message).not.toMatch(/^interrupted/);
    expect(document(all)).toMatchObject({
      active: { release: 1 },
      holder: null,
      reserved: null,
      abandoned: [2],
    });
  });

  it('is not even asked for by who was interrupted while reading', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock, writesSent } = all.process();
    const stop = new AbortController();
    const reading = justBefore(target, 'listItems', () => stop.abort());
    const result = await all.reconcile(SECOND, { target: reading, clock, signal: stop.signal });
    expect([result.kind, codes(result), writesSent()]).toEqual(['failed', ['DP6014'], 0]);
  });

  it('is given back by who is interrupted while listing, without a page more', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    const stop = new AbortController();
    let pages = 0;
    const listing = justBefore(target, 'listItems', () => {
      pages += 1;
      if (document(all)?.holder !== null) stop.abort();
    });
    const result = await all.reconcile(SECOND, { target: listing, clock, signal: stop.signal });
    expect([result.kind, codes(result), pages]).toEqual(['failed', ['DP6014'], 4]);
    expect(document(all)).toMatchObject({ active: { release: 1 }, holder: null, abandoned: [2] });
  });

  it('is not waited for any longer by who is interrupted', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    dieHolding(all, 'silent');
    const stop = new AbortController();
    all.on.after(5_000, () => stop.abort());
    const result = await all.reconcile(SECOND, { signal: stop.signal });
    expect([result.kind, codes(result)]).toEqual(['failed', ['DP6014']]);
  });

  it('outlives a storm of 429 that is shorter than it', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    let storm = 0;
    const stormy: SyncTarget = {
      ...target,
      updateDocument: async (...args) => {
        if (document(all)?.holder !== null) storm ||= clock.now();
        const busy = storm > 0 && clock.now() - storm < 12_000;
        return busy
          ? { kind: 'rate_limited', code: 20429, message: 'Too Many Requests' }
          : target.updateDocument(...args);
      },
    };
    const result = await all.reconcile(plan([item('+1', 'x')], 60), {
      target: stormy,
      clock,
      chance: () => 1,
    });
    expect(result.kind).toBe('released');
  });

  it('is not taken for an item that is ahead of us', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const found = all.world.fetchItem('numberConfig', '+1');
    const stamped = JSON.parse(JSON.stringify(found.kind === 'ok' ? found.value.data : {}));
    stamped._dialplan.release = 900;
    all.world.createItem('numberConfig', '+9', stamped);
    expect(codes(await all.reconcile(SECOND))).toEqual(['DP6010']);
    const rebuilt = await all.reconcile(SECOND, { rebuildRelease: true });
    expect(rebuilt.kind === 'released' && rebuilt.report.release).toBe(901);
  });
});

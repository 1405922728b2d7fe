import { describe, expect, it } from 'vitest';
import { rollback } from '../../../compiler/reconcile/rollback.ts';
import type { SyncTarget } from '../../../compiler/reconcile/target.ts';
import { quiet } from '../../support/protocol/quiet.ts';
import { codes, document, FIRST, item, place, plan, SECOND } from '../../support/protocol/two-numbers.ts';

describe('no answer', () => {
  const unheard = { kind: 'unknown', cause: 'socket hang up' } as const;

  it('to the write that makes a release live is told as what it is: perhaps', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    let cut = false;
    const line: SyncTarget = {
      ...target,
      updateDocument: async (service, name, data, revision) => {
        cut ||= (data as { holder: unknown }).holder === null;
        const answer = await target.updateDocument(service, name, data, revision);
        return cut ? unheard : answer;
      },
      fetchDocument: async (...args) => (cut ? unheard : target.fetchDocument(...args)),
    };
    const result = await all.reconcile(SECOND, { target: line, clock });
    expect(result).toMatchObject({ kind: 'stopped', report: { active: null } });
    expect('problems' in result && result.problems).toMatchObject([
      { code: 'DP6017', message: expect.stringMatching(/^release 2 may be live or not/) },
    ]);
    expect(document(all)?.active?.release).toBe(2);
  });

  it('to it does not mean that it has landed: it is sent again', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    let lost = false;
    const line: SyncTarget = {
      ...target,
      updateDocument: async (service, name, data, revision) => {
        if (lost || (data as { holder: unknown }).holder !== null)
          return target.updateDocument(service, name, data, revision);
        lost = true;
        return unheard;
      },
    };
    expect((await all.reconcile(SECOND, { target: line, clock })).kind).toBe('released');
    expect(document(all)?.active?.release).toBe(2);
  });

  it('to an item: the release goes live only when what was lost can no longer land', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    let [lost, moved] = [0, 0];
    const line: SyncTarget = {
      ...target,
      updateItem: async (...args) => {
        if (lost > 0) return target.updateItem(...args);
        lost = clock.now();
        return unheard;
      },
      updateDocument: (service, name, data, revision) => {
        if ((data as { holder: unknown }).holder === null) moved = clock.now();
        return target.updateDocument(service, name, data, revision);
      },
    };
    expect((await all.reconcile(SECOND, { target: line, clock })).kind).toBe('released');
    expect(moved - lost).toBeGreaterThanOrEqual(15_000);
  });

  it('to an item, ever: the lease is not given back, for it may still land', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    const deaf: SyncTarget = { ...target, updateItem: async () => unheard, fetchItem: async () => unheard };
    expect((await all.reconcile(SECOND, { target: deaf, clock })).kind).toBe('stopped');
    expect(document(all)).toMatchObject({
      active: { release: 1 },
      reserved: 2,
      holder: expect.stringMatching(/./),
    });
  });

  it('to it, and a rollback instead, is no perhaps', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    await all.reconcile(SECOND);
    const { target, clock } = all.process();
    const line: SyncTarget = {
      ...target,
      updateDocument: async (service, name, data, revision) => {
        if ((data as { holder: unknown }).holder !== null)
          return target.updateDocument(service, name, data, revision);
        await rollback({ ...all.process(), ...place });
        return unheard;
      },
    };
    const result = await all.reconcile(plan([item('+1', 'x')]), { target: line, clock });
    expect(result).toMatchObject({ kind: 'stopped', report: { active: false } });
    expect(codes(result)).toEqual(['DP6009']);
  });

  it('to a rollback is told as what it is, after a few attempts that are not made at once', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    await all.reconcile(SECOND);
    const { target, clock } = all.process();
    const began = all.on.now();
    const deaf: SyncTarget = { ...target, updateDocument: async () => unheard };
    const result = await all.play(() => rollback({ target: deaf, clock, ...place }));
    expect(result).toMatchObject({
      kind: 'failed',
      problem: { code: 'DP6017', message: expect.stringMatching(/^release 1 may be live again or not/) },
    });
    expect(all.on.now() - began).toBeGreaterThan(5_000);
  });

  it('to a new map for a few seconds does not end a release', async () => {
    const all = quiet();
    const { target, clock } = all.process();
    const began = clock.now();
    const late: SyncTarget = {
      ...target,
      createMap: async (...args) => (clock.now() - began < 8_000 ? unheard : target.createMap(...args)),
    };
    expect((await all.reconcile(FIRST, { target: late, clock })).kind).toBe('released');
  });

  it('but 429 to an item, for longer than all patience, ends the release and is told', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    const busy: SyncTarget = {
      ...target,
      updateItem: async (service, map, key, ...rest) =>
        key === '+2'
          ? { kind: 'rate_limited', code: 54009, message: 'Rate limit exceeded' }
          : target.updateItem(service, map, key, ...rest),
    };
    const result = await all.reconcile(SECOND, { target: busy, clock });
    expect(result.kind === 'stopped' && result.report.items.map(({ outcome }) => outcome)).toEqual([
      'done',
      'failed',
    ]);
    expect(codes(result)).toEqual(['DP6017']);
    expect(document(all)).toMatchObject({ active: { release: 1 }, holder: null, abandoned: [2] });
  });
});

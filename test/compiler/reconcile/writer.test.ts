import { describe, expect, it } from 'vitest';
import { RECONCILE_CODES } from '../../../compiler/diagnostics/codes/reconcile.ts';
import type { DesiredItem } from '../../../compiler/model/desired.ts';
import { tokenPacer } from '../../../compiler/reconcile/pacing.ts';
import { preview } from '../../../compiler/reconcile/reconcile.ts';
import { rollback } from '../../../compiler/reconcile/rollback.ts';
import { status } from '../../../compiler/reconcile/status.ts';
import { readOnly, type SyncTarget } from '../../../compiler/reconcile/target.ts';
import { digest } from '../../../runtime/digest.ts';
import { justBefore, type Quiet, quiet } from '../../support/protocol/quiet.ts';
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
import { ANY_REVISION } from '../../support/protocol/world.ts';

describe('a reconcile', () => {
  it('releases, then has nothing to write', async () => {
    const all = quiet();
    const first = await all.reconcile(FIRST);
    expect(first.kind === 'released' && first.report).toMatchObject({
      release: 1,
      previous: null,
      active: true,
      next: '',
    });
    expect(document(all)).toMatchObject({
      active: { release: 1, commit: 'abc' },
      reserved: null,
      holder: null,
      abandoned: [],
    });
    const second = all.process();
    expect((await all.reconcile(FIRST, second)).kind).toBe('nothing_to_do');
    expect(second.writesSent()).toBe(0);
  });

  it('waits with the first item until no reader has an older document', async () => {
    const all = quiet();
    await all.reconcile(plan([item('+1', 'a')], 20));
    const { clock, target } = all.process();
    let reserved = 0;
    const waits: number[] = [];
    const timed: SyncTarget = {
      ...justBefore(target, 'updateItem', () => waits.push(clock.now() - reserved)),
      updateDocument: async (...args) => {
        const answer = await target.updateDocument(...args);
        reserved ||= clock.now();
        return answer;
      },
    };
    expect((await all.reconcile(plan([item('+1', 'b')], 5), { clock, target: timed })).kind).toBe('released');
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(20_000);
    expect(document(all)?.cache_seconds).toBe(5);
  });

  it('waits as long when the clock of the machine is put forward meanwhile', async () => {
    const all = quiet();
    await all.reconcile(plan([item('+1', 'a')], 20));
    const { clock, target } = all.process();
    let [reserved, written, ahead] = [0, 0, 0];
    const forward = { ...clock, now: () => clock.now() + ahead };
    const timed: SyncTarget = {
      ...justBefore(target, 'updateItem', () => {
        written = all.on.now();
      }),
      listItems: (...args) => {
        if (reserved > 0) ahead = 8_000;
        return target.listItems(...args);
      },
      updateDocument: async (...args) => {
        const answer = await target.updateDocument(...args);
        reserved ||= all.on.now();
        return answer;
      },
    };
    const result = await all.reconcile(plan([item('+1', 'b')], 20), { clock: forward, target: timed });
    expect(result.kind).toBe('released');
    expect(written - reserved).toBeGreaterThanOrEqual(20_000);
  });

  it('releases a new cache time although no item changes, once', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    expect((await all.reconcile(plan(FIRST.items, 0))).kind).toBe('released');
    expect((await all.reconcile(plan(FIRST.items, 0))).kind).toBe('nothing_to_do');
  });

  it('applies only what was reviewed', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    expect(codes(await all.reconcile(SECOND, { expect: 'something else' }))).toEqual(['DP6007']);
    const seen = await all.play(() => preview(readOnly(all.process().target), SECOND));
    const expected = seen.ok ? seen.value.changes.fingerprint : '';
    expect(codes(await all.reconcile(SECOND, { expect: expected.slice(0, 7) }))).toEqual(['DP6007']);
    expect((await all.reconcile(SECOND, { expect: expected.slice(0, 8).toUpperCase() })).kind).toBe(
      'released',
    );
  });

  it('applies what was reviewed, named in full', async () => {
    const all = quiet();
    const seen = await all.play(() => preview(readOnly(all.process().target), FIRST));
    const expected = seen.ok ? seen.value.changes.fingerprint : '';
    expect(expected).toHaveLength(16);
    expect(codes(await all.reconcile(FIRST, { expect: `${expected}0` }))).toEqual(['DP6007']);
    expect((await all.reconcile(FIRST, { expect: expected })).kind).toBe('released');
  });

  it('applies what was reviewed after an attempt that was interrupted: callers would notice the same', async () => {
    const all = quiet();
    const reviewed = async (desired: typeof FIRST) => {
      const seen = await all.play(() => preview(readOnly(all.process().target), desired));
      return seen.ok ? seen.value.changes : undefined;
    };
    for (const [desired, verb] of [
      [FIRST, 'createItem'],
      [SECOND, 'updateItem'],
    ] as const) {
      const before = await reviewed(desired);
      const { target, clock } = all.process();
      const interrupt = new AbortController();
      const result = await all.reconcile(desired, {
        clock,
        target: justBefore(target, verb, () => interrupt.abort()),
        signal: interrupt.signal,
        concurrency: 1,
      });
      expect(codes(result)).toEqual(['DP6014']);
      const after = await reviewed(desired);
      expect(after?.counts.leftOvers).toBe(1);
      expect(after?.fingerprint).toBe(before?.fingerprint);
      const expected = before?.fingerprint ?? '';
      expect((await all.reconcile(desired, { expect: expected })).kind).toBe('released');
    }
  });

  it('shows progress', async () => {
    const all = quiet();
    const steps: string[] = [];
    await all.reconcile(FIRST, { onProgress: ({ step }) => steps.push(step), concurrency: 1 });
    expect(steps.filter((step) => step !== 'reading')).toEqual([
      'waiting',
      'writing',
      'writing',
      'writing',
      'activating',
    ]);
  });

  it('says how long it will take, and needs no longer: all maps are written side by side', async () => {
    const all = quiet();
    const keys = Array.from({ length: 60 }, (_, i) => `k${i}`);
    const items = keys.flatMap((key): DesiredItem[] => [
      { ...item(key, 'a'), map: 'node_map' },
      item(key, 'a'),
    ]);
    const { clock, target } = all.process();
    const steady: SyncTarget = {
      ...target,
      createItem: async (_service, ...asked) => {
        await clock.sleep(100);
        return all.world.createItem(...asked);
      },
    };
    let [began, ended] = [0, 0];
    let first: number | undefined;
    await all.reconcile(plan(items), {
      clock,
      target: steady,
      pacer: tokenPacer(clock),
      onProgress: (progress) => {
        if (progress.step === 'activating') ended = all.on.now();
        if (progress.step !== 'writing' || first !== undefined) return;
        first = progress.left;
        began = all.on.now();
      },
    });
    const took = ended - began;
    // 60 writes on each map at 15 a second, the first 15 at once, and the second before the document is moved.
    expect(first).toBe(4_000);
    expect(took).toBeGreaterThan(3_500);
    expect(took).toBeLessThan(5_500);
  });
});

describe('a conflict', () => {
  const meddle = async (act: (all: Quiet) => void) => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    let done = false;
    const meddling = justBefore(target, 'updateItem', () => {
      if (!done) act(all);
      done = true;
    });
    return { all, result: await all.reconcile(SECOND, { target: meddling, clock, concurrency: 1 }) };
  };

  it('with a hand edit stops the release, and the edit stays', async () => {
    const { all, result } = await meddle(({ world }) =>
      world.updateItem('numberConfig', '+2', { mine: true }, ANY_REVISION),
    );
    expect(result.kind === 'stopped' && result.report.items.map(({ outcome }) => outcome)).toEqual([
      'done',
      'failed',
    ]);
    expect(codes(result)).toEqual(['DP6008']);
    expect(document(all)).toMatchObject({
      active: { release: 1 },
      reserved: null,
      holder: null,
      abandoned: [2],
    });
    expect(all.world.fetchItem('numberConfig', '+2')).toMatchObject({ value: { data: { mine: true } } });
  });

  it('with a hand edit before anything is written refuses it: only what is read under the lease counts', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    const { target, clock } = all.process();
    let edited = false;
    const meddling = justBefore(target, 'updateDocument', () => {
      if (!edited) all.world.updateItem('numberConfig', '+2', { mine: true }, ANY_REVISION);
      edited = true;
    });
    const result = await all.reconcile(SECOND, { target: meddling, clock });
    expect([result.kind, codes(result)]).toEqual(['refused', ['DP6003']]);
    expect(document(all)).toMatchObject({ active: { release: 1 }, holder: null });
    expect(all.world.fetchItem('numberConfig', '+2')).toMatchObject({ value: { data: { mine: true } } });
  });

  it('with a deletion by hand stops the release, which works the next time', async () => {
    const { all, result } = await meddle(({ world }) => world.deleteItem('numberConfig', '+2', ANY_REVISION));
    expect(codes(result)).toEqual(['DP6008']);
    expect((await all.reconcile(SECOND)).kind).toBe('released');
    expect((await all.reconcile(SECOND)).kind).toBe('nothing_to_do');
  });

  it('with an item that was made again is found by its date, and reported', async () => {
    const { all, result } = await meddle(({ world }) => {
      world.deleteItem('numberConfig', '+2', ANY_REVISION);
      world.createItem('numberConfig', '+2', { mine: true });
    });
    expect(codes(result)).toEqual(['DP6013']);
    expect(document(all)).toMatchObject({ active: { release: 1 } });
  });

  it('with an item that was made again while a reply was lost does not destroy it', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    // An attempt that died has made an item that the plan does not have: the next one tidies it up.
    const left = {
      uri: 'left over',
      _dialplan: { plan: 'acme', release: 9, digest: digest({ uri: 'left over' }) },
    };
    all.world.createItem('numberConfig', '+9', left);
    dieHolding(all, 'dead', 9);
    const { target, clock } = all.process();
    let lost = false;
    const losing: SyncTarget = {
      ...target,
      deleteItem: async (...args) => {
        const answer = await target.deleteItem(...args);
        if (lost) return answer;
        lost = true;
        await clock.sleep(1_000);
        all.world.createItem('numberConfig', '+9', { mine: true });
        return { kind: 'unknown', cause: 'socket hang up' };
      },
    };
    const result = await all.reconcile(SECOND, { target: losing, clock, isDead: () => true });
    expect(lost).toBe(true);
    expect(codes(result)).toEqual(['DP6008']);
    expect(all.world.fetchItem('numberConfig', '+9')).toMatchObject({ value: { data: { mine: true } } });
  });

  it('with a rollback ends the lease', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    await all.reconcile(SECOND);
    const { target, clock } = all.process();
    let back = false;
    const rolling = justBefore(target, 'createItem', () => {
      const other = all.process();
      if (!back) void rollback({ ...other, ...place });
      back = true;
    });
    const third = plan([item('+1', 'x'), item('+2', 'y'), item('+3', 'z')]);
    const result = await all.reconcile(third, { target: rolling, clock });
    expect(codes(result)).toEqual(['DP6009']);
    expect(document(all)).toMatchObject({
      active: { release: 1 },
      previous: null,
      abandoned: [2, 3],
      reserved: null,
    });
    expect((await all.reconcile(third)).kind).toBe('released');
    expect(document(all)).toMatchObject({ active: { release: 4 }, previous: { release: 1 }, abandoned: [] });
  });
});

describe('rollback', () => {
  it('goes back once, says why not twice', async () => {
    const all = quiet();
    const back = () => all.play(() => rollback({ ...all.process(), ...place }));
    expect(await back()).toMatchObject({ kind: 'refused', problem: { code: 'DP6019' } });
    await all.reconcile(FIRST);
    expect(await back()).toMatchObject({ kind: 'refused', problem: { code: 'DP6011' } });
    await all.reconcile(SECOND);
    expect(await back()).toMatchObject({ kind: 'rolled_back', from: 2, to: 1 });
    expect(document(all)).toMatchObject({ active: { digest: FIRST.digest }, previous: null, abandoned: [2] });
    expect(await back()).toMatchObject({ kind: 'refused', problem: { code: 'DP6011' } });
    const state = await all.play(() => status(all.process().target, place));
    expect(state.ok && state.value).toMatchObject({
      active: { release: 1 },
      previous: null,
      lease: null,
      abandoned: [2],
    });
  });

  it('tries again when a beat came between', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    await all.reconcile(SECOND);
    const { target, clock } = all.process();
    let beats = 0;
    const beaten = justBefore(target, 'updateDocument', () => {
      if (beats++ > 0) return;
      const found = all.world.fetchDocument('dialplan.acme.release');
      if (found.kind === 'ok')
        all.world.updateDocument('dialplan.acme.release', found.value.data as object, ANY_REVISION);
    });
    expect(await all.play(() => rollback({ target: beaten, clock, ...place }))).toMatchObject({
      kind: 'rolled_back',
      to: 1,
    });
    expect(beats).toBe(2);
  });
});

describe('a preview', () => {
  it('holds no verb that writes', async () => {
    const all = quiet();
    const { target } = all.process();
    expect(Object.keys(readOnly(target)).filter((verb) => /create|update|delete/.test(verb))).toEqual([]);
    const { writesSent, target: seen } = all.process();
    const result = await all.play(() => preview(readOnly(seen), FIRST));
    expect(result.ok && result.value).toMatchObject({
      service: null,
      nothing: false,
      changes: { counts: { added: 2 } },
    });
    expect(writesSent()).toBe(0);
  });
});

it('every code has its own number and slug', () => {
  expect(new Set(RECONCILE_CODES.map(({ code }) => code)).size).toBe(RECONCILE_CODES.length);
  expect(new Set(RECONCILE_CODES.map(({ slug }) => slug)).size).toBe(RECONCILE_CODES.length);
  for (const { code } of RECONCILE_CODES) expect(code).toMatch(/^DP6\d{3}$/);
});

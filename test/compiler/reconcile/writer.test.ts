import { describe, expect, it } from 'vitest';
import { RECONCILE_CODES } from '../../../compiler/diagnostics/codes/reconcile.ts';
import { type DesiredItem, type DesiredItems, desiredItems } from '../../../compiler/model/desired.ts';
import { patient, tokenPacer, writeCost } from '../../../compiler/reconcile/pacing.ts';
import { preview, type ReconcileResult } from '../../../compiler/reconcile/reconcile.ts';
import { rollback } from '../../../compiler/reconcile/rollback.ts';
import { status } from '../../../compiler/reconcile/status.ts';
import { readOnly, type SyncTarget } from '../../../compiler/reconcile/target.ts';
import { readDocument } from '../../../runtime/release.ts';
import { justBefore, type Quiet, quiet } from '../../support/protocol/quiet.ts';
import { ANY_REVISION } from '../../support/protocol/world.ts';

const MAPS = {
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'nodes',
  state_map: 'state',
};
const item = (key: string, uri: string): DesiredItem => ({
  map: 'number_map',
  key,
  payload: { type: 'sip', uri },
});
const plan = (items: readonly DesiredItem[], cacheSeconds = 5): DesiredItems =>
  desiredItems({ plan: 'acme', service: 'pbx', maps: MAPS, cacheSeconds }, items);

const FIRST = plan([item('+1', 'a'), item('+2', 'b')]);
const SECOND = plan([item('+1', 'A'), item('+2', 'B')]);

const place = { plan: 'acme', service: 'pbx' };
const codes = (result: ReconcileResult) =>
  'problems' in result ? result.problems.map(({ code }) => code) : [];
const document = ({ world }: Quiet) => {
  const found = world.fetchDocument('dialplan.acme.release');
  return found.kind === 'ok' ? readDocument(found.value.data) : undefined;
};

/** Puts a holder into the document, as a writer that died would leave it. */
function dieHolding(all: Quiet, holder: string): void {
  const found = all.world.fetchDocument('dialplan.acme.release');
  if (found.kind !== 'ok') throw new Error('no document');
  const data = { ...(found.value.data as object), holder, reserved: 2, beat: 3 };
  all.world.updateDocument('dialplan.acme.release', data, ANY_REVISION);
}

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

describe('the lease', () => {
  it('of a silent holder is taken after 45 s, its release abandoned', async () => {
    const all = quiet();
    await all.reconcile(FIRST);
    dieHolding(all, 'dead');
    const began = all.on.now();
    const result = await all.reconcile(SECOND);
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
    expect(document(all)).toMatchObject({
      active: { release: 1 },
      holder: null,
      reserved: null,
      abandoned: [2],
    });
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

it('every code has its own number and slug', () => {
  expect(new Set(RECONCILE_CODES.map(({ code }) => code)).size).toBe(RECONCILE_CODES.length);
  expect(new Set(RECONCILE_CODES.map(({ slug }) => slug)).size).toBe(RECONCILE_CODES.length);
  for (const { code } of RECONCILE_CODES) expect(code).toMatch(/^DP6\d{3}$/);
});

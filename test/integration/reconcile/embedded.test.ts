import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { type DesiredItem, type DesiredItems, desiredItems } from '../../../compiler/model/desired.ts';
import {
  preview,
  type ReconcileOptions,
  type ReconcileResult,
  reconcile,
} from '../../../compiler/reconcile/reconcile.ts';
import { rollback } from '../../../compiler/reconcile/rollback.ts';
import { status } from '../../../compiler/reconcile/status.ts';
import { steadyClock } from '../../../compiler/reconcile/steady-clock.ts';
import { readOnly, type SyncTarget } from '../../../compiler/reconcile/target.ts';
import { EMBEDDED_TIMINGS } from '../../../compiler/reconcile/timings.ts';
import { twilioTarget } from '../../../compiler/reconcile/twilio-target.ts';
import type { JsonObject } from '../../../runtime/digest.ts';
import { pick, unpack } from '../../../runtime/release.ts';

// The reconciler over HTTP: Twilio's own client, the embedded service, nothing in between.

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret' };
const MAPS = {
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'nodes',
  state_map: 'state',
};

const number = (key: string, uri: string): DesiredItem => ({
  map: 'number_map',
  key,
  payload: { type: 'sip', uri, node: 'x' },
});
const group = (key: string, destination: string): DesiredItem => ({
  map: 'ring_group_map',
  key,
  payload: { group: [{ name: 'a', type: 'sip', destination, timeout: 20 }], strategy: 'sequential' },
});

const plan = (items: readonly DesiredItem[], name = 'acme'): DesiredItems =>
  desiredItems({ plan: name, service: 'pbx', maps: MAPS, cacheSeconds: 0 }, items);

const FIRST = plan([
  number('+61255501000', 'sip:a@pbx'),
  number('+61255501001', 'sip:b@pbx'),
  group('1', 'sip:a@pbx'),
]);
const SECOND = plan([
  number('+61255501000', 'sip:z@pbx'),
  number('+61255501002', 'sip:c@pbx'),
  group('1', 'sip:a@pbx'),
]);

let sync: Sync;
let target: SyncTarget;
const clock = steadyClock();

beforeEach(async () => {
  sync = await openSync();
  target = twilioTarget({ ...ACCOUNT, url: sync.url });
});
afterEach(() => sync.close());

let holders = 0;
const run = (desired: DesiredItems, how: Partial<ReconcileOptions> = {}): Promise<ReconcileResult> =>
  reconcile({
    target,
    clock,
    desired,
    holder: `test-${holders++}`,
    at: '2026-01-01T00:00:00Z',
    commit: 'abc',
    timings: EMBEDDED_TIMINGS,
    ...how,
  });

async function sid(): Promise<string> {
  const found = await target.findServices('pbx');
  return found.kind === 'ok' ? (found.value[0]?.sid ?? '') : '';
}

async function live(map: string, key: string): Promise<JsonObject | string> {
  const service = await sid();
  const state = await status(target, { plan: 'acme', service: 'pbx' });
  const found = await target.fetchItem(service, map, key);
  const item = found.kind === 'ok' ? unpack(found.value.data) : undefined;
  if (item === undefined || !state.ok) return 'absent';
  const picked = pick(item, state.value.active?.release ?? 0, state.value.abandoned);
  return picked.kind === 'absent' ? 'absent' : picked.payload;
}

async function byHand(map: string, key: string, data: object): Promise<void> {
  const service = await sid();
  const found = await target.fetchItem(service, map, key);
  if (found.kind === 'ok') await target.updateItem(service, map, key, data, found.value.revision);
  else await target.createItem(service, map, key, data);
}

const writes = (): number => sync.requests.counts().writes;

const codes = (result: ReconcileResult): readonly string[] =>
  'problems' in result ? result.problems.map(({ code }) => code) : [];

describe('reconcile', () => {
  it('makes service, maps, items and release, and has nothing to write the second time', async () => {
    const first = await run(FIRST);
    expect(first.kind).toBe('released');
    expect(await live('numberConfig', '+61255501000')).toEqual({ type: 'sip', uri: 'sip:a@pbx', node: 'x' });
    expect((await target.fetchMap(await sid(), 'state')).kind).toBe('ok');
    const before = writes();
    expect((await run(FIRST)).kind).toBe('nothing_to_do');
    expect(writes()).toBe(before);
  });

  it('changes, adds and removes in one step', async () => {
    await run(FIRST);
    const result = await run(SECOND);
    expect(result.kind === 'released' && result.changes.counts).toMatchObject({
      added: 1,
      changed: 1,
      removed: 1,
      unchanged: 1,
    });
    expect(await live('numberConfig', '+61255501000')).toMatchObject({ uri: 'sip:z@pbx' });
    expect(await live('numberConfig', '+61255501001')).toBe('absent');
    const before = writes();
    expect((await run(SECOND)).kind).toBe('nothing_to_do');
    expect(writes()).toBe(before);
  });

  it('lists more than one page', async () => {
    const many = plan(Array.from({ length: 250 }, (_, i) => number(`+6125550${1000 + i}`, `sip:${i}@pbx`)));
    await run(many);
    const result = await run(many);
    expect(result.kind).toBe('nothing_to_do');
    expect(result.kind === 'nothing_to_do' && result.changes.counts.unchanged).toBe(250);
  });

  it('takes keys that have to be escaped', async () => {
    const keys = ['group: a#b', 'client:zoë@pbx', '50% off', 'a+b'];
    const odd = plan(keys.map((key) => ({ map: 'node_map', key, payload: { kind: key } })));
    expect((await run(odd)).kind).toBe('released');
    for (const key of keys) expect(await live('nodes', key)).toEqual({ kind: key });
    expect((await run(plan([]), { allowRemovals: 4 })).kind).toBe('released');
    for (const key of keys) expect(await live('nodes', key)).toBe('absent');
  });

  it('does not follow TWILIO_REGION and TWILIO_EDGE', async () => {
    process.env.TWILIO_REGION = 'au1';
    process.env.TWILIO_EDGE = 'sydney';
    try {
      target = twilioTarget({ ...ACCOUNT, url: sync.url });
      expect((await run(FIRST)).kind).toBe('released');
    } finally {
      delete process.env.TWILIO_REGION;
      delete process.env.TWILIO_EDGE;
    }
  });
});

describe('items made by hand', () => {
  beforeEach(() => run(FIRST));

  it('refuses to overwrite what leads elsewhere, and writes nothing', async () => {
    await byHand('numberConfig', '+61255501000', { Data: { type: 'pstn', uri: '+61491570006' } });
    const before = writes();
    const result = await run(SECOND);
    expect(result.kind).toBe('refused');
    expect(codes(result)).toEqual(['DP6003']);
    expect(writes()).toBe(before);
    expect(await live('numberConfig', '+61255501000')).toEqual({ type: 'pstn', uri: '+61491570006' });
  });

  it('keeps it when told to, and releases the rest', async () => {
    await byHand('numberConfig', '+61255501000', { type: 'pstn', uri: '+61491570006' });
    expect((await run(SECOND, { keep: ['numberConfig/+61255501000'] })).kind).toBe('released');
    expect(await live('numberConfig', '+61255501000')).toEqual({ type: 'pstn', uri: '+61491570006' });
    expect(await live('numberConfig', '+61255501002')).toMatchObject({ uri: 'sip:c@pbx' });
    const state = await status(target, { plan: 'acme', service: 'pbx' });
    expect(state.ok && state.value.handEdits).toEqual(['numberConfig/+61255501000']);
  });

  it('overwrites it when told to, and a rollback brings it back', async () => {
    await byHand('numberConfig', '+61255501000', { type: 'pstn', uri: '+61491570006' });
    expect((await run(SECOND, { overwrite: ['+61255501000'] })).kind).toBe('released');
    expect(await live('numberConfig', '+61255501000')).toMatchObject({ uri: 'sip:z@pbx' });
    await rollback({ target, clock, plan: 'acme', service: 'pbx' });
    expect(await live('numberConfig', '+61255501000')).toEqual({ type: 'pstn', uri: '+61491570006' });
    expect(codes(await run(SECOND))).toEqual(['DP6003']);
  });

  it('adopts what leads where the plan leads', async () => {
    await byHand('ringGroup', '1', {
      Data: { group: [{ name: 'a', type: 'sip', destination: 'sip:a@pbx', timeout: 20 }] },
    });
    const result = await run(FIRST);
    expect(result.kind === 'released' && result.report.items.map(({ because }) => because)).toEqual([
      'adopt',
    ]);
    expect(await live('ringGroup', '1')).toMatchObject({ strategy: 'sequential' });
    expect((await run(FIRST)).kind).toBe('nothing_to_do');
  });

  it('leaves alone what the plan does not have', async () => {
    await byHand('ringGroup', 'theirs', { group: [] });
    const result = await run(SECOND);
    expect(result.kind === 'released' && result.warnings.map(({ code }) => code)).toEqual(['DP6020']);
    expect(await live('ringGroup', 'theirs')).toEqual({ group: [] });
  });
});

describe('a write over an old revision', () => {
  it('is not made, of whatever kind it is', async () => {
    await run(FIRST);
    const service = await sid();
    const key = '+61255501000';
    await byHand('numberConfig', key, { mine: true });
    expect(await target.updateItem(service, 'numberConfig', key, { ours: true }, '0')).toEqual({
      kind: 'conflict',
    });
    expect(await target.deleteItem(service, 'numberConfig', key, '0')).toEqual({ kind: 'conflict' });
    const name = 'dialplan.acme.release';
    expect(await target.updateDocument(service, name, { ours: true }, '0')).toEqual({ kind: 'conflict' });
    expect(await live('numberConfig', key)).toEqual({ mine: true });
  });
});

describe('a bad line', () => {
  it('finds out what became of writes whose replies were lost', async () => {
    await run(FIRST);
    sync.faults.add({ kind: 'lost_reply', method: 'POST', path: 'numberConfig', times: 2 });
    sync.faults.add({ kind: 'lost_reply', method: 'POST', path: 'Documents', skip: 1, times: 1 });
    expect((await run(SECOND)).kind).toBe('released');
    expect(await live('numberConfig', '+61255501000')).toMatchObject({ uri: 'sip:z@pbx' });
    expect((await run(SECOND)).kind).toBe('nothing_to_do');
  });

  it('sends again what was refused for its rate', async () => {
    sync.faults.add({ kind: 'error', code: 54009, method: 'POST', path: 'numberConfig/Items', times: 2 });
    expect((await run(FIRST)).kind).toBe('released');
  });

  it('stops without harm when an item cannot be written, and goes on the next time', async () => {
    await run(FIRST);
    sync.faults.add({ kind: 'error', code: 54006, method: 'POST', path: 'numberConfig/Items', times: 1 });
    const result = await run(SECOND, { concurrency: 1 });
    expect(result.kind).toBe('stopped');
    expect(result.kind === 'stopped' && result.report.items.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'skipped',
      'skipped',
    ]);
    expect(codes(result)).toEqual(['DP6017']);
    expect(await live('numberConfig', '+61255501000')).toMatchObject({ uri: 'sip:a@pbx' });
    // The lease was given back: nobody has to wait for it.
    expect((await run(SECOND)).kind).toBe('released');
  });

  it('never takes a failed read for an empty service', async () => {
    await run(FIRST);
    sync.faults.add({ kind: 'garbage', method: 'GET', path: 'numberConfig/Items' });
    const before = writes();
    expect(codes(await run(plan([])))).toEqual(['DP6017']);
    expect(writes()).toBe(before);
  });
});

describe('other writers', () => {
  it('refuses the maps of another plan before anything is written', async () => {
    await run(FIRST);
    const before = writes();
    const result = await run(plan([number('+61255502000', 'sip:other@pbx')], 'other'));
    expect(codes(result)).toEqual(['DP6004']);
    expect(writes()).toBe(before);
  });

  it('never fills two services of one name, when two begin at once where there is none', async () => {
    const both = await Promise.all([run(FIRST), run(SECOND)]);
    expect(both.filter(({ kind }) => kind === 'released').length).toBeLessThan(2);
    expect(both.flatMap(codes)).toContain('DP6001');
  });

  it('refuses two services of one name', async () => {
    await target.createService('pbx');
    await target.createService('pbx');
    expect(codes(await run(FIRST))).toEqual(['DP6001']);
  });

  it('refuses to start again when the document is lost, and rebuilds it when told to', async () => {
    await run(FIRST);
    await run(SECOND);
    const url = `${sync.url}/v1/Services/${await sid()}/Documents/dialplan.acme.release`;
    const authorization = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64')}`;
    expect((await fetch(url, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
    expect(codes(await run(SECOND))).toEqual(['DP6006']);
    const rebuilt = await run(SECOND, { rebuildRelease: true });
    expect(rebuilt.kind === 'released' && rebuilt.report.release).toBe(3);
    expect(await live('numberConfig', '+61255501000')).toMatchObject({ uri: 'sip:z@pbx' });
  });
});

describe('rollback, status, preview', () => {
  it('goes back in one write, and only once', async () => {
    await run(FIRST);
    await run(SECOND);
    const before = writes();
    const back = await rollback({ target, clock, plan: 'acme', service: 'pbx' });
    expect(back).toMatchObject({ kind: 'rolled_back', from: 2, to: 1 });
    expect(writes()).toBe(before + 1);
    expect(await live('numberConfig', '+61255501000')).toMatchObject({ uri: 'sip:a@pbx' });
    expect(await live('numberConfig', '+61255501002')).toBe('absent');
    const again = await rollback({ target, clock, plan: 'acme', service: 'pbx' });
    expect(again.kind === 'refused' && again.problem.code).toBe('DP6011');
    const forward = await run(SECOND);
    expect(forward.kind === 'released' && forward.report.release).toBe(3);
  });

  it('tells the release in two reads', async () => {
    await run(FIRST);
    sync.requests.clear();
    const state = await status(readOnly(target), { plan: 'acme', service: 'pbx' });
    expect(state.ok && state.value.active).toMatchObject({ release: 1, commit: 'abc', digest: FIRST.digest });
    expect(sync.requests.last().map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('previews without a single write', async () => {
    await run(FIRST);
    await byHand('ringGroup', '1', { group: [] });
    sync.requests.clear();
    const seen = await preview(readOnly(target), SECOND);
    expect(seen.ok && seen.value.changes.counts).toMatchObject({
      added: 1,
      changed: 1,
      removed: 1,
      conflicting: 1,
    });
    expect(new Set(sync.requests.last().map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('says so when there is nothing', async () => {
    const state = await status(target, { plan: 'acme', service: 'pbx' });
    expect(!state.ok && state.problem.code).toBe('DP6019');
    const back = await rollback({ target, clock, plan: 'acme', service: 'pbx' });
    expect(back.kind === 'refused' && back.problem.code).toBe('DP6019');
  });
});

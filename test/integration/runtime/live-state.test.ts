import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { classify } from '../../../runtime/classify.ts';
import { digest } from '../../../runtime/digest.ts';
import { type Equipment, handle } from '../../../runtime/handler.ts';
import { encode } from '../../../runtime/items.ts';
import type { Bundle, Program } from '../../../runtime/program.ts';
import { pack, type ReleaseDocument } from '../../../runtime/release.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { compilePlan, HEAD } from '../../support/harness.ts';

// What people switch while calls are running, through real reads and writes.

const PLAN = `${HEAD}numbers: {"+61 2 5550 1000": main}
extensions: {front: {sip_user: front}, bob: {sip_user: bob}}
schedules: {office: {hours: {mon-sun: "00:00-24:00"}}}
overrides: {night: {forces: {office: closed}, feature_code: "*28", by: [front], ends: 24h}}
routes:
  main:
    - {when: {open: office}, to: {say: "We are open.", then: hangup}}
    - otherwise: {say: "We are closed.", then: hangup}
`;

let sync: Sync;
let service: string;
let plan: { readonly program: Program; readonly bundle: Bundle };
let trips: number[];

async function post(path: string, form: { [name: string]: string }): Promise<{ sid: string }> {
  const response = await fetch(`${sync.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

const stateItems = () => `/v1/Services/${service}/Maps/${plan.bundle.maps.state_map}/Items`;

beforeEach(async () => {
  const { program, bundle } = compilePlan(PLAN);
  if (program === undefined || bundle === undefined) throw new Error('the plan has errors');
  plan = { program, bundle };
  trips = [];
  sync = await openSync();
  service = (await post('/v1/Services', { FriendlyName: 'dialplan' })).sid;
  for (const name of Object.values(bundle.maps)) {
    await post(`/v1/Services/${service}/Maps`, { UniqueName: name });
  }
  for (const [role, items] of Object.entries(encode(program))) {
    const map = bundle.maps[role as keyof typeof bundle.maps];
    for (const [key, payload] of Object.entries(items)) {
      const data = pack('acme', [{ payload, mark: { release: 1, digest: digest(payload) } }]);
      await post(`/v1/Services/${service}/Maps/${map}/Items`, { Key: key, Data: JSON.stringify(data) });
    }
  }
  const active = { release: 1, digest: 'x', counts: {}, commit: null, at: '2026-11-22T00:00:00Z' };
  const document: ReleaseDocument = {
    ...{ format: 1, plan: 'acme', active, previous: null, reserved: null, holder: null, beat: 0 },
    ...{ abandoned: [], cache_seconds: 60, hand_edits: [], lease_broken_at: null },
  };
  await post(`/v1/Services/${service}/Documents`, {
    UniqueName: 'dialplan.acme.release',
    Data: JSON.stringify(document),
  });
});

afterEach(() => sync.close());

/** A container that stays warm, and keeps what it has read for a minute. */
function container() {
  const equipment: Equipment = {
    bundle: plan.bundle,
    store: new SyncStore(),
    snapshot: () => plan.program,
    classify: (number) => classify(number, 'AU'),
    log: (line) => trips.push((JSON.parse(line) as { reads: number }).reads),
  };
  const environment = {
    ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    AUTH_TOKEN: 'secret-token',
    SYNC_SERVICE_SID: service,
    DIALPLAN_SYNC_URL: sync.url,
  };
  const ask = (entry: 'incoming' | 'outgoing', parameters: object) =>
    handle(entry, { CallSid: 'CA1', CallStatus: 'ringing', ...parameters }, environment, equipment);
  return {
    call: () => ask('incoming', { From: '+61400000000', To: '+61255501000' }),
    dial: (user: string, code: string) =>
      ask('outgoing', { From: `sip:${user}@acme.sip.twilio.com`, To: `sip:${code}@acme.sip.twilio.com` }),
  };
}

describe('an override', () => {
  it('is heard on the next call in every container, however warm', async () => {
    const [first, second] = [container(), container()];
    expect(await first.call()).toContain('We are open.');
    expect(await second.call()).toContain('We are open.');
    expect(await first.dial('front', '*28')).toContain('night is on until');
    expect(await first.call()).toContain('We are closed.');
    expect(await second.call()).toContain('We are closed.');
    expect(await second.dial('front', '*28')).toContain('night is off.');
    expect(await first.call()).toContain('We are open.');
  });

  it('costs a warm call one read', async () => {
    const { call } = container();
    await call();
    trips = [];
    await call();
    expect(trips).toEqual([1]);
  });

  it('is not turned by another phone', async () => {
    const { dial, call } = container();
    expect(await dial('bob', '*281')).toContain('may not');
    expect(await call()).toContain('We are open.');
  });

  it('obeys a person who edits the item, whatever it says', async () => {
    const { call } = container();
    await post(stateItems(), { Key: 'override:night', Data: '{"Data": {"on": true}}' });
    expect(await call()).toContain('We are closed.');
    await post(`${stateItems()}/override:night`, { Data: '{"anything": [1, 2]}' });
    expect(await call()).toContain('We are open.');
  });

  it('stays as the container knew it while Sync fails: a closed office does not open by a rate limit', async () => {
    const [knows, writes, fresh] = [container(), container(), container()];
    await post(stateItems(), { Key: 'override:night', Data: '{"state": "on"}' });
    expect(await knows.call()).toContain('We are closed.');
    await fetch(`${sync.url}${stateItems()}/override:night`, { method: 'DELETE' });
    await writes.dial('front', '*281');
    sync.faults.add({ kind: 'error', code: 54009, path: 'state' });
    expect(await knows.call()).toContain('We are closed.');
    expect(await writes.call()).toContain('We are closed.');
    expect(await fresh.call()).toContain('We are open.');
    expect(await knows.dial('front', '*280')).toContain('could not be switched');
  });

  it('says so when it could not be written', async () => {
    const { dial, call } = container();
    await fetch(`${sync.url}/v1/Services/${service}/Maps/${plan.bundle.maps.state_map}`, {
      method: 'DELETE',
    });
    expect(await dial('front', '*28')).toContain('could not be switched');
    expect(await call()).toContain('We are open.');
  });
});

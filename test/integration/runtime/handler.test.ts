import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import type { EntryName } from '../../../runtime/call.ts';
import { classify } from '../../../runtime/classify.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { type Equipment, handle } from '../../../runtime/handler.ts';
import { encode } from '../../../runtime/items.ts';
import { pack, type ReleaseDocument } from '../../../runtime/release.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { bundle, program } from '../../support/program.ts';

let sync: Sync;
let service: string;
let lines: { [name: string]: unknown }[];

async function post(path: string, form: { [name: string]: string }): Promise<{ sid: string }> {
  const response = await fetch(`${sync.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

const info = (release: number) => ({
  release,
  digest: 'x',
  counts: {},
  commit: null,
  at: '2026-11-22T00:00:00Z',
});

const document = (change: Partial<ReleaseDocument>): ReleaseDocument => ({
  format: 1,
  plan: 'acme',
  active: info(1),
  previous: null,
  reserved: null,
  holder: null,
  beat: 0,
  abandoned: [],
  cache_seconds: 0,
  hand_edits: [],
  lease_broken_at: null,
  ...change,
});

const documentPath = '/Documents/dialplan.acme.release';
const write = (value: ReleaseDocument) =>
  post(`/v1/Services/${service}${documentPath}`, { Data: JSON.stringify(value) });
const edit = (map: string, key: string, data: unknown) =>
  post(`/v1/Services/${service}/Maps/${map}/Items/${encodeURIComponent(key)}`, {
    Data: JSON.stringify(data),
  });

const marked = (payload: JsonObject, release = 1) =>
  pack('acme', [{ payload, mark: { release, digest: digest(payload) } }]);

beforeEach(async () => {
  sync = await openSync();
  lines = [];
  service = (await post('/v1/Services', { FriendlyName: 'pbx-routing' })).sid;
  const items = encode(program);
  for (const role of ['number_map', 'ring_group_map', 'node_map'] as const) {
    const name = bundle.maps[role];
    await post(`/v1/Services/${service}/Maps`, { UniqueName: name });
    for (const [key, payload] of Object.entries(items[role])) {
      const form = { Key: key, Data: JSON.stringify(marked(payload)) };
      await post(`/v1/Services/${service}/Maps/${name}/Items`, form);
    }
  }
  await post(`/v1/Services/${service}/Documents`, {
    UniqueName: 'dialplan.acme.release',
    Data: JSON.stringify(document({})),
  });
  sync.requests.clear();
});

afterEach(async () => {
  await sync.close();
});

const equipmentWith = (change: Partial<Equipment> = {}): Equipment => ({
  bundle,
  store: new SyncStore(),
  snapshot: () => program,
  classify: (number) => classify(number, 'AU'),
  log: (line) => lines.push(JSON.parse(line)),
  ...change,
});

const environment = (change: { [name: string]: string } = {}) => ({
  ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  AUTH_TOKEN: 'secret-token',
  SYNC_SERVICE_SID: service,
  DIALPLAN_SYNC_URL: sync.url,
  ...change,
});

const caller = { From: '+61400000000', CallSid: 'CA1', CallStatus: 'ringing' };

const call = (entry: EntryName, parameters: object, equipment = equipmentWith(), env = environment()) =>
  handle(entry, { ...caller, ...parameters }, env, equipment);

/** Follows a URL of an answer, as Twilio does: its query and the body are one. */
const follow = (twiml: string, attribute: string, parameters: object, equipment = equipmentWith()) => {
  const found = new RegExp(`${attribute}="([^"]+)"`).exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const url = new URL(found, 'http://localhost');
  return call(
    url.pathname.slice(1) as EntryName,
    { ...Object.fromEntries(url.searchParams), ...parameters },
    equipment,
  );
};

describe('reads', () => {
  it('takes one trip for a leaf and two for a node', async () => {
    expect(await call('incoming', { To: '+61255501234' })).toContain('corporate.sip.twilio.com');
    expect(sync.requests.counts().reads).toBe(3);
    sync.requests.clear();
    expect(await call('incoming', { To: '+61255501001' })).toContain('sip:alice@');
    expect(sync.requests.counts().reads).toBe(4);
    expect(lines.map(({ source, reads, release }) => [source, reads, release])).toEqual([
      ['sync', 3, 1],
      ['sync', 4, 1],
    ]);
  });

  it('asks at once for all that an outgoing call needs', async () => {
    expect(
      await call('outgoing', { From: 'sip:alice@acme.sip.twilio.com', To: 'sip:202@acme.sip.twilio.com' }),
    ).toContain('sip:bob@');
    // Document, settings, the phone, the digits and the number they could be; then the extension.
    expect(sync.requests.last().map(({ url }) => decodeURIComponent(url.split('/').at(-1) ?? ''))).toEqual([
      'dialplan.acme.release',
      expect.stringMatching(/^(settings:acme|dial:202|phone:alice|phone:202)$/),
      expect.stringMatching(/^(settings:acme|dial:202|phone:alice|phone:202)$/),
      expect.stringMatching(/^(settings:acme|dial:202|phone:alice|phone:202)$/),
      expect.stringMatching(/^(settings:acme|dial:202|phone:alice|phone:202)$/),
      'extension:bob',
    ]);
  });

  it('makes none while a warm Function may keep what it read', async () => {
    await write(document({ cache_seconds: 60 }));
    const warm = equipmentWith();
    await call('incoming', { To: '+61255501001' }, warm);
    sync.requests.clear();
    expect(await call('incoming', { To: '+61255501001' }, warm)).toContain('sip:alice@');
    expect(sync.requests.counts().reads).toBe(0);
    expect(lines.at(-1)?.source).toBe('warm');
  });

  it('makes none at all for an emergency call', async () => {
    const answer = await call('outgoing', {
      From: 'sip:alice@acme.sip.twilio.com',
      To: 'sip:000@acme.sip.twilio.com',
    });
    expect(answer).toContain('<Number>000</Number>');
    expect(sync.requests.counts().reads).toBe(0);
    expect(lines[0]).toMatchObject({ source: 'bundle', rule: 'emergency: emergency number 000' });
  });
});

describe('a call', () => {
  it('goes through a group by the URLs of its answers', async () => {
    const first = await call('incoming', { To: '+61255501001' });
    const second = await follow(first, 'action', { To: '+61255501001', DialCallStatus: 'no-answer' });
    expect(second).toContain('<Client>front_2</Client>');
    const third = await follow(second, 'action', { To: '+61255501001', DialCallStatus: 'canceled' });
    expect(third).toContain('+61412345678</Number>');
    const last = await follow(third, 'action', { To: '+61255501001', DialCallStatus: 'failed' });
    expect(last).toContain('We are closed.');
  });

  it('is transferred by the class of the phone that answered', async () => {
    const first = await call('incoming', { To: '+61255501101' });
    expect(await follow(first, 'referUrl', { ReferTransferTarget: '<sip:0491570006@x>' })).toContain(
      '+61491570006',
    );
    const both = await call('incoming', { To: '+61255501700' });
    expect(await follow(both, 'referUrl', { ReferTransferTarget: '0491570006' })).toContain(
      'may not be transferred',
    );
  });

  it('does not take state from a body that nobody signed', async () => {
    const forged = {
      ReferTransferTarget: '0491570006',
      dp_at: 'extension:alice',
      dp_entry: 'number:+61255501101',
    };
    expect(await call('callTransfer', forged)).toContain('may not be transferred');
    const bob = await call('outgoing', { From: 'sip:alice@acme.sip.twilio.com', To: '202' });
    const injected = { ReferTransferTarget: '0491570006', dp_at: 'extension:alice' };
    expect(await follow(bob, 'referUrl', injected)).toContain('may not be transferred');
  });

  it('ends on the release that it began on', async () => {
    const first = await call('incoming', { To: '+61255501001' });
    const before = encode(program).ring_group_map.sales as JsonObject;
    const after = { ...before, group: [] };
    const versions = [2, 1].map((release) => {
      const payload = release === 2 ? after : before;
      return { payload, mark: { release, digest: digest(payload) } };
    });
    await edit('ringGroup', 'sales', pack('acme', versions));
    await write(document({ active: info(2), previous: info(1) }));
    expect(await follow(first, 'action', { DialCallStatus: 'busy' })).toContain('<Client>front_2</Client>');
    expect(await call('incoming', { To: '+61255501001' })).toContain('We are closed.');
    await write(document({ active: info(3), previous: info(2) }));
    await follow(first, 'action', { DialCallStatus: 'busy' });
    expect(lines.at(-1)).toMatchObject({ release: 3, repinned: true });
  });
});

describe('a call between containers', () => {
  it('keeps the release that it began on when it meets one that knows only the release before', async () => {
    await write(document({ cache_seconds: 60 }));
    const late = equipmentWith();
    await call('incoming', { To: '+61255501234' }, late);
    await write(document({ active: info(2), previous: info(1), cache_seconds: 60 }));
    const first = await call('incoming', { To: '+61255501001' });
    expect(first).toContain('dp_r=2');
    await follow(first, 'action', { DialCallStatus: 'busy' }, late);
    expect(lines.at(-1)).toMatchObject({ release: 2 });
    expect(lines.at(-1)).not.toHaveProperty('repinned');
  });

  it('keeps its caller ID when the entry has to be read again', async () => {
    const peer = { From: 'sip:peer@corporate.example', To: 'sip:+61255501001@acme.sip.twilio.com' };
    const first = await call('incoming', peer);
    const second = await follow(first, 'action', { ...peer, DialCallStatus: 'busy' });
    const third = await follow(second, 'action', { ...peer, DialCallStatus: 'busy' });
    expect(third).toContain('callerId="+61255501001"');
    expect(third).toContain('+61412345678</Number>');
  });

  it('needs two trips at most, also from a phone to a group with a mobile', async () => {
    await edit('ringGroup', 'sales', { group: [{ name: 'm', type: 'number', destination: '+61412345678' }] });
    sync.requests.clear();
    const phone = { From: 'sip:alice@acme.sip.twilio.com', To: '+61255501001' };
    expect(await call('incoming', phone)).toContain('callerId="+61255501101"');
    expect(sync.requests.counts().reads).toBe(5);
  });
});

describe('an item', () => {
  it('of another plan is not followed', async () => {
    const payload = { type: 'client', uri: 'client:other' };
    await edit(
      'numberConfig',
      '+61255501101',
      pack('otherplan', [{ payload, mark: { release: 1, digest: digest(payload) } }]),
    );
    expect(await call('incoming', { To: '+61255501101' })).toContain('sip:alice@');
    expect(lines[0]).toMatchObject({ source: 'stale' });
  });

  it('that is malformed says nothing of Sync: the container goes on reading', async () => {
    await edit('numberConfig', '+61255501101', { type: 'application', uri: 'AP1' });
    const container = equipmentWith();
    await call('incoming', { To: '+61255501101' }, container);
    await call('incoming', { To: '+61255501101' }, container);
    await call('incoming', { To: '+61255501001' }, container);
    expect(lines.at(-1)).toMatchObject({ source: 'sync' });
  });

  it('that makes an answer longer than Twilio takes is not sent', async () => {
    const long = {
      kind: 'message',
      prompt: [{ say: { en: 'x'.repeat(70_000) } }],
      exits: { then: 'hangup' },
    };
    const plan = { ...program, nodes: { ...program.nodes, 'message:closed': long as never } };
    sync.faults.add({ kind: 'error', code: 20500 });
    const answer = await call('incoming', { To: '+61255501500' }, equipmentWith({ snapshot: () => plan }));
    expect(answer).toContain('<Number>+61255501999</Number>');
  });
});

describe('a version made by hand', () => {
  it.each([
    ['bare', (data: object) => data],
    ['in a Console wrapper', (data: object) => ({ Data: data })],
  ])('is live at once: %s', async (_name, wrap) => {
    await edit('numberConfig', '+61255501101', wrap({ type: 'client', uri: 'client:reception' }));
    expect(await call('incoming', { To: '+61255501101' })).toContain('<Client>reception</Client>');
  });

  it('may be a group of its own', async () => {
    const group = [{ name: 'one', type: 'sip', destination: 'sip:one@x.example', timeout: 12 }];
    const form = { Key: 'night', Data: JSON.stringify({ group }) };
    await post(`/v1/Services/${service}/Maps/ringGroup/Items`, form);
    const answer = await call('ringGroup', { ringGroupId: 'night' });
    expect(answer).toContain('timeout="12"');
    expect(await follow(answer, 'action', { DialCallStatus: 'no-answer' })).toContain('nobody is available');
    expect(await call('ringGroup', {})).toContain('this group cannot be reached');
  });
});

describe('Sync in trouble', () => {
  const trouble = [
    ['429 twice', { kind: 'error', code: 54009 }],
    ['500', { kind: 'error', code: 20500 }],
    ['garbage', { kind: 'garbage' }],
    ['a closed connection', { kind: 'reset' }],
    ['silence', { kind: 'silent' }],
  ] as const;

  it.each(trouble)('%s: the snapshot answers, within its time', async (_name, fault) => {
    sync.faults.add(fault);
    const started = performance.now();
    expect(await call('incoming', { To: '+61255501001' })).toContain('sip:alice@');
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(lines[0]).toMatchObject({ source: 'stale', level: 'warn' });
  });

  it.each(trouble)('%s: never opens the way out', async (_name, fault) => {
    sync.faults.add(fault);
    expect(await call('incoming', { To: '+61255509999' })).toContain('not in service');
    const answer = await call('outgoing', { From: 'sip:bob@acme.sip.twilio.com', To: '0491570006' });
    expect(answer).toContain('may not call');
  });

  it('asks once more after one 429', async () => {
    sync.faults.add({ kind: 'error', code: 54009, times: 1 });
    expect(await call('incoming', { To: '+61255501001' })).toContain('sip:alice@');
    expect(lines[0]).toMatchObject({ source: 'sync' });
  });

  it('is left alone for a while after two failures in a row', async () => {
    sync.faults.add({ kind: 'error', code: 20500 });
    const container = equipmentWith();
    await call('incoming', { To: '+61255501001' }, container);
    await call('incoming', { To: '+61255501001' }, container);
    sync.requests.clear();
    expect(await call('incoming', { To: '+61255501001' }, container)).toContain('sip:alice@');
    expect(sync.requests.counts().reads).toBe(0);
  });

  it('keeps the release of a call that was answered from the snapshot for once', async () => {
    const first = await call('incoming', { To: '+61255501001' });
    sync.faults.add({ kind: 'error', code: 20500 });
    const second = await follow(first, 'action', { DialCallStatus: 'busy' });
    expect(second).toContain('dp_r=1');
  });

  it('gives the safe answer when the snapshot is gone too', async () => {
    sync.faults.add({ kind: 'error', code: 20500 });
    const bare = equipmentWith({ snapshot: () => undefined });
    expect(await call('incoming', { To: '+61255501001' }, bare)).toContain('<Number>+61255501999</Number>');
    const broken = equipmentWith({
      snapshot: () => {
        throw new Error('no such file');
      },
    });
    expect(await call('incoming', { To: '+61255501001' }, broken)).toContain('<Number>+61255501999</Number>');
  });

  it.each([
    ['a malformed item', () => edit('numberConfig', '+61255501001', { type: 'application', uri: 'AP1' })],
    ['a document of another format', () => write({ ...document({}), format: 2 as never })],
    [
      'a node that somebody deleted',
      () => fetch(`${sync.url}/v1/Services/${service}/Maps/ringGroup/Items/sales`, { method: 'DELETE' }),
    ],
    [
      'a lost document',
      () => fetch(`${sync.url}/v1/Services/${service}${documentPath}`, { method: 'DELETE' }),
    ],
  ])('%s is answered from the snapshot', async (_name, act) => {
    await act();
    expect(await call('incoming', { To: '+61255501001' })).toContain('sip:alice@');
    expect(lines[0]).toMatchObject({ source: 'stale' });
  });
});

describe('a number that is not there', () => {
  const mapPath = () => `/v1/Services/${service}/Maps/numberConfig`;
  const outside = { From: 'sip:alice@acme.sip.twilio.com', To: '0491570006' };

  it('is not mapped only where there is a map: without one the snapshot answers', async () => {
    await fetch(`${sync.url}${mapPath()}`, { method: 'DELETE' });
    expect(await call('incoming', { To: '+61255501001' })).toContain('sip:alice@');
    expect(lines[0]).toMatchObject({
      source: 'stale',
      level: 'warn',
      trouble: 'the map numberConfig is missing',
    });
    await fetch(`${sync.url}/v1/Services/${service}/Maps/ringGroup`, { method: 'DELETE' });
    expect(await call('ringGroup', { ringGroupId: 'sales' })).toContain('sip:alice@');
    expect(lines[1]).toMatchObject({ trouble: 'the map ringGroup is missing' });
  });

  it('costs one more read in a cold Function, and none while a warm one may keep what it read', async () => {
    await write(document({ cache_seconds: 60 }));
    const warm = equipmentWith();
    const mapReads = () =>
      sync.requests.last().filter(({ url }) => url.endsWith('/Maps/numberConfig')).length;
    sync.requests.clear();
    expect(await call('outgoing', outside, warm)).toContain('<Number>+61491570006</Number>');
    expect(mapReads()).toBe(1);
    await call('outgoing', { ...outside, To: '0491570156' }, warm);
    expect(mapReads()).toBe(1);
    sync.requests.clear();
    expect(await call('incoming', { To: '+61255501001' }, warm)).toContain('sip:alice@');
    expect(mapReads()).toBe(0);
  });
});

describe('the environment', () => {
  it('without SYNC_SERVICE_SID answers from the snapshot, and lets a REFER skip the map', async () => {
    const bare = environment({ SYNC_SERVICE_SID: '' });
    expect(await call('incoming', { To: '+61255501101' }, equipmentWith(), bare)).toContain('sip:alice@');
    expect(lines[0]).toMatchObject({ source: 'snapshot', trouble: 'SYNC_SERVICE_SID is not set' });
    const first = await call('incoming', { To: '+61255501101' }, equipmentWith(), bare);
    const url = /referUrl="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const state = Object.fromEntries(new URL(url, 'http://x').searchParams);
    // Number +61255501300 is a client in the map, which is not asked: by policy it is a national number.
    const target = { ...state, ReferTransferTarget: '<sip:+61255501300@x>' };
    expect(await call('callTransfer', target, equipmentWith(), bare)).toMatch(
      /<Number>|may not|not a number/,
    );
    expect(
      await call('callTransfer', { ...state, ReferTransferTarget: '202' }, equipmentWith(), bare),
    ).toContain('sip:bob@');
  });

  it('sends its reads nowhere but to Twilio or to this machine', async () => {
    const elsewhere = environment({ DIALPLAN_SYNC_URL: 'http://192.0.2.1:80', TWILIO_REGION: 'au1' });
    const { syncBase } = await import('../../../runtime/sync-client.ts');
    expect(syncBase(elsewhere.DIALPLAN_SYNC_URL)).toBe('https://sync.twilio.com');
    const regional = environment({ TWILIO_REGION: 'au1', TWILIO_EDGE: 'sydney' });
    expect(await call('incoming', { To: '+61255501101' }, equipmentWith(), regional)).toContain('sip:alice@');
  });
});

describe('the log', () => {
  it('names the rule and masks numbers; never a secret', async () => {
    await call('incoming', { To: '+61255501001' });
    await call('outgoing', { From: 'sip:alice@acme.sip.twilio.com', To: '0491570006' });
    expect(lines[0]).toMatchObject({
      level: 'info',
      plan: 'acme',
      fn: 'incoming',
      call: 'CA1',
      from: '+614…00',
      to: '+612…01',
      rule: 'number:+612…01: listed number > ring_group:sales: rings alice',
      release: 1,
      source: 'sync',
    });
    const all = JSON.stringify(lines);
    expect(all).not.toMatch(/secret-token|61255501001|491570006|dp_s/);
  });

  it('shows numbers when it is asked to', async () => {
    await call('incoming', { To: '+61255501001' }, equipmentWith(), environment({ DIALPLAN_LOG: 'full' }));
    expect(lines[0]).toMatchObject({ to: '+61255501001' });
  });
});

describe('the clock of a rehearsal', () => {
  const at = (time: string) => ({ To: '+61255501101', request: { headers: { 'x-dialplan-at': time } } });

  it('is set by a header, and never fails on nonsense', async () => {
    await call('incoming', at('2026-12-25T10:00:00+11:00'));
    expect(lines[0]).toMatchObject({ at: '2026-12-24T23:00:00.000Z' });
    expect(await call('incoming', at('tomorrow, perhaps'))).toContain('sip:alice@');
    expect(lines[1]).not.toHaveProperty('at');
  });

  it('counts nowhere but on this machine', async () => {
    const live = environment({ DIALPLAN_SYNC_URL: '', SYNC_SERVICE_SID: '' });
    await call('incoming', at('2026-12-25T10:00:00+11:00'), equipmentWith(), live);
    expect(lines[0]).not.toHaveProperty('at');
  });
});

import { describe, expect, it } from 'vitest';
import {
  call,
  document,
  documentPath,
  edit,
  environment,
  equipmentWith,
  follow,
  lines,
  service,
  sync,
  write,
} from './live-program.ts';

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

  it('is no worse than a bug of ours that something in it brings out: the snapshot answers', async () => {
    let times = 0;
    const classify = (number: string) => {
      times += 1;
      if (times === 1) throw new Error('a bug, told of +61491570006');
      return { number, type: 'mobile', fixed: false, country: 'AU' } as const;
    };
    const dialled = { From: 'sip:alice@acme.sip.twilio.com', To: '0491570006' };
    const answer = await call('outgoing', dialled, equipmentWith({ classify }));
    expect(answer).toContain('<Number>+61491570006</Number>');
    expect(lines[0]).toMatchObject({ source: 'stale', level: 'warn' });
    expect(lines[0]?.trouble).toMatch(/the Function failed: Error: a bug, told of \+614…06/);
    // Where the snapshot brings it out as well, there is the safe answer.
    const never = equipmentWith({
      classify: () => {
        throw new Error('a bug');
      },
    });
    expect(await call('outgoing', dialled, never)).toMatch(/<(Say|Number)/);
    expect(lines[1]).toMatchObject({ source: 'safe', level: 'warn' });
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

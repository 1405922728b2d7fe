import { describe, expect, it } from 'vitest';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { encode } from '../../../runtime/items.ts';
import { pack } from '../../../runtime/release.ts';
import { program } from '../../support/program.ts';
import {
  call,
  document,
  edit,
  equipmentWith,
  follow,
  info,
  lines,
  post,
  service,
  sync,
  write,
} from './live-program.ts';

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

import { describe, expect, it } from 'vitest';
import { readAddressee } from '../../../runtime/notify.ts';
import { program } from '../../support/program.ts';
import { call, edit, follow, lines } from './live-program.ts';

// What somebody gets who holds a key to part of it: the review in runtime/README.md.

const ALICE = 'sip:alice@acme.sip.twilio.com';
const BOB = 'sip:bob@acme.sip.twilio.com';

describe('whoever can write Sync', () => {
  it('has the plan: a number leads where they want, at once', async () => {
    await edit('numberConfig', '+61255501001', { type: 'number', uri: '+611900123456' });
    expect(await call('incoming', { To: '+61255501001' })).toContain('<Number>+611900123456</Number>');
  });

  it('has the classes too: they are as wide as the settings say', async () => {
    const outside = { From: BOB, To: 'sip:0491570006@acme.sip.twilio.com' };
    expect(await call('outgoing', outside)).toContain('may not call');
    const { staff } = program.settings.classes;
    const wide = { ...program.settings, strangerClass: 'all', classes: { all: staff } };
    await edit('dialplan.acme.nodes', 'settings:acme', wide);
    await edit('dialplan.acme.nodes', 'phone:bob', {
      extension: 'extension:bob',
      class: 'all',
      callerId: '+61255501001',
    });
    expect(await call('outgoing', outside)).toContain('<Number>+61491570006</Number>');
  });

  it('has what a webhook is told, and any variable of the environment but the auth token', () => {
    const environment = { AUTH_TOKEN: 'secret-token', HOOK_KEY: 'hush', SAME: 'secret-token' };
    const asked = (name: string) =>
      String(readAddressee(`https://evil.example/$${`{${name}}`}`, environment));
    expect(asked('HOOK_KEY')).toBe('https://evil.example/hush');
    for (const name of ['AUTH_TOKEN', 'SAME', 'AUTH_TOKEN}/$${AUTH_TOKEN'])
      expect(asked(name)).not.toContain('secret-token');
  });

  it('has not the emergency numbers, which no read stands before', async () => {
    await edit('numberConfig', '+61255501001', { type: 'number', uri: '+611900123456' });
    const name = 'dialplan.acme.nodes';
    await edit(name, 'phone:alice', { extension: 'extension:nobody' });
    await edit(name, 'settings:acme', {});
    const answer = await call('outgoing', { From: ALICE, To: 'sip:000@acme.sip.twilio.com' });
    expect(answer).toContain('<Number>000</Number>');
    expect(lines[0]).toMatchObject({ source: 'bundle', reads: 0 });
  });

  it.each([
    ['a verb', '+61400000000</Number><Redirect>http://evil.example</Redirect>'],
    ['a dial string', '900;phone-context=evil'],
    ['digits of no country', '1900'],
  ])('cannot make %s of a number', async (_name, uri) => {
    await edit('numberConfig', '+61255501001', { type: 'number', uri });
    const answer = await call('incoming', { To: '+61255501001' });
    expect(answer).not.toContain('<Redirect');
    expect(answer).not.toContain('evil');
    expect(answer).not.toContain('1900');
    expect(answer).toMatch(/<(Say|Sip)/);
  });

  it('cannot make a verb of an address or of words', async () => {
    await edit('numberConfig', '+61255501001', { type: 'sip', uri: 'sip:a@b"/><Redirect>x' });
    await edit('numberConfig', '+61255501101', {
      type: 'number',
      uri: '+61255501101',
      node: { kind: 'message', prompt: [{ say: { en: '</Say><Dial>+611900123456</Dial>' } }], exits: {} },
    });
    for (const To of ['+61255501001', '+61255501101']) {
      const answer = await call('incoming', { To });
      expect(answer).not.toMatch(/<Redirect|<Dial>\+/);
    }
  });
});

describe('whoever has a phone', () => {
  it('dials no number that the numbering plans do not know', async () => {
    for (const To of ['sip:+999123456789@acme.sip.twilio.com', 'sip:0011999123456@acme.sip.twilio.com']) {
      const answer = await call('outgoing', { From: ALICE, To });
      expect(answer).not.toContain('<Dial');
    }
    const inside = await call('outgoing', { From: ALICE, To: 'sip:202@acme.sip.twilio.com' });
    const transfer = await follow(inside, 'referUrl', { ReferTransferTarget: '<sip:+999123456789@x>' });
    expect(transfer).not.toContain('<Dial');
    expect(transfer).toContain('<Say');
  });

  it('is worth what its From says: Twilio has to keep users from writing each other’s names', async () => {
    const outside = 'sip:0491570006@acme.sip.twilio.com';
    expect(await call('outgoing', { From: BOB, To: outside })).toContain('may not call');
    expect(await call('outgoing', { From: ALICE, To: outside })).toContain('<Number>+61491570006</Number>');
  });
});

describe('whoever has seen a link', () => {
  it('can use it in another call, where a transfer still asks for the class of the phone that calls', async () => {
    const inside = await call('outgoing', { From: ALICE, To: '201' });
    const mobile = { ReferTransferTarget: '0491570006', CallSid: 'CA2' };
    expect(await follow(inside, 'referUrl', { ...mobile, From: ALICE })).toContain('+61491570006</Number>');
    expect(await follow(inside, 'referUrl', { ...mobile, From: BOB })).toContain('may not be transferred');
    expect(await follow(inside, 'referUrl', { ...mobile, From: 'sip:x@evil.example' })).toContain(
      'may not be transferred',
    );
  });
});

describe('whoever writes another number into From', () => {
  it('from outside gets no way out by it, whatever it is', async () => {
    for (const From of ['+61255501101', ALICE, 'client:reception', 'anonymous']) {
      for (const entry of ['incoming', 'ringGroup'] as const) {
        const answer = await call(entry, { From, To: '+61491570006', ringGroupId: 'nobody' });
        expect(answer).not.toContain('<Dial');
      }
    }
    expect(await call('outgoing', { From: '+61255501101', To: '+61491570006' })).not.toContain('<Dial');
  });
});

import { describe, expect, it } from 'vitest';
import { readAddress } from '../../runtime/address.ts';
import { classify } from '../../runtime/classify.ts';
import { handle } from '../../runtime/handler.ts';
import type { Program } from '../../runtime/program.ts';
import { SyncStore } from '../../runtime/sync-store.ts';
import { bundle, program } from '../support/program.ts';

// Who calls is known by the From of a SIP call, and what it may do follows from that; so people lie in it.

const environment = { AUTH_TOKEN: 'the-auth-token' };

async function post(
  entry: 'outgoing' | 'callTransfer' | 'incoming',
  parameters: { readonly [name: string]: unknown },
  plan: Program = program,
): Promise<string> {
  return handle(entry, { CallSid: 'CA1', CallStatus: 'ringing', ...parameters }, environment, {
    bundle,
    store: new SyncStore(),
    snapshot: () => plan,
    classify: (number) => classify(number, 'AU'),
    log: () => undefined,
  });
}

const OUTSIDE = '0491570006';
const RINGS = '<Number>+61491570006</Number>';

describe('a From that is alice', () => {
  it.each([
    'sip:alice@acme.sip.twilio.com',
    '"Alice" <sip:alice@acme.sip.sydney.twilio.com:5061;transport=tls>;tag=7',
    'Alice <sip:alice@acme.sip.twilio.com',
    '"the <boss>" <sip:alice@acme.sip.twilio.com>',
    '"a \\" <sip:bob@acme.sip.twilio.com>" <sip:alice@acme.sip.twilio.com>',
    'sip:%61lice@ACME.sip.twilio.com',
  ])('may call a mobile: %s', async (From) => {
    expect(await post('outgoing', { From, To: OUTSIDE })).toContain(RINGS);
  });
});

describe('a From that only looks like alice', () => {
  it.each([
    ['another host', 'sip:alice@evil.example'],
    ['our host before its own', 'sip:alice@acme.sip.twilio.com.evil.example'],
    ['two hosts', 'sip:alice@acme.sip.twilio.com@evil.example'],
    ['our host in a parameter', 'sip:alice@evil.example;maddr=acme.sip.twilio.com'],
    ['our host in a header', 'sip:alice@evil.example?From=sip:alice@acme.sip.twilio.com'],
    ['our host in the user', 'sip:alice%40acme.sip.twilio.com@evil.example'],
    ['alice as the name', '"sip:alice@acme.sip.twilio.com" <sip:mallory@evil.example>'],
    ['alice in brackets as the name', '"<sip:alice@acme.sip.twilio.com>" <sip:mallory@evil.example>'],
    ['alice in a parameter behind', '<sip:mallory@evil.example>;x="<sip:alice@acme.sip.twilio.com>"'],
    ['alice second', '<sip:mallory@evil.example>, <sip:alice@acme.sip.twilio.com>'],
    ['alice in a line of her own', 'sip:mallory@evil.example\r\nFrom: <sip:alice@acme.sip.twilio.com>'],
    ['alice behind an address', 'sip:mallory@evil.example <sip:alice@acme.sip.twilio.com>'],
    ['a NUL behind alice', 'sip:alice\u0000@acme.sip.twilio.com'],
    ['a NUL in the host', 'sip:alice@acme.sip.twilio.com\u0000.evil.example'],
    ['capitals', 'sip:ALICE@acme.sip.twilio.com'],
    ['a client by SIP', 'sip:client:front_2@acme.sip.twilio.com'],
    ['a number of ours', 'sip:+61255501101@acme.sip.twilio.com'],
  ])('may not: %s', async (_name, From) => {
    const answer = await post('outgoing', { From, To: OUTSIDE });
    expect(answer).not.toContain('<Dial');
    expect(answer).toContain('may not call');
  });

  it('is an outside caller where it is a number, whatever number', async () => {
    for (const From of ['+61255501101', '61255501101', 'anonymous', '+266696687']) {
      const answer = await post('outgoing', { From, To: OUTSIDE });
      expect(answer).not.toContain('<Dial');
      expect(answer).toContain('not in service');
    }
  });
});

describe('a From of our domain that the phone did not log in with', () => {
  const From = 'sip:alice@acme.sip.twilio.com';

  it('gives it none of the rights of that phone', async () => {
    expect(await post('outgoing', { From, To: OUTSIDE, SipUsername: 'alice' })).toContain(RINGS);
    for (const SipUsername of ['bob', 'lobby', 'ALICE', 'alice@acme.sip.twilio.com']) {
      const answer = await post('outgoing', { From, To: OUTSIDE, SipUsername });
      expect(answer).not.toContain('<Dial');
      expect(answer).toContain('may not call');
    }
  });

  it('is not forgotten when it transfers, where Twilio says nothing of it any more', async () => {
    const answer = await post('outgoing', { From, To: '201', SipUsername: 'bob' });
    const refer = /referUrl="([^"]+)"/.exec(answer)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const state = Object.fromEntries(new URLSearchParams(refer.split('?')[1]));
    const transferred = await post('callTransfer', { ...state, From, ReferTransferTarget: '+61491570006' });
    expect(transferred).not.toContain('<Dial');
    expect(transferred).toContain('may not be transferred');
  });

  it('can still place an emergency call', async () => {
    expect(await post('outgoing', { From, To: '000', SipUsername: 'bob' })).toContain('<Number>000</Number>');
  });
});

describe('an address', () => {
  it.each(['<sip:a@b', '"x', '"x" ', '<>', '<<<<', '"<sip:a@b>"', '>sip:a@b<'])(
    'of nonsense has a user or none, and never throws: %s',
    (text) => {
      expect(typeof readAddress(text).user).toBe('string');
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { EntryName } from '../../runtime/call.ts';
import { classify } from '../../runtime/classify.ts';
import { handle } from '../../runtime/handler.ts';
import { SyncStore } from '../../runtime/sync-store.ts';
import { judgeTwiml } from '../support/fuzz/twiml-rules.ts';
import { bundle, program } from '../support/program.ts';

// What callers and phones write must not become more than it is: another header of a `<Sip>`, more digits of a
// `<Number>`, a line of the log that is two, a key that Sync cannot hold.

const SID = `CA${'1'.repeat(32)}`;

async function ask(entry: EntryName, parameters: { readonly [name: string]: unknown }, plan = program) {
  const lines: string[] = [];
  const document = await handle(
    entry,
    { CallSid: SID, CallStatus: 'ringing', From: '+61491570156', ...parameters },
    { AUTH_TOKEN: 'the-auth-token' },
    {
      bundle,
      store: new SyncStore(),
      snapshot: () => plan,
      classify: (number) => classify(number, 'AU'),
      log: (line) => lines.push(line),
    },
  );
  const { root, faults } = judgeTwiml(document);
  const nouns = (root?.children ?? []).flatMap(({ children }) => children);
  const text = (name: string) => nouns.filter((each) => each.name === name).map((each) => each.text);
  return { document, faults, sip: text('Sip'), numbers: text('Number'), line: lines.join('\n') };
}

const headersOf = (uri = ''): readonly string[] => (uri.split('?')[1] ?? '').split('&');

/** A colleague transfers the caller to bob; what it writes stands in the Refer-To. */
const transferTo = (target: string, extra: { readonly [name: string]: unknown } = {}) =>
  ask(
    'callTransfer',
    { From: 'sip:bob@acme.sip.twilio.com', ReferTransferTarget: target, ...extra },
    {
      ...program,
      settings: { ...program.settings, strangerClass: 'staff' },
    },
  );

describe('headers into <Sip>', () => {
  it.each([
    [
      'a line break, encoded',
      '<sip:bob@acme.sip.twilio.com?User-to-User=x%0D%0ADiversion:%20%3Csip:evil%3E>',
    ],
    ['a bare line feed, encoded', '<sip:bob@acme.sip.twilio.com?User-to-User=x%0AX-Evil:1>'],
    ['a NUL, encoded', '<sip:bob@acme.sip.twilio.com?User-to-User=x%00y>'],
    ['a line separator of another alphabet', '<sip:bob@acme.sip.twilio.com?User-to-User=x%C2%85y>'],
  ])('%s in the Refer-To is left behind', async (_name, target) => {
    const { sip, faults } = await transferTo(target);
    expect(faults).toEqual([]);
    expect(sip).toEqual([`sip:bob@acme.sip.twilio.com?User-to-User=${SID}`]);
  });

  it.each(['\r\nX-Evil: 1', 'a\u0000b', 'tab\tbed', '\u007f'])(
    '%j in a header of the phone is left behind',
    async (uui) => {
      const { sip, faults } = await ask('incoming', { To: '+61255501101', 'SipHeader_User-to-User': uui });
      expect(faults).toEqual([]);
      expect(sip).toEqual([`sip:alice@acme.sip.twilio.com?User-to-User=${SID}`]);
    },
  );

  it.each([
    ['&X-Evil=1', '%26X-Evil%3D1'],
    ['a&Route=%3Csip:evil%3E', 'a%26Route%3D%253Csip%3Aevil%253E'],
    ['7;encoding=hex', '7%3Bencoding%3Dhex'],
    ['?Replaces=x', '%3FReplaces%3Dx'],
    ['a"b<c>', 'a%22b%3Cc%3E'],
    ['é😀', '%C3%A9%F0%9F%98%80'],
  ])('%j stays inside one header', async (uui, written) => {
    const { sip, faults } = await ask('incoming', { To: '+61255501101', 'SipHeader_User-to-User': uui });
    expect(faults).toEqual([]);
    expect(headersOf(sip[0])).toEqual([`User-to-User=${written}`]);
  });

  it('adds to the headers that the plan gives, and replaces none', async () => {
    const { sip } = await ask('incoming', { To: '+61255501235', 'SipHeader_User-to-User': 'x&x-a=2' });
    expect(sip).toEqual(['sip:pbx@corporate.example?x-a=1&User-to-User=x%26x-a%3D2']);
  });

  it('does not pass on any other header of a phone', async () => {
    const { document } = await ask('incoming', {
      To: '+61255501101',
      'SipHeader_X-Evil': 'evil-1',
      'SipHeader_P-Asserted-Identity': 'evil-2',
      CallerName: 'evil-3',
    });
    expect(document).not.toContain('evil');
    const { sip } = await transferTo('<sip:bob@acme.sip.twilio.com?X-Evil=1&Replaces=x%3Bto-tag%3Dy>');
    expect(headersOf(sip[0])).toEqual([`User-to-User=${SID}`]);
  });

  it.each([
    ['user-to-user information', { 'SipHeader_User-to-User': 'x'.repeat(4_000) }, SID],
    ['a SID', { CallSid: 'C'.repeat(4_000) }, 'unknown'],
    ['both', { CallSid: 'C'.repeat(4_000), 'SipHeader_User-to-User': '漢'.repeat(2_000) }, 'unknown'],
    ['a SID with a line break', { CallSid: 'CA1\r\nX-Evil: 1' }, 'unknown'],
  ])('%s of any length or kind keeps the headers short', async (_name, parameters, uui) => {
    const { sip, faults } = await ask('incoming', { To: '+61255501101', ...parameters });
    expect(faults).toEqual([]);
    expect(sip).toEqual([`sip:alice@acme.sip.twilio.com?User-to-User=${uui}`]);
  });

  it.each([
    'sip:+61255501234@evil.example',
    'sip:+61255501234;x=@evil.example',
    'sip:+61255501234@evil.example?X-Evil=1',
    '<sip:+61255501234@evil.example>;tag=1',
    'sip:%2B61255501234@evil.example:5060;transport=tls',
  ])('the old entry rings our own domain, whatever host is called: %s', async (To) => {
    const { sip } = await ask('callToSIPwithRefer', { To });
    expect(sip).toEqual([`sip:+61255501234@acme.sip.twilio.com?User-to-User=${SID}`]);
  });

  it.each([
    'sip:+61255501234%0D%0A@acme.sip.twilio.com',
    'sip:+61255501234%40evil.example@acme.sip.twilio.com',
    'sip:+61255501234%3Fx%3D1@acme.sip.twilio.com',
    'sip:bob%00@acme.sip.twilio.com',
  ])('a user that is more than a number rings nobody there: %s', async (To) => {
    const { sip, faults } = await ask('callToSIPwithRefer', { To });
    expect(faults).toEqual([]);
    expect(sip.map((uri) => uri.split('?')[0])).not.toContain('sip:bob@acme.sip.twilio.com');
    for (const uri of sip)
      expect(uri).toMatch(/^sip:\+61255501234@acme\.sip\.twilio\.com\?User-to-User=CA1+$/);
  });
});

describe('digits into <Number>', () => {
  const dials = async (To: string) => {
    const { numbers, faults, document } = await ask('outgoing', {
      From: 'sip:alice@acme.sip.twilio.com',
      To,
    });
    expect(faults).toEqual([]);
    expect(document).not.toContain('sendDigits');
    return numbers;
  };

  it.each([
    '0491570006',
    'sip:0491570006@acme.sip.twilio.com',
    'sip:+61491570006;postd=,,99@acme.sip.twilio.com',
    'sip:+61491570006;ext=99@acme.sip.twilio.com',
    'sip:+61491570006?X-Digits=99@acme.sip.twilio.com',
    'tel:+61-491-570-006;ext=99',
    '+61 (0491) 570.006'.replace('0491', '491'),
  ])('are the number and nothing behind it: %s', async (To) => {
    expect(await dials(To)).toEqual(['+61491570006']);
  });

  it.each([
    '0491570006,,99#',
    '0491570006w99',
    '0491570006p99',
    '0491570006#',
    '0491570006*99',
    '0491570006%2C99',
    '#31#0491570006',
    '*310491570006',
    '*28',
    '0491570006\r\n99',
    '0491570006\u0000',
    '０４９１５７０００６',
    '٠٤٩١٥٧٠٠٠٦',
    '+61+61491570006',
    '++61491570006',
    '+61491570006</Number><Number>+19005551234',
    '0x1D4C0',
    '1e9',
    '+614915700061234567',
    '9,0491570006',
  ])('are refused where they are more than a number, or less: %j', async (To) => {
    const numbers = await dials(To);
    // Line breaks and spaces only ease reading; anything else makes it no number.
    for (const number of numbers) expect(number).toMatch(/^\+61491570006(99)?$/);
    if (!/^[\d\s]+$/.test(To)) expect(numbers).toEqual([]);
  });

  it('of an emergency number are that number, whatever stands behind it', async () => {
    for (const To of ['000', '000,,99#', '000;x=1', '000%2C99', 'sip:000@evil.example', 'urn:service:sos'])
      expect(await dials(To)).toEqual(['000']);
  });
});

describe('what is logged', () => {
  it('masks a number in the SID of a call, and however it is spaced', async () => {
    const { line } = await ask('outgoing', {
      CallSid: 'x+61491570006',
      From: 'sip:alice@acme.sip.twilio.com',
      To: '04     91     57     00     06',
    });
    expect(line.replace(/[\s().\-/]/g, '')).not.toMatch(/491570006/);
    expect((await ask('incoming', { To: '+61255501101' })).line).toContain(SID);
  });

  it.each([
    'sip:0491%20570%20006@acme.sip.twilio.com',
    '%30%34%39%31%35%37%30%30%30%36',
    '0491%2D570%2D006',
    '\uff10\uff14\uff19\uff11\uff15\uff17\uff10\uff10\uff10\uff16',
    '\u0660\u0664\u0669\u0661\u0665\u0667\u0660\u0660\u0660\u0666',
    '0491\u2013570\u2013006',
    '0491\u200b570\u200b006',
    '0491_570_006',
    '0491,570,006',
    'sip:+61:491:570:006@acme.sip.twilio.com',
    '0491*570*006',
  ])('masks a number that is written in a way of its own: %s', async (To) => {
    for (const parameters of [
      { From: 'sip:alice@acme.sip.twilio.com', To },
      { From: To.includes(':') ? To : `sip:${To}@x`, To: '201' },
    ]) {
      const { line } = await ask('outgoing', parameters);
      const plain = decodeURIComponent(line.replace(SID, '')).normalize('NFKC');
      const digits = plain.replace(/[^\p{L}\p{Nd}"\u2026@]/gu, '').replace(/\p{Nd}/gu, (digit) => {
        const code = digit.codePointAt(0) ?? 0;
        return String(code >= 0x660 && code <= 0x669 ? code - 0x660 : digit);
      });
      expect(digits).not.toMatch(/491570/);
      expect(digits).not.toMatch(/\d{7}/);
    }
  });

  it('is one line, and not longer for a longer request', async () => {
    const long = '\u0000'.repeat(10_000);
    for (const parameters of [
      { CallSid: long },
      { From: `sip:${long}@acme.sip.twilio.com` },
      { From: `client:${long}` },
      { To: long },
    ]) {
      const { line } = await ask('outgoing', { To: '0491570006', From: 'client:x', ...parameters });
      expect(line.length).toBeLessThan(16_000);
      expect(line).not.toContain('\n');
      expect(() => JSON.parse(line)).not.toThrow();
    }
    const { line } = await ask('ringGroup', { ringGroupId: long });
    expect(line.length).toBeLessThan(16_000);
  });
});

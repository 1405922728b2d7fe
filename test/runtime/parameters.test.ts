import { describe, expect, it } from 'vitest';
import { isWithheld } from '../../runtime/call.ts';
import { parameter, readParty, readWebhook } from '../../runtime/parameters.ts';
import { call, compilePlan, HEAD } from '../support/harness.ts';

const eventOf = (parameters: { readonly [name: string]: unknown }) =>
  readWebhook('continue', parameters, { uuiHeader: 'x', now: 0, state: undefined, synced: true }).event;

describe('what Twilio reports', () => {
  it('is the end of a dial where it says so, also when the talk was recorded', () => {
    expect(
      eventOf({ DialCallStatus: 'completed', RecordingUrl: 'https://x', RecordingDuration: '9' }),
    ).toMatchObject({ kind: 'dialled', status: 'completed' });
  });

  it('is a recording, or keys', () => {
    expect(eventOf({ RecordingUrl: 'https://x', RecordingDuration: '9', Digits: 'hangup' })).toEqual({
      kind: 'recorded',
      seconds: 9,
      key: 'hangup',
    });
    expect(eventOf({ Digits: '' })).toEqual({ kind: 'digits', digits: '' });
  });
});

describe('a caller who shows no number', () => {
  it.each([
    '',
    'anonymous',
    'Restricted',
    '+266696687',
    '266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    'sip:anonymous@anonymous.invalid',
    'sip:+61491570006@anonymous.invalid:5060',
  ])('is withheld: %j', (from) => {
    expect(isWithheld(readParty(from))).toBe(true);
  });

  it('over SIP is outside, and in lists that have `withheld`', () => {
    const plan = compilePlan(`${HEAD}numbers: {"+61 2 5550 1000": main}
lists: {unwanted: [withheld]}
routes:
  main:
    - {when: {origin: extension}, to: {say: "Inside.", then: hangup}}
    - {when: {caller: unwanted}, to: {say: "No.", then: hangup}}
    - otherwise: {say: "Yes.", then: hangup}
`);
    const to = '+61255501000';
    expect(call(plan, { to, from: 'sip:anonymous@anonymous.invalid' })).toBe('say No.\nhangup\n');
    expect(call(plan, { to, from: 'sip:anyone@carrier.example' })).toBe('say Inside.\nhangup\n');
  });

  it('is no number that only looks like one of those', () => {
    expect(readParty('+26669668712')).toEqual({ kind: 'number', number: '+26669668712' });
    expect(isWithheld(readParty('sip:anonymous@acme.sip.twilio.com'))).toBe(false);
  });
});

it('a parameter is read to 4,096 characters, and no half of a pair is left at its end', () => {
  expect(parameter({ To: 'x'.repeat(1_000_000) }, 'To')).toBe('x'.repeat(4_096));
  expect(parameter({ To: ['y'.repeat(5_000), 'z'] }, 'To')).toHaveLength(4_096);
  expect(parameter({ To: `${'x'.repeat(4_095)}\u{1f600}` }, 'To')).toBe(`${'x'.repeat(4_095)}\ufffd`);
});

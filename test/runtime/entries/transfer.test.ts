import { describe, expect, it } from 'vitest';
import type { Party } from '../../../runtime/call.ts';
import type { Program } from '../../../runtime/program.ts';
import { answer, call, compilePlan, HEAD } from '../../support/harness.ts';
import { ask, callOf, dial, heard, outsideCaller, program, sipPhone } from '../../support/program.ts';

const fromAlice = { entry: 'number:+61255501101', at: 'extension:alice' };
const fromSales = (member: string) => ({ entry: 'number:+61255501001', at: 'ring_group:sales', member });
const fromReception = { entry: 'number:+61255501700', at: 'ring_group:reception' };

function transfer(
  target: string,
  state: object | null = fromAlice,
  from: Party = outsideCaller,
  plan = program,
): string {
  const call = callOf({ from, answered: true });
  const known = state === null ? {} : { state: state as typeof fromAlice };
  return heard(ask({ entry: 'callTransfer', call, target, ...known }, plan));
}

describe('the target of a transfer', () => {
  it.each([
    'sip:202@acme.sip.twilio.com',
    '<sip:202@acme.sip.twilio.com>',
    'sip:202@acme.sip.sydney.twilio.com:5061;transport=tls',
    'sip:bob@acme.sip.twilio.com',
    '"Bob" <sip:bob@acme.sip.twilio.com;user=phone?X-A=1>',
    '202',
  ])('is an extension: %s', (target) => {
    expect(transfer(target)).toContain('<Sip>sip:bob@acme.sip.twilio.com?User-to-User=');
  });

  it.each([
    '<sip:+61491570006@acme.sip.twilio.com>',
    'sip:61491570006@acme.sip.twilio.com',
    '61491570006',
    'tel:+61-491-570-006',
    '<tel:0491570006>',
    'sip:%2B61491570006@acme.sip.twilio.com',
  ])('is an outside number: %s', (target) => {
    expect(transfer(target)).toContain('<Number>+61491570006</Number>');
  });

  it('is a number of the plan, whatever that leads to', () => {
    expect(transfer('sip:61255501234@acme.sip.twilio.com')).toContain('corporate.sip.twilio.com');
    expect(transfer('+61255501300')).toContain('<Client>front_2</Client>');
    expect(transfer('0255501400')).toContain('<Number>+61491570006</Number>');
  });

  it.each([
    '',
    '   ',
    '<>',
    'sip:@acme',
    'nobody',
    'sip:nobody@elsewhere.example',
    '1001',
    '<sip:1001@acme>',
  ])('is spoken about when it is nonsense, not rejected: %j', (target) => {
    const answer = transfer(target);
    expect(answer).toContain('<Say');
    expect(answer).not.toMatch(/<Reject|<Dial/);
  });

  it('never becomes a short number with a plus', () => {
    expect(transfer('sip:1001@acme.sip.twilio.com')).not.toContain('+1001');
  });

  it('shows the caller, or the number of a calling phone', () => {
    expect(transfer('+61491570006')).toContain('callerId="+61400000000"');
    const inside = transfer('+61491570006', { entry: 'dial:600', at: 'extension:alice' }, sipPhone('alice'));
    expect(inside).toContain('callerId="+61255501101"');
  });

  it('can be transferred again', () => {
    expect(transfer('202')).toContain('referUrl="callTransfer at=extension:bob"');
    expect(transfer('+61491570006')).toContain('referUrl="callTransfer at=outbound:+61491570006"');
  });
});

describe('who transfers', () => {
  it('is the phone of the extension, by its class', () => {
    expect(transfer('+61491570006', fromAlice)).toContain('<Number>');
    expect(transfer('+61491570006', { entry: 'dial:202', at: 'extension:bob' })).toContain(
      'may not be transferred',
    );
  });

  it('is the member that was tried, by name', () => {
    expect(transfer('+61491570006', fromSales('alice'))).toContain('<Number>');
  });

  it('is everybody where all rang, so the weakest class decides', () => {
    expect(transfer('+61491570006', fromReception)).toContain('may not be transferred');
    expect(transfer('201', fromReception)).toContain('sip:alice@');
  });

  it('may be the calling phone, whoever answered', () => {
    expect(transfer('+61491570006', fromAlice, sipPhone('bob'))).toContain('may not be transferred');
    expect(
      transfer('+61491570006', { entry: 'x:y', at: 'outbound:+61399991234' }, sipPhone('alice')),
    ).toContain('<Number>');
  });

  it('is a stranger when nothing is known', () => {
    expect(transfer('+61491570006', null)).toContain('may not be transferred');
    expect(transfer('201', null)).toContain('sip:alice@');
  });
});

describe('policies', () => {
  const withSettings = (settings: Partial<Program['settings']>): Program => ({
    ...program,
    settings: { ...program.settings, ...settings },
  });

  it('is not offered where transfers are switched off', () => {
    const to = '+61255501001';
    expect(dial(to)).toContain(' referUrl=');
    expect(dial(to, outsideCaller, withSettings({ refer: false }))).not.toContain('refer');
  });

  it('switches transfers off, also one that was offered before', () => {
    expect(transfer('201', fromAlice, outsideCaller, withSettings({ refer: false }))).toContain(
      'may not be transferred',
    );
  });

  it('sends unlisted targets to a destination', () => {
    const unmapped = { ...program.settings.unmapped, transfer: 'message:closed' as const };
    expect(transfer('+61491570006', fromAlice, outsideCaller, withSettings({ unmapped }))).toContain(
      'We are closed.',
    );
    expect(transfer('nobody', fromAlice, outsideCaller, withSettings({ unmapped }))).toContain(
      'We are closed.',
    );
  });

  it('rings only the numbers of a rehearsal', () => {
    const rehearsal = withSettings({ outsideCalls: ['+61491570006'] });
    expect(transfer('+61491570006', fromAlice, outsideCaller, rehearsal)).toContain('<Number>');
    expect(transfer('+61491570007', fromAlice, outsideCaller, rehearsal)).toContain('This is a test system');
  });
});

describe('a transferred caller', () => {
  const plan = compilePlan(`${HEAD}languages: {en: {}, fr: {}, de: {}}
numbers:
  "+61 2 5550 1001": {to: alice, vars: {brand: Acme}, language: fr}
  "+61 2 5550 1002": {to: box, vars: {brand: Apex}, language: de}
  "+61 2 5550 1003": {to: alice, vars: {brand: Apex}}
extensions: {alice: {dial: 201, sip_user: alice}, bob: {dial: 202, sip_user: bob, otherwise: box}}
short_numbers: {"600": main}
routes: {main: [{when: {number: "+61 2 5550 1001"}, to: box}, {otherwise: bob}]}
mailboxes: {box: {greeting: {en: "This is {{brand}}.", fr: "Ici {{brand}}.", de: "Hier ist {{brand}}."}}}
`);
  const moved = (called: string, target: string, outcomes: string[] = []) => {
    const { state } = answer(plan, { to: called });
    return call(plan, { entry: 'callTransfer', target, ...(state && { state }) }, outcomes);
  };

  it('goes on in the language of the call, and with the variables of the number that was called', () => {
    expect(moved('+61255501001', '202', ['no-answer'])).toContain('say Ici Acme.');
    expect(moved('+61255501003', '202', ['no-answer'])).toContain('say This is Apex.');
  });

  it('has called the number still, for rules that ask', () => {
    expect(moved('+61255501001', '600')).toContain('say Ici Acme.');
    expect(moved('+61255501003', '600')).toContain('dial sip:bob@');
  });

  it('has the variables of a number to which the call is transferred, and its language where the call has none', () => {
    expect(moved('+61255501001', '+61255501002')).toContain('say Ici Apex.');
    expect(moved('+61255501003', '+61255501002')).toContain('say Hier ist Apex.');
  });
});

describe('a phone that dials a number of the plan', () => {
  it('is spoken to in the language of the number, as every caller of it is', () => {
    const plan = `${HEAD}languages: {en: {}, fr: {}}
numbers: {"+61 2 5550 1001": {to: hello, language: fr}}
extensions: {bob: {dial: 202, sip_user: bob}}
messages: {hello: {say: {en: "Hello.", fr: "Bonjour."}, then: hangup}}
`;
    const bob = { entry: 'outgoing', from: 'sip:bob@acme.sip.twilio.com' } as const;
    expect(call(plan, { ...bob, to: '0255501001' })).toBe('say Bonjour.\nhangup\n');
  });
});

describe('a feature code', () => {
  const plan = compilePlan(`${HEAD}numbers: {"+61 2 5550 1000": bob}
extensions: {alice: {dial: 201, sip_user: alice}, bob: {dial: 202, sip_user: bob}}
overrides: {night: {feature_code: "*28", by: [alice], ends: 24h}}
`);
  const state = { entry: 'dial:202', at: 'extension:bob' };

  it('is dialled, never transferred to: who is allowed would switch at the word of who is not', () => {
    const alice = { from: 'sip:alice@acme.sip.twilio.com' };
    expect(call(plan, { ...alice, entry: 'outgoing', to: '*28' })).toContain('say night is on until');
    const moved = call(plan, {
      ...alice,
      entry: 'callTransfer',
      state,
      target: 'sip:*28@acme.sip.twilio.com',
    });
    expect(moved).toBe('say Sorry, this call may not be transferred to that number.\nhangup\n');
  });
});

import { describe, expect, it } from 'vitest';
import type { Party } from '../../../runtime/call.ts';
import type { Program } from '../../../runtime/program.ts';
import { ask, callOf, heard, outsideCaller, program, sipPhone } from '../../support/program.ts';

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

  it('switches transfers off', () => {
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

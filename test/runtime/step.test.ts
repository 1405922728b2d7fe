import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../runtime/program.ts';
import { step } from '../../runtime/step.ts';
import { UNKNOWN } from '../../runtime/world.ts';
import {
  afterDial,
  ask,
  bundle,
  callOf,
  dial,
  dialOut,
  heard,
  program,
  sipPhone,
} from '../support/program.ts';

const DIAL = '<Dial answerOnBridge="true"';
const uui = '?User-to-User=CA00000000000000000000000000000001';

describe('incoming', () => {
  it('rings the phone of an extension, with user-to-user information', () => {
    expect(dial('+61255501101')).toBe(
      `<Response>${DIAL} timeout="25" callerId="+61400000000" action="continue at=extension:alice" method="POST" ` +
        `referUrl="callTransfer at=extension:alice" referMethod="POST"><Sip>sip:alice@acme.sip.twilio.com${uui}</Sip></Dial></Response>`,
    );
  });

  it('rings a SIP address, and adds to a query that is there', () => {
    expect(dial('+61255501234')).toContain(`<Sip>sip:+61255501234@corporate.sip.twilio.com${uui}</Sip>`);
    expect(dial('+61255501235')).toContain('<Sip>sip:pbx@corporate.example?x-a=1&amp;User-to-User=CA0000');
  });

  it('rings a client and a number without user-to-user information', () => {
    expect(dial('+61255501300')).toContain('<Client>front_2</Client>');
    expect(dial('+61255501400')).toContain('<Number>+61491570006</Number>');
    expect(dial('+61255501300') + dial('+61255501400')).not.toContain('User-to-User');
  });

  it('speaks, rejects, and never hangs up on a caller who was told nothing', () => {
    expect(dial('+61255501500')).toBe(
      '<Response><Say voice="Polly.Olivia-Neural">We are closed.</Say><Hangup/></Response>',
    );
    expect(dial('+61255501600')).toBe('<Response><Reject reason="busy"/></Response>');
    expect(dial('+61255501900')).toContain('<Say voice="Polly.Olivia-Neural">The number you have dialled');
  });

  it('gives an unlisted number, and `unassigned`, to the policy for outside callers', () => {
    const expected =
      '<Response><Say voice="Polly.Olivia-Neural">This number is not in service.</Say><Hangup/></Response>';
    expect(dial('+61255509999')).toBe(expected);
    expect(dial('+61255501800')).toBe(expected);
    expect(dial('nonsense')).toBe(expected);
  });

  it('never lets an outside caller out, whatever the policy says', () => {
    const open: Program = {
      ...program,
      settings: {
        ...program.settings,
        unmapped: { ...program.settings.unmapped, outside_caller: 'outbound' },
      },
    };
    expect(dial('+61491570999', undefined, open)).toContain('not in service');
  });

  it('shows no caller ID for a withheld caller', () => {
    expect(dial('+61255501400', { kind: 'withheld', text: 'anonymous' })).not.toContain('callerId');
  });
});

describe('a sequential group', () => {
  const state = { entry: 'number:+61255501001', at: 'ring_group:sales' };

  it.each(['busy', 'no-answer', 'failed', 'canceled', 'a word nobody knows', ''])(
    'goes on after %j',
    (status) => {
      const next = afterDial({ ...state, member: 'alice' }, status);
      expect(next).toContain('<Client>front_2</Client>');
      expect(next).toContain('m=front_2');
    },
  );

  it('asks a mobile to press 1', () => {
    expect(afterDial({ ...state, member: 'front_2' }, 'no-answer')).toContain(
      '<Number url="confirm at=ring_group:sales m=+61412345678" method="POST">+61412345678</Number>',
    );
  });

  it('stops when somebody talked, and goes on when an answered leg was not bridged', () => {
    expect(afterDial({ ...state, member: 'alice' }, 'completed')).toBe('<Response><Hangup/></Response>');
    expect(afterDial({ ...state, member: 'alice' }, 'answered')).toBe('<Response><Hangup/></Response>');
    expect(afterDial({ ...state, member: 'alice' }, 'completed', false)).toContain(
      '<Client>front_2</Client>',
    );
  });

  it('takes `answered`, which is said of conferences, for a talk, whatever bridges there were', () => {
    expect(afterDial({ ...state, member: 'alice' }, 'answered', false)).toBe(
      '<Response><Hangup/></Response>',
    );
  });

  it('leaves by the exit of the last outcome, else by `otherwise`', () => {
    expect(afterDial({ ...state, member: '+61412345678' }, 'busy')).toContain('sip:bob@');
    expect(afterDial({ ...state, member: '+61412345678' }, 'no-answer')).toContain('We are closed.');
  });

  it('does not start over when the member that rang was taken out of the group', () => {
    expect(afterDial({ ...state, member: 'carol' }, 'no-answer')).toContain('We are closed.');
  });

  it('passes over a member that cannot ring: a phone without a number to show, calling a mobile', () => {
    expect(afterDial({ ...state, member: 'front_2' }, 'busy')).toContain('<Number');
    const inside = ask({
      entry: 'continue',
      call: callOf({ from: sipPhone('bob') }),
      state: { entry: 'dial:600', at: 'ring_group:sales', member: 'front_2' },
      event: { kind: 'dialled', status: 'no-answer', bridged: undefined },
    });
    expect(heard(inside)).toContain('We are closed.');
  });
});

describe('a simultaneous group', () => {
  const state = { entry: 'number:+61255501700', at: 'ring_group:reception' };

  it('rings all at once', () => {
    expect(dial('+61255501700')).toContain(
      `timeout="25" callerId="+61400000000" action="continue at=ring_group:reception" method="POST" ` +
        `referUrl="callTransfer at=ring_group:reception" referMethod="POST">` +
        `<Sip>sip:bob@acme.sip.twilio.com${uui}</Sip><Client>front_2</Client></Dial>`,
    );
  });

  it('speaks when nobody answers and the plan has no way on', () => {
    expect(afterDial(state, 'no-answer')).toContain('nobody is available');
    expect(afterDial(state, 'busy')).toContain('is busy');
    expect(afterDial(state, 'failed')).toContain('cannot be reached');
  });
});

describe('a plan that changed under the call', () => {
  it('starts again at the entry, once; then the safe answer', () => {
    const gone = { entry: 'number:+61255501500', at: 'ring_group:gone', member: 'x' };
    expect(afterDial(gone, 'busy')).toContain('We are closed.');
    expect(afterDial({ ...gone, restarted: true }, 'busy')).toContain('<Number>+61255501999</Number>');
    expect(afterDial({ entry: 'number:+61999', at: 'ring_group:gone' }, 'busy')).toContain('+61255501999');
  });

  it('does not start again after a talk', () => {
    expect(afterDial({ entry: 'x:y', at: 'ring_group:gone' }, 'completed')).toBe(
      '<Response><Hangup/></Response>',
    );
  });

  it('finds a leaf written in place again by its address', () => {
    expect(afterDial({ entry: 'number:+61255501400', at: 'number:+61255501400' }, 'busy')).toContain(
      'We are closed.',
    );
  });

  it('gives a continuation without state the safe answer', () => {
    const reply = ask({ entry: 'continue', event: { kind: 'dialled', status: 'busy', bridged: undefined } });
    expect(heard(reply)).toContain('+61255501999');
  });
});

describe('outgoing', () => {
  const alice = sipPhone('alice');
  const bob = sipPhone('bob');

  it('reaches an extension by its digits and by its name, and a number of the plan inside', () => {
    expect(dialOut('sip:202@acme.sip.twilio.com', alice)).toContain('sip:bob@');
    expect(dialOut('sip:bob@acme.sip.twilio.com', alice)).toContain('sip:bob@');
    expect(dialOut('client:front_2', alice)).toContain('<Client>front_2</Client>');
    expect(dialOut('sip:0255501500@acme.sip.twilio.com', alice)).toContain('We are closed.');
    expect(dialOut('0255501001', { kind: 'client', identity: 'front_2' })).toContain('sip:alice@');
  });

  it.each([
    ['mobile', '0491 570 006', '+61491570006'],
    ['national', '03 9999 1234', '+61399991234'],
    ['toll free', '1800 160 401', '+611800160401'],
    ['E.164', 'sip:+61491570006@acme.sip.twilio.com:5060;user=phone', '+61491570006'],
  ])('calls out within the class: %s', (_name, to, number) => {
    const answer = dialOut(to, alice);
    expect(answer).toContain(`<Number>${number}</Number>`);
    expect(answer).toContain('callerId="+61255501101"');
  });

  it.each([
    ['international', '0011 44 20 7946 0958'],
    ['premium', '1900 654 321'],
    ['satellite', '+881612345678'],
    ['Caribbean', '+18765551234'],
  ])('refuses what the class does not allow, aloud: %s', (_name, to) => {
    const answer = dialOut(to, alice);
    expect(answer).toMatch(/may not call that number|not a number that can be called/);
    expect(answer).not.toContain('<Dial');
  });

  it('judges a phone by its own class', () => {
    expect(dialOut('0491570006', bob)).toContain('may not call');
    expect(dialOut('0491570006', sipPhone('stranger'))).toContain('may not call');
    expect(dialOut('0491570006', sipPhone('mobile_only'))).toContain('<Number>+61491570006</Number>');
    expect(dialOut('201', sipPhone('mobile_only'))).toContain('may not call');
  });

  it('does not take a peer for a phone because it writes the same name', () => {
    expect(dialOut('0491570006', sipPhone('alice', 'elsewhere.example'))).toContain('may not call');
    expect(dialOut('0491570006', sipPhone('alice', 'acme.sip.twilio.com'))).toContain('<Number>');
  });

  it('shows the number that a phone is named after only where that is one of the plan', () => {
    const open: Program = { ...program, settings: { ...program.settings, strangerClass: 'staff' } };
    const named = (user: string) => dialOut('0491570006', sipPhone(user), open);
    expect(named('+61255501001')).toContain('callerId="+61255501001"');
    for (const user of ['+61412345678', '0412345678', '+19005551234', 'nobody'])
      expect(named(user)).toContain('no number to show');
  });

  it('refuses aloud a phone that is allowed but has no number to show', () => {
    expect(dialOut('0491570006', { kind: 'client', identity: 'front_2' })).toContain('no number to show');
  });

  it('treats an outside caller as one, wherever the webhook points', () => {
    expect(dialOut('+61491570006', { kind: 'number', number: '+61400000000' })).toContain('not in service');
  });

  it.each(['', 'sip:@', 'hello', '12', '%%%', '<sip:>', 'tel:'])('speaks about nonsense: %j', (to) => {
    expect(dialOut(to, alice)).toContain('<Say');
    expect(dialOut(to, alice)).not.toContain('<Dial');
  });
});

describe('emergency', () => {
  it.each(['000', '112', 'sip:000@acme.sip.twilio.com', 'tel:000'])('needs no read: %s', (to) => {
    const call = callOf({ to, from: sipPhone('alice') });
    const reply = step({ entry: 'outgoing', call, event: { kind: 'arrived' } }, bundle, UNKNOWN);
    expect(heard(reply)).toContain(
      'callerId="+61255501101"><Number>000</Number>'.replace('000', /112/.test(to) ? '112' : '000'),
    );
    expect(heard(reply)).not.toContain('action=');
  });

  it('shows the plan number for a phone without its own, even one that may call nothing', () => {
    expect(dialOut('000', sipPhone('nobody'))).toContain('callerId="+61255501000"><Number>000</Number>');
  });

  it('is reached by transfer too', () => {
    const reply = ask({
      entry: 'callTransfer',
      target: '<sip:000@acme.sip.twilio.com>',
      state: { entry: 'number:+61255501101', at: 'extension:alice' },
    });
    expect(heard(reply)).toContain('callerId="+61255501101"><Number>000</Number>');
  });
});

describe('the budget', () => {
  it('ends a loop that the analysis missed', () => {
    const loop: Program = {
      ...program,
      nodes: {
        ...program.nodes,
        'message:closed': {
          kind: 'message',
          prompt: [{ say: { en: 'again' } }],
          exits: { then: 'message:closed' },
        },
      },
    };
    expect(dial('+61255501500', undefined, loop)).toContain('+61255501999');
  });
});

describe('any webhook', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '+61255501001',
      'sip:201@acme.sip.twilio.com',
      '000',
      'client:front_2',
      'sip:alice@acme.sip.twilio.com',
    ),
  );
  const party = fc.oneof(
    fc.record({ kind: fc.constant('sip' as const), user: text, host: text }),
    fc.record({ kind: fc.constant('client' as const), identity: text }),
    fc.constant({ kind: 'number' as const, number: '+61400000000' }),
    fc.record({ kind: fc.constant('withheld' as const), text }),
  );
  const at = fc.oneof(
    text,
    fc.constantFrom(
      'ring_group:sales',
      'extension:alice',
      'number:+61255501400',
      'settings:acme/transfer',
      'a/b/c',
    ),
  );

  it('is answered with something to hear, a dial, a refusal, or a hang-up after talk', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'incoming',
          'outgoing',
          'callTransfer',
          'callToSIPwithRefer',
          'ringGroup',
          'continue',
          'confirm',
        ),
        party,
        text,
        fc.option(fc.record({ entry: at, at, member: text }), { nil: undefined }),
        fc.constantFrom('completed', 'busy', 'no-answer', 'failed', 'canceled', 'x'),
        (entry, from, to, state, status) => {
          const reply = ask({
            entry: entry as 'incoming',
            call: callOf({ from, to }),
            target: to,
            group: to,
            event: { kind: 'dialled', status, bridged: undefined },
            ...(state === undefined ? {} : { state }),
          });
          expect(reply.kind).toBe('answer');
          const answer = heard(reply);
          const silent = /^<Response\/>$|^<Response><Hangup\/><\/Response>$/.test(answer);
          if (silent) expect(status === 'completed' || entry === 'confirm').toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { classify } from '../../runtime/classify.ts';
import { readEntry } from '../../runtime/items.ts';
import { withUui } from '../../runtime/legs.ts';
import { mask } from '../../runtime/log.ts';
import type { Program } from '../../runtime/program.ts';
import { safeAnswer } from '../../runtime/safe-answer.ts';
import {
  afterDial,
  ask,
  bundle,
  callOf,
  type dial,
  dialOut,
  heard,
  outsideCaller,
  program,
  sipPhone,
} from '../support/program.ts';

// Faults that an adversarial reading found, each kept from coming back.

const transfer = (
  target: string,
  at: string,
  from = outsideCaller as Parameters<typeof dial>[1],
  plan = program,
) =>
  heard(
    ask(
      {
        entry: 'callTransfer',
        call: callOf({ ...(from && { from }), answered: true }),
        target,
        state: { entry: 'number:+61255501234', at },
      },
      plan,
    ),
  );

describe('who transfers', () => {
  it('may be a SIP party that is not in the plan: a stranger, whoever else is on the call', () => {
    expect(transfer('+61491570006', 'number:+61255501234', sipPhone('alice'))).toContain(
      'may not be transferred',
    );
    const mixed: Program = {
      ...program,
      nodes: {
        ...program.nodes,
        'ring_group:mixed': {
          kind: 'ring_group',
          strategy: 'simultaneous',
          members: [
            { name: 'alice', type: 'sip', destination: 'sip:alice@acme.sip.twilio.com' },
            { name: 'pbx', type: 'sip', destination: 'sip:pbx@corporate.example' },
          ],
          exits: {},
        },
      },
    };
    expect(transfer('+61491570006', 'ring_group:mixed', outsideCaller, mixed)).toContain(
      'may not be transferred',
    );
  });

  it('is a stranger where the node that rang is gone', () => {
    expect(transfer('+61491570006', 'extension:gone', sipPhone('alice'))).toContain('may not be transferred');
  });
});

describe('a phone', () => {
  it('is one of ours only with our host', () => {
    expect(dialOut('0491570006', sipPhone('alice', ''))).toContain('may not call');
    expect(dialOut('alice', sipPhone('bob'))).toContain('sip:alice@');
  });
});

describe('whoever was rung and must accept first', () => {
  const press = (digits?: string) =>
    heard(
      ask({
        entry: 'confirm',
        event: digits === undefined ? { kind: 'arrived' } : { kind: 'digits', digits },
        state: { entry: 'number:+61255501001', at: 'ring_group:sales', member: '+61412345678' },
      }),
    );

  it('is connected by a 1, and by nothing else', () => {
    expect(press()).toContain('<Gather');
    for (const digits of ['1', '1#', '12']) expect(press(digits)).toContain('<Response/>');
    for (const digits of ['2', '0', '#', '*1', '21', 'x']) expect(press(digits)).toContain('<Hangup/>');
  });
});

describe('an outside number that is none', () => {
  it.each(['1900', '+1900;ext=1', '+61491570006,,9', '000', ''])(
    'is not dialled, wherever it came from: %j',
    (number) => {
      const to = { kind: 'number', number, exits: { otherwise: 'message:closed' } } as const;
      const plan: Program = { ...program, numbers: { ...program.numbers, '+61255501400': { to } } };
      const answer = dialOut('+61255501400', sipPhone('alice'), plan);
      expect(answer).not.toContain('<Number>');
      expect(answer).toContain('We are closed.');
    },
  );
});

describe('a number that is written in a way of its own', () => {
  it.each(['+610491570006', '0011610491570006'])('is dialled as it was classed: %s', (typed) => {
    expect(dialOut(typed, sipPhone('alice'))).toContain('<Number>+61491570006</Number>');
  });

  it('is the number of the plan that it means', () => {
    expect(dialOut('+610255501500', sipPhone('alice'))).toContain('We are closed.');
  });

  it('rings in a rehearsal only if it is meant to', () => {
    const rehearsal: Program = {
      ...program,
      settings: { ...program.settings, outsideCalls: ['+61491570006'] },
    };
    expect(dialOut('+610491570006', sipPhone('alice'), rehearsal)).toContain('<Number>+61491570006</Number>');
  });

  it('is toll-free in every country that shares the code', () => {
    expect(classify('+18002345678', 'CA')).toMatchObject({ type: 'toll_free' });
    expect(classify('+18002345678', 'US')).toMatchObject({ type: 'toll_free' });
    expect(classify('+18002345678', 'AU')).toMatchObject({ type: 'international' });
  });
});

describe('an emergency number', () => {
  it.each([
    '000#',
    'sip:000%23@acme.sip.twilio.com',
    'sip:000:pw@acme.sip.twilio.com',
    '+61000',
    'sip:+61000@x',
    'tel:000,,1',
    '<sip:000@x',
    '"Help <now>" <sip:000@x>',
    '0\u20110\u20110',
    '\uff10\uff10\uff10',
    'urn:service:sos',
    '0-0-0',
    '+000',
    'tel://000',
    '"SOS" <urn:service:sos.police>',
    'sip:urn%3Aservice%3Asos@acme.sip.twilio.com',
    '\u0660\u0660\u0660',
    '\u06f1\u06f1\u06f2',
    '0\u200b00',
    '\u202a000\u202c\u0000',
    'sip:000%zz@acme.sip.twilio.com',
    'sip:000&x=1@acme.sip.twilio.com',
    '*67000',
    '*82000#',
    '#31#000',
    'sip:*31%23000@acme.sip.twilio.com',
  ])('is understood: %j', (to) => {
    expect(dialOut(to, sipPhone('stranger', 'elsewhere.example'))).toMatch(/<Number>(000|112)<\/Number>/);
  });

  it.each(['0001', '*000', '#000', '*670000', '9000', '0000', 'sip:alice@000', '"000" <sip:201@x>'])(
    'is not %j',
    (to) => {
      expect(dialOut(to, sipPhone('alice'))).not.toMatch(/<Number>(000|112)<\/Number>/);
    },
  );

  it.each(['incoming', 'ringGroup', 'callToSIPwithRefer'] as const)(
    'is placed for a phone that was led to %s by mistake, and means nothing there for anybody else',
    (entry) => {
      const from = (caller: Parameters<typeof dialOut>[1]) =>
        heard(ask({ entry, call: callOf({ from: caller, to: 'sip:000@acme.sip.twilio.com' }) }));
      expect(from(sipPhone('alice'))).toContain('<Number>000</Number>');
      expect(from({ kind: 'client', identity: 'front_2' })).toContain('<Number>000</Number>');
      expect(from(outsideCaller)).not.toContain('<Number>');
    },
  );

  it('rings as long as it can', () => {
    expect(dialOut('112', sipPhone('alice'))).toContain('timeout="600"');
  });
});

describe('a group made by hand', () => {
  const group = (names: string[]) => ({
    group: names.map((name) => ({ name, type: 'sip', destination: `sip:${name}@acme.sip.twilio.com` })),
  });
  const withGroup = (value: object): Program => ({
    ...program,
    nodes: {
      ...program.nodes,
      'ring_group:hand': readEntry('ring_group:hand', value as never, true) as never,
    },
  });

  it('never rings the same member for ever, whatever its names', () => {
    const plan = withGroup(group(['a', 'a~2', 'a']));
    const state = { entry: 'ring_group:hand', at: 'ring_group:hand', member: 'a~3' };
    expect(afterDial(state, 'busy', undefined, plan)).toContain('<Say');
    expect(afterDial({ ...state, member: 'a~2' }, 'busy', undefined, plan)).toContain('m=a~3');
  });

  it('rings ten at most', () => {
    const names = Array.from({ length: 12 }, (_each, index) => `p${index}`);
    const plan = withGroup({ ...group(names), strategy: 'simultaneous' });
    const answer = heard(ask({ entry: 'ringGroup', group: 'hand' }, plan));
    expect(answer.match(/<Sip>/g)).toHaveLength(10);
  });
});

describe('a version made by hand', () => {
  const settings = { ...program.settings } as object;
  it.each([
    ['settings:acme', { ...settings, refer: 'false' }],
    ['settings:acme', { ...settings, classes: { a: { allow: [], deny: {} } } }],
    ['number:+61255501101', { type: 'number', uri: '+61255501101', node: 'phone:alice' }],
    ['number:+61255501101', { type: 'client', uri: 'client:' }],
    ['message:x', { kind: 'message', prompt: [{ say: {} }], exits: {} }],
    ['message:x', { kind: 'message', prompt: [], exits: {} }],
  ] as const)('is malformed: %s %j', (ref, payload) => {
    expect(readEntry(ref, payload as never, true)).toBeUndefined();
  });

  it('may name a class that only objects have', () => {
    const plan: Program = {
      ...program,
      phones: { ...program.phones, 'phone:alice': { extension: 'extension:alice', class: 'constructor' } },
    };
    expect(dialOut('0491570006', sipPhone('alice'), plan)).toContain('may not call');
  });
});

describe('small things', () => {
  it('counts the headers that a SIP URI has already', () => {
    const uri = withUui(`sip:a@b?x-a=${'1'.repeat(200)}`, 'u'.repeat(980), 'CA1');
    expect(uri).toContain('User-to-User=CA1');
  });

  it.each([
    ['0412 345 678', '041…78'],
    ['<tel:+61-412-345-678>', '<tel:+614…78>'],
    ['131500', '131…00'],
    ['sip:+61412345678@x', 'sip:+614…78@x'],
  ])('masks %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it('shows a number of ours when the safe answer rings out for a phone', () => {
    expect(safeAnswer(bundle, sipPhone('alice'))[0]).toMatchObject({ callerId: '+61255501000' });
    expect(safeAnswer(bundle, outsideCaller)[0]).not.toHaveProperty('callerId');
  });
});

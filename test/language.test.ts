import { expect, test } from 'vitest';
import { examplePlan } from './support/examples.ts';
import { call, compilePlan, type Ringing } from './support/harness.ts';

// What callers of the examples in the language reference meet. The clock of the harness stands at 10:00 on a Thursday, in
// Sydney; live switches cannot be turned here.

interface Meeting {
  readonly example: string;
  readonly who: Ringing;
  readonly outcomes?: readonly string[];
  /** Parts of what the caller meets, in this order. */
  readonly meets: readonly string[];
}

const to = (number: string): Ringing => ({ to: `+6125550${number}` });
const main = to('1000');
const from = (caller: string): Ringing => ({ ...main, from: caller });
const phone = (user: string, digits: string): Ringing => ({
  entry: 'outgoing',
  from: `sip:${user}@acme.sip.twilio.com`,
  to: `sip:${digits}@acme.sip.twilio.com`,
});

const MEETINGS: { readonly [what: string]: Meeting } = {
  'a number rings a group': {
    example: 'numbers',
    who: main,
    meets: ['dial sip:alice@', 'client:bob, for 25 s'],
  },
  'a number dials out': { example: 'numbers', who: to('1002'), meets: ['dial +61412345678, for 20 s'] },
  'a number speaks': {
    example: 'numbers',
    who: to('1900'),
    meets: ['say This line is for deliveries only.', 'hangup'],
  },
  'a number of a block rings its extension': {
    example: 'numbers.blocks',
    who: to('1101'),
    meets: ['dial sip:alice@'],
  },
  'a number of a block without its extension goes on': {
    example: 'numbers.blocks',
    who: to('1177'),
    meets: ['dial sip:front@'],
  },
  'a number of a table': { example: 'number_files', who: to('1001'), meets: ['dial sip:front@'] },
  'a short number': {
    example: 'short_numbers',
    who: phone('alice', '600'),
    meets: ['continue ring_group:sales'],
  },
  'a number that is not listed': {
    example: 'unmapped',
    who: to('1999'),
    meets: ['say This number is not in service.', 'hangup'],
  },
  'the office is open': { example: 'schedules', who: main, meets: ['dial sip:front@'] },
  'no holiday': { example: 'holidays', who: main, meets: ['dial sip:front@'] },
  'a caller of the block list': { example: 'lists', who: from('+61491570006'), meets: ['reject busy'] },
  'a caller whose number begins as one of the block list': {
    example: 'lists',
    who: from('+61190012345'),
    meets: ['reject busy'],
  },
  'a caller without a number, blocked': { example: 'lists', who: from('anonymous'), meets: ['reject busy'] },
  'a caller who goes first': { example: 'lists', who: from('+61491570156'), meets: ['dial sip:ann@'] },
  'a caller in a list with another value': {
    example: 'lists',
    who: from('+61491570157'),
    meets: ['dial sip:front@'],
  },
  'no switch is on': { example: 'overrides', who: main, meets: ['dial sip:front_1@'] },
  'a phone that may not switch': {
    example: 'overrides',
    who: phone('stranger', '*28'),
    meets: ['say ', 'hangup'],
  },
  'a rule with an exception': { example: 'routes', who: main, meets: ['dial sip:front@'] },
  'the exception': { example: 'routes', who: from('+61491570156'), meets: ['dial sip:alice@'] },
  'the first rule that holds': {
    example: 'routes',
    who: from('anonymous'),
    meets: ['say Please call again and show your number.', 'hangup'],
  },
  'a destination with a name': {
    example: 'routes',
    who: to('1001'),
    meets: ['dial sip:fax@pbx.example.com'],
  },
  'a key of a menu': {
    example: 'menus',
    who: main,
    outcomes: ['press 1'],
    meets: ['say Welcome to Acme.', 'gather', 'dial sip:alice@'],
  },
  'nothing pressed': { example: 'menus', who: main, outcomes: ['press silence'], meets: ['dial sip:front@'] },
  'a wrong key, then a right one': {
    example: 'menus',
    who: main,
    outcomes: ['press 9', 'press 2'],
    meets: ['say Sorry, that is not one of the choices.', 'say Welcome to Acme.', 'dial sip:bob@'],
  },
  'the menu again': {
    example: 'menus',
    who: main,
    outcomes: ['press *', 'press 0'],
    meets: ['- press *', 'say Welcome to Acme.', 'dial sip:front@'],
  },
  'a mailbox': {
    example: 'mailboxes',
    who: main,
    outcomes: ['no-answer'],
    meets: ['say Please leave a message for the office.', 'record 180 s'],
  },
  'a mailbox with an address': {
    example: 'notify',
    who: main,
    meets: ['say Please leave a message for sales.', 'record '],
  },
  'all together, then in turn': {
    example: 'ring_groups',
    who: main,
    outcomes: ['no-answer', 'no-answer', 'busy', 'no-answer'],
    meets: [
      'dial sip:front_1@acme.sip.twilio.com?User-to-User=CA00 + client:front_2, for 25 s',
      'dial sip:alice@',
      'dial sip:front_1@acme.sip.twilio.com?User-to-User=CA00, for 10 s',
      'dial +61412345678 (press 1)',
      'say Nobody can take your call.',
    ],
  },
  'a busy phone': {
    example: 'extensions',
    who: main,
    outcomes: ['busy'],
    meets: ['for 20 s', 'say Alice is on the phone.', 'dial client:bob'],
  },
  'what extensions share': {
    example: 'extension_defaults',
    who: main,
    outcomes: ['no-answer', 'no-answer'],
    meets: ['for 25 s', 'dial sip:front@', 'say Nobody can take your call.'],
  },
  'words, then a phone': { example: 'messages', who: main, meets: ['play /media/', 'dial sip:front@'] },
  'an emergency call': {
    example: 'emergency',
    who: phone('lobby', '000'),
    meets: ['dial 000', 'as +61255501000'],
  },
};

test.each(Object.entries(MEETINGS))('%s', (_, { example, who, outcomes = [], meets }) => {
  const { text, options } = examplePlan(example);
  const met = call(compilePlan(text, options), who, outcomes);
  let rest = met;
  for (const part of meets) {
    const at = rest.indexOf(part);
    expect(at, `${part} in\n${met}`).toBeGreaterThanOrEqual(0);
    rest = rest.slice(at + part.length);
  }
});

import type { Call, CallState, Party } from '../../runtime/call.ts';
import { classify } from '../../runtime/classify.ts';
import type { Bundle, Program } from '../../runtime/program.ts';
import { type Reply, step } from '../../runtime/step.ts';
import { twiml } from '../../runtime/twiml.ts';
import type { Webhook } from '../../runtime/webhook.ts';
import { worldOf } from '../../runtime/world.ts';

/** A small program written by hand, so that tests of the runtime need no compiler. */
export const program: Program = {
  format: 1,
  plan: 'acme',
  settings: {
    timezone: 'Australia/Sydney',
    defaultLanguage: 'en',
    languages: { en: { voice: 'Polly.Olivia-Neural' } },
    unmapped: {
      outside_caller: {
        kind: 'message',
        prompt: [{ say: { en: 'This number is not in service.' } }],
        exits: { then: 'hangup' },
      },
      extension: 'outbound',
      transfer: 'outbound',
    },
    classes: {
      internal_only: { allow: ['internal', 'emergency'] },
      staff: { allow: ['internal', 'emergency', 'toll_free', 'local', 'national', 'mobile'] },
      outside_only: { allow: ['mobile'] },
    },
    strangerClass: 'internal_only',
    refer: true,
  },
  numbers: {
    '+61255501001': { to: 'ring_group:sales', label: 'Sales direct' },
    '+61255501101': { to: 'extension:alice' },
    '+61255501234': { to: { kind: 'sip', uri: 'sip:+61255501234@corporate.sip.twilio.com', exits: {} } },
    '+61255501235': { to: { kind: 'sip', uri: 'sip:pbx@corporate.example?x-a=1', exits: {} } },
    '+61255501300': { to: { kind: 'client', identity: 'front_2', exits: {} } },
    '+61255501400': {
      to: { kind: 'number', number: '+61491570006', exits: { otherwise: 'message:closed' } },
    },
    '+61255501500': { to: 'message:closed' },
    '+61255501600': { to: { kind: 'reject', reason: 'busy', exits: {} } },
    '+61255501700': { to: 'ring_group:reception' },
    '+61255501800': { to: 'unassigned' },
    '+61255501900': { to: 'hangup' },
  },
  nodes: {
    'ring_group:sales': {
      kind: 'ring_group',
      strategy: 'sequential',
      members: [
        {
          name: 'alice',
          type: 'sip',
          destination: 'sip:alice@acme.sip.twilio.com',
          timeout: 15,
          extension: 'alice',
        },
        { name: 'front_2', type: 'client', destination: 'front_2', timeout: 10, extension: 'front_2' },
        { name: '+61412345678', type: 'number', destination: '+61412345678', timeout: 15, confirm: true },
      ],
      exits: { on_busy: 'ring_group:reception', otherwise: 'message:closed' },
    },
    'ring_group:reception': {
      kind: 'ring_group',
      strategy: 'simultaneous',
      members: [
        {
          name: 'bob',
          type: 'sip',
          destination: 'sip:bob@acme.sip.twilio.com',
          timeout: 25,
          extension: 'bob',
        },
        { name: 'front_2', type: 'client', destination: 'front_2', timeout: 25, extension: 'front_2' },
      ],
      exits: {},
    },
    'extension:alice': {
      kind: 'extension',
      phone: { type: 'sip', destination: 'sip:alice@acme.sip.twilio.com' },
      ring: 25,
      exits: { on_busy: 'message:closed', otherwise: 'ring_group:reception' },
    },
    'extension:bob': {
      kind: 'extension',
      phone: { type: 'sip', destination: 'sip:bob@acme.sip.twilio.com' },
      exits: {},
    },
    'extension:front_2': { kind: 'extension', phone: { type: 'client', destination: 'front_2' }, exits: {} },
    'message:closed': {
      kind: 'message',
      prompt: [{ say: { en: 'We are closed.' } }],
      exits: { then: 'hangup' },
    },
  },
  phones: {
    'phone:alice': { extension: 'extension:alice', class: 'staff', callerId: '+61255501101' },
    'phone:bob': { extension: 'extension:bob', class: 'internal_only' },
    'phone:mobile_only': { extension: 'extension:bob', class: 'outside_only', callerId: '+61255501102' },
    'client:front_2': { extension: 'extension:front_2', class: 'staff' },
  },
  dials: { 'dial:201': 'extension:alice', 'dial:202': 'extension:bob', 'dial:600': 'ring_group:sales' },
  schedules: {},
  overrides: {},
  lists: {},
};

export const bundle: Bundle = {
  format: 1,
  plan: 'acme',
  digest: '0000000000000000',
  service: 'pbx-routing',
  maps: {
    number_map: 'numberConfig',
    ring_group_map: 'ringGroup',
    node_map: 'dialplan.acme.nodes',
    state_map: 'dialplan.acme.state',
  },
  domain: 'acme.sip.twilio.com',
  uuiHeader: 'x-inin-cnv',
  language: 'en',
  voice: 'Polly.Olivia-Neural',
  numbering: {
    country: 'AU',
    callingCode: '61',
    nationalPrefix: '0',
    lengths: [5, 6, 7, 8, 9, 10, 12],
    mobileLengths: [9],
    internationalPrefix: '001[14-689]|14(?:1[14]|34|4[17]|[56]6|7[47]|88)0011',
  },
  emergency: {
    numbers: ['000', '112'],
    callerId: '+61255501000',
    callerIds: { 'phone:alice': '+61255501101', 'extension:alice': '+61255501101' },
  },
  safeAnswer: { kind: 'number', number: '+61255501999' },
};

export const outsideCaller: Party = { kind: 'number', number: '+61400000000' };
export const sipPhone = (user: string, host = 'acme.sip.twilio.com'): Party => ({ kind: 'sip', user, host });

/** A call with what matters to the test changed. */
export const callOf = (facts: Partial<Call>): Call => ({
  sid: 'CA00000000000000000000000000000001',
  from: outsideCaller,
  to: '',
  now: Date.UTC(2026, 10, 24),
  uui: 'CA00000000000000000000000000000001',
  answered: false,
  ...facts,
});

/** One webhook against a program; `classify` is the real one. */
export function ask(webhook: Partial<Webhook> & Pick<Webhook, 'entry'>, plan = program): Reply {
  const whole: Webhook = { event: { kind: 'arrived' }, call: callOf({}), ...webhook };
  return step(whole, bundle, worldOf(plan, { classify: (number) => classify(number, 'AU') }));
}

/** The TwiML of an answer without the XML head; links are written as `to?at=…&m=…` so that tests read easily. */
export function heard(reply: Reply): string {
  if (reply.kind !== 'answer') return reply.kind;
  const text = twiml(reply.instructions, ({ to, state }) => {
    const member = state.member === undefined ? '' : ` m=${state.member}`;
    return `${to} at=${state.at}${member}`;
  });
  return text.replace(/^<\?xml[^>]*\?>/, '');
}

/** What a caller to a number of the plan gets. */
export const dial = (to: string, from: Party = outsideCaller, plan = program): string =>
  heard(ask({ entry: 'incoming', call: callOf({ to, from }) }, plan));

/** What somebody inside gets. */
export const dialOut = (to: string, from: Party, plan = program): string =>
  heard(ask({ entry: 'outgoing', call: callOf({ to, from }) }, plan));

/** What follows a dial that ended with `status`. */
export const afterDial = (state: CallState, status: string, bridged?: boolean, plan = program): string =>
  heard(ask({ entry: 'continue', state, event: { kind: 'dialled', status, bridged } }, plan));

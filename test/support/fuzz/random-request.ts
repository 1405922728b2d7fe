import type { EntryName } from '../../../runtime/call.ts';
import type { Random } from '../protocol/random.ts';
import { hostileText, wrongValue } from './hostile.ts';
import type { Known } from './oracle.ts';
import { type Links, NOTHING, stateOf } from './random-state.ts';
import type { Rights, Truth } from './truth.ts';

/** Random webhooks to a plan: from plausible to absurd, together with what is known of who asks and what for. */

export interface RandomRequest {
  readonly entry: EntryName;
  readonly parameters: { readonly [name: string]: unknown };
  readonly known: Known;
}

const ENTRIES: readonly EntryName[] = [
  'incoming',
  'incoming',
  'outgoing',
  'outgoing',
  'callToPSTNwithRefer',
  'callToSIPwithRefer',
  'ringGroup',
  'callTransfer',
  'callTransfer',
  'callTransfer',
  'continue',
  'continue',
  'continue',
  'confirm',
];

/** Outside numbers of all prices. */
const OUTSIDE = [
  '+61491570006',
  '+61412345678',
  '+61399990001',
  '+61255509999',
  '+611800975707',
  '+611300975707',
  '+611900654321',
  '+12025550199',
  '+14155552671',
  '+19005551234',
  '+18005551234',
  '+18095551234',
  '+12423651234',
  '+442079460123',
  '+447700900123',
  '+449098790000',
  '+447012345678',
  '+882161234567',
  '+870773111632',
  '+97951234567',
  '+80012345678',
  '+25261234567',
  '+6799123456',
  '+610491570006',
] as const;

/** What a phone makes of a number that somebody dials. */
function dialledAs(number: string, random: Random, domain: string): string {
  const user = random.pick([
    number,
    number.slice(1),
    number.replace(/^\+61/, '0'),
    number.replace('+', '0011'),
    number.replace('+', '011'),
    number.replace('+', '00'),
    number.replace('+', '%2B'),
    number.replace(/^\+(\d\d)(\d+)(\d{3})$/, '+$1 ($2) $3'),
    number.replace(
      /(\d{3})(?=\d)/g,
      (part) => `${part}${random.pick(['%20', '%2D', '_', ':', ',', '\u2013', '\u200b'])}`,
    ),
    number.replace(/\d/g, (digit) =>
      random.pick([digit, `%3${digit}`, String.fromCharCode(0xff10 + Number(digit))]),
    ),
  ]);
  return random.pick([
    user,
    user,
    `sip:${user}@${domain}`,
    `sip:${user}@${domain};user=phone`,
    `<sip:${user}@${domain}>`,
    `tel:${user}`,
    `<tel:${user}>`,
    `sip:${user}@evil.example`,
    `sip:${user};phone-context=x@${domain}:5061;transport=tls?User-to-User=1%3Bx`,
    `<sip:${user}@${domain}?Replaces=x%3Bto-tag%3Dy&X-Evil=1>`,
  ]);
}

/** A From with what it proves. */
function fromOf(random: Random, rights: Rights): { readonly text: string; readonly truth: Truth } {
  const { bundle, program } = rights;
  const domain = bundle.domain ?? 'none.sip.twilio.com';
  const key = random.pick([...Object.keys(program.phones), 'phone:nobody', 'client:nobody']);
  const user = key.slice(key.indexOf(':') + 1);
  const known = Object.hasOwn(program.phones, key);
  const over = key.startsWith('client:') ? 'client' : 'sip';
  const phone: Truth = known ? { kind: 'phone', key } : { kind: 'stranger', over };
  const [label = ''] = domain.split('.sip.');
  if (key.startsWith('client:') && random.chance(0.6)) return { text: `client:${user}`, truth: phone };
  switch (random.between(0, 6)) {
    case 0:
      return { text: random.pick(OUTSIDE), truth: { kind: 'outside' } };
    case 1: {
      const text = random.pick(['', 'anonymous', '+266696687', 'Restricted', '+61', '61491570006']);
      return { text, truth: { kind: 'outside' } };
    }
    case 2:
    case 3: {
      if (!key.startsWith('phone:') || bundle.domain === undefined) break;
      const written = random.chance(0.3) ? encodeURIComponent(user) : user.replaceAll('%', '%25');
      const text = random.pick([
        `sip:${written}@${domain}`,
        `sip:${written}@${domain}:5060;transport=tls`,
        `sips:${written}@${domain.toUpperCase()}`,
        `<sip:${written}@${label}.sip.sydney.twilio.com>`,
        `"Front desk" <sip:${written}@${domain}>;tag=1`,
        `"<sip:boss@${domain}>" <sip:${written}@${domain}>`,
        `sip:${written};x=y@${domain}?X-A=1`,
      ]);
      return { text, truth: phone };
    }
    case 4:
    case 5: {
      // Somebody else who would like to be this phone.
      const text = random.pick([
        `sip:${user}@evil.example`,
        `sip:${user}@${domain}.evil.example`,
        `sip:${user}@evil.example;x=@${domain}`,
        `sip:${user}@evil.example?From=sip:${user}@${domain}`,
        `sip:${user}@${domain}@evil.example`,
        `sip:${user}%40${domain}@evil.example`,
        `"sip:${user}@${domain}" <sip:mallory@evil.example>`,
        `"<sip:${user}@${domain}>" <sip:mallory@evil.example>`,
        `<sip:mallory@evil.example>;x="<sip:${user}@${domain}>"`,
        `<sip:mallory@evil.example>, <sip:${user}@${domain}>`,
        `sip:mallory@evil.example\r\nFrom: <sip:${user}@${domain}>`,
        `sip:${user}\u0000@${domain}`,
        `sip:${user}@${domain}\u0000.evil.example`,
        `sip:${user}@evil-${domain}`,
        `sip:client:${user}@${domain}`,
        `sip:x${user}@${domain}`,
        // Phones may be named after numbers of the plan; this one is named after somebody else's.
        `sip:${random.pick(OUTSIDE)}@${random.pick([domain, 'evil.example'])}`,
      ]);
      return { text, truth: { kind: 'stranger', over: 'sip' } };
    }
    default:
      break;
  }
  return { text: hostileText(random), truth: { kind: 'nobody' } };
}

interface Wanted {
  readonly text: string;
  readonly called?: string;
  /** The emergency number that it is. */
  readonly help?: string;
}

function wantedOf(random: Random, rights: Rights): Wanted {
  const { program, bundle } = rights;
  const domain = bundle.domain ?? 'none.sip.twilio.com';
  switch (random.between(0, 6)) {
    case 0:
    case 1: {
      const number = random.pick([...Object.keys(program.numbers), '+61255507777']);
      const listed = Object.hasOwn(program.numbers, number);
      const text = random.pick([number, number, `sip:${number}@${domain}`]);
      return { text, called: listed ? `number:${number}` : '' };
    }
    case 2:
    case 3:
      return { text: dialledAs(random.pick(OUTSIDE), random, domain) };
    case 4: {
      const digits = random.pick([
        ...Object.keys(program.dials),
        'dial:9',
        'dial:000',
        'dial:112',
        'dial:911',
      ]);
      const short = digits.slice('dial:'.length);
      if (random.chance(0.2)) return { text: `9${short}` };
      const text = random.pick([short, `sip:${short}@${domain}`, `+${short}`, `${short}#`, `tel:${short}`]);
      return bundle.emergency.numbers.includes(short) ? { text, help: short } : { text };
    }
    case 5: {
      const key = random.pick([...Object.keys(program.phones), 'phone:nobody']);
      const user = encodeURIComponent(key.slice(key.indexOf(':') + 1));
      return {
        text: random.pick([`sip:${user}@${domain}`, `<sip:${user}@evil.example>`, `client:${user}`, user]),
      };
    }
    default:
      return { text: hostileText(random) };
  }
}

/** Parameters that Twilio adds when it comes back, and what a phone may add of its own. */
function reports(random: Random): { readonly [name: string]: unknown } {
  const some: { [name: string]: unknown } = {};
  const put = (name: string, values: readonly string[], probability = 0.35): void => {
    if (random.chance(probability))
      some[name] = random.chance(0.85) ? random.pick(values) : hostileText(random);
  };
  put(
    'DialCallStatus',
    ['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled', 'cancelled', ''],
    0.5,
  );
  put('DialBridged', ['true', 'false', 'TRUE', '']);
  put('Digits', ['1', '0', '12', '#', '*', '*28', '201', '9', '900', '0491570006', '911', '', 'hangup'], 0.5);
  put('RecordingUrl', ['https://api.twilio.com/x', '']);
  put('RecordingDuration', ['9', '0', '-1', '1e309', 'x'], 0.2);
  put('SipHeader_User-to-User', ['7;encoding=hex', '00']);
  put('SipHeader_x-inin-cnv', ['abc', 'ABC'], 0.1);
  put('sipheader_USER-TO-USER', ['x'], 0.05);
  put('SipDomain', ['acme.sip.twilio.com'], 0.2);
  put('ForwardedFrom', OUTSIDE, 0.1);
  put('CallerName', ['Eve'], 0.1);
  put('ErrorCode', ['11200'], 0.05);
  return some;
}

/** What a caller presses in a menu that lets extensions be dialled: anything that has digits in the plan. */
const pressed = (random: Random, { program }: Rights): { readonly [name: string]: unknown } => {
  const digits = Object.keys(program.dials).map((key) => key.slice('dial:'.length));
  return { Digits: random.pick([...digits, '1', '0', '*', '']) };
};

/** One webhook. */
export function randomRequest(random: Random, rights: Rights, links: Links): RandomRequest {
  const entry = random.pick(ENTRIES);
  const from = fromOf(random, rights);
  const wanted = wantedOf(random, rights);
  const group = groupOf(random, rights);
  const continues = entry === 'continue' || entry === 'confirm' || entry === 'callTransfer';
  const carried = continues || random.chance(0.1) ? stateOf(entry, random, rights, links) : NOTHING;
  const sid = random.chance(0.9) ? `CA${'0123456789abcdef'.repeat(2)}` : hostileText(random);
  const parameters: { [name: string]: unknown } = {
    ...(entry === 'continue' && random.chance(0.25) ? pressed(random, rights) : reports(random)),
    CallSid: sid,
    AccountSid: `AC${'0'.repeat(32)}`,
    From: from.text,
    To: wanted.text,
    CallStatus: random.pick(['ringing', 'in-progress', 'completed', '']),
    Direction: 'inbound',
    ...(entry === 'callTransfer'
      ? { ReferTransferTarget: wanted.text, To: wantedOf(random, rights).text }
      : {}),
    ...(entry === 'ringGroup' ? { ringGroupId: group.text } : {}),
    ...carried.parameters,
  };
  // What a phone logged in as: mostly itself, sometimes while its From says that it is another.
  const honest = random.chance(0.6);
  const isSip = from.truth.kind === 'phone' && from.truth.key.startsWith('phone:');
  const login = !isSip || random.chance(0.6) ? undefined : honest ? loginOf(from.truth) : 'mallory';
  const spoiled = spoil(parameters, random);
  if (login !== undefined) parameters.SipUsername = login;
  const sent =
    entry === 'callTransfer' ? 'ReferTransferTarget' : entry === 'ringGroup' ? 'ringGroupId' : 'To';
  const called = entry === 'ringGroup' ? group.called : wanted.called;
  const known: Known = {
    entry,
    from: spoiled.has('From')
      ? { kind: 'nobody' }
      : login === 'mallory' || (isSip && carried.truth?.posing)
        ? { kind: 'stranger', over: 'sip' }
        : from.truth,
    wanted: JSON.stringify(parameters[sent]) ?? '',
    ...(called === undefined || spoiled.has(sent) ? {} : { called }),
    ...(wanted.help === undefined || spoiled.has(sent) ? {} : { help: wanted.help }),
    ...(carried.truth === undefined || [...spoiled].some((name) => name.startsWith('dp_'))
      ? {}
      : { state: carried.truth }),
  };
  return { entry, parameters, known };
}

const loginOf = (truth: Truth): string => (truth.kind === 'phone' ? truth.key.slice('phone:'.length) : '');

function groupOf(random: Random, { program }: Rights): Wanted {
  const id = random.pick([...Object.keys(program.nodes), 'ring_group:1', 'ring_group:', 'ring_group:nobody']);
  if (!id.startsWith('ring_group:')) return { text: hostileText(random), called: 'ring_group:1' };
  const text = id.slice('ring_group:'.length);
  return { text, called: `ring_group:${text === '' ? '1' : text}` };
}

/** Gives some parameters a wrong type, lists, or odd company; the names of those that are no longer what they were. */
function spoil(parameters: { [name: string]: unknown }, random: Random): ReadonlySet<string> {
  const spoiled = new Set<string>();
  while (random.chance(0.2)) {
    const name = random.pick(Object.keys(parameters));
    const text = hostileText(random);
    parameters[name] = random.chance(0.5) ? wrongValue(random, text) : [text, parameters[name]];
    spoiled.add(name);
  }
  while (random.chance(0.15)) parameters[hostileText(random)] = hostileText(random);
  if (random.chance(0.02)) for (let i = 0; i < 500; i += 1) parameters[`SipHeader_X-${i}`] = 'x';
  return spoiled;
}

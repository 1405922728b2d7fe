import type { EntryName } from '../../../runtime/call.ts';
import { readLink, writeLink } from '../../../runtime/links.ts';
import type { Program } from '../../../runtime/program.ts';
import type { Random } from '../protocol/random.ts';
import { hostileText, wrongValue } from './hostile.ts';
import type { CarriedTruth, Known } from './oracle.ts';
import type { Rights, Truth } from './truth.ts';

/** Random webhooks to a plan: from plausible to absurd, together with what is known of who asks and what for. */

export interface RandomRequest {
  readonly entry: EntryName;
  readonly parameters: { readonly [name: string]: unknown };
  readonly known: Known;
}

/** The account's auth token: links are signed with it, and no log line may show it. */
export const TOKEN = 'f00dfeedf00dfeedf00dfeedf00dfeed';
const OTHER_TOKEN = '0badc0de0badc0de0badc0de0badc0de';

/** A URL of ours, taken from an answer, and of which Function it is. */
export interface Harvested {
  readonly to: string;
  readonly query: string;
  /** Which plan wrote it. */
  readonly plan: string;
}

/** Links that have been seen, the newest last; plans may send one another's. */
export class Links {
  readonly #seen: Harvested[] = [];
  #next = 0;
  keep(link: Harvested): void {
    if (this.#seen.length < 500) this.#seen.push(link);
    else this.#seen[this.#next % 500] = link;
    this.#next += 1;
  }
  pick(random: Random): Harvested | undefined {
    return this.#seen.length === 0 ? undefined : random.pick(this.#seen);
  }
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
  '+882161234567',
  '+870773111632',
  '+97951234567',
  '+80012345678',
  '+25261234567',
  '+6799123456',
  '+610491570006',
] as const;

/** Fails on nothing: what a phone makes of a number that somebody dials. */
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
      return { text: random.pick([short, `sip:${short}@${domain}`, `9${short}`, `+${short}`, `${short}#`]) };
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

/** An address in the plan, or what looks like one. */
function addressIn(program: Program, random: Random): string {
  const id = random.pick([
    ...Object.keys(program.nodes),
    ...Object.keys(program.numbers).map((number) => `number:${number}`),
    ...Object.keys(program.dials),
    ...['outside_caller', 'extension', 'transfer'].map((origin) => `settings:${program.plan}/${origin}`),
    'outbound:+611900654321',
    'outbound:+61491570006',
    'direct:+61491570006',
    'extension:gone',
    'ring_group:__proto__',
    'number:+61255507777',
  ]);
  const exits = ['otherwise', 'on_busy', 'key_1', 'key_0', 'then', 'on_timeout', 'constructor'];
  return random.chance(0.3) ? `${id}/${random.pick(exits)}` : id;
}

interface Carried {
  readonly parameters: { readonly [name: string]: unknown };
  /** What it says, where it is ours and for this Function. */
  readonly truth: CarriedTruth | undefined;
}

const NOTHING: Carried = { parameters: {}, truth: undefined };

/** State: none, ours, another plan's or Function's, replayed, forged, truncated, made by hand. */
function stateOf(entry: string, random: Random, rights: Rights, links: Links): Carried {
  const { program } = rights;
  switch (random.between(0, 7)) {
    case 0:
      return NOTHING;
    case 1:
    case 2: {
      // A release of another day, or another plan of the account: signed well, and names whatever it names.
      const at = addressIn(program, random);
      const members = ['alice', 'alice~2', 'bob', 'front_2', '+61412345678', '__proto__'];
      const state = {
        entry: random.chance(0.5) ? at : addressIn(program, random),
        at,
        ...(random.chance(0.4) ? { member: random.pick(members) } : {}),
        ...(random.chance(0.2) ? { language: random.pick(['fr', 'xx', '__proto__', 'toString']) } : {}),
        ...(random.chance(0.2) ? { tries: { silence: random.between(0, 9), wrong: 99 } } : {}),
        ...(random.chance(0.2) ? { callers: [addressIn(program, random), 'menu:gone'] } : {}),
        ...(random.chance(0.2) ? { restarted: true as const } : {}),
        ...(random.chance(0.2) ? { called: random.pick(['+61255501000', 'x', '']) } : {}),
      };
      const release = random.pick([undefined, 1, 2, 99, 999_999_999]);
      return used(entry, writeLink({ to: entry as 'continue', state }, release, TOKEN).split('?')[1] ?? '');
    }
    default: {
      // Mostly one for this Function; one for another must be worth nothing here.
      const tries = [1, 2, 3, 4].map(() => links.pick(random));
      const link = tries.find((each) => each?.to === entry) ?? tries[0];
      return link === undefined ? NOTHING : used(entry, mangled(link, entry, random));
    }
  }
}

/** A link that was seen, as it is or not. */
function mangled({ query }: Harvested, entry: string, random: Random): string {
  const parameters = new URLSearchParams(query);
  const names = [...parameters.keys()];
  switch (random.between(0, 9)) {
    case 0:
      parameters.set(random.pick(names), hostileText(random));
      break;
    case 1:
      parameters.set('dp_at', 'outbound:+611900654321');
      break;
    case 2:
      parameters.delete(random.pick(names));
      break;
    case 3:
      return query.slice(0, random.between(0, query.length));
    case 4:
      parameters.set('dp_s', (parameters.get('dp_s') ?? '').slice(0, random.between(0, 21)));
      break;
    case 5: {
      const at = {
        to: entry as 'continue',
        state: { entry: 'number:+61255501000', at: 'outbound:+19005551234' },
      };
      return writeLink(at, 1, OTHER_TOKEN).split('?')[1] ?? '';
    }
    case 6:
      parameters.append(random.pick(names), hostileText(random));
      break;
    default:
      break;
  }
  return parameters.toString();
}

/** A query as parameters, and what of it is really ours. */
function used(entry: string, query: string): Carried {
  const all = new URLSearchParams(query);
  const parameters: { [name: string]: unknown } = {};
  for (const name of new Set(all.keys())) {
    const values = all.getAll(name);
    parameters[name] = values.length > 1 ? values : values[0];
  }
  const state = readLink(entry as 'continue', parameters, TOKEN)?.state;
  return { parameters, truth: state };
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
    ...reports(random),
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
      : login === 'mallory'
        ? { kind: 'stranger', over: 'sip' }
        : from.truth,
    wanted: JSON.stringify(parameters[sent]) ?? '',
    ...(called === undefined || spoiled.has(sent) ? {} : { called }),
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

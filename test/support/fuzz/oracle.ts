import { getCountryCallingCode } from 'libphonenumber-js/max';
import { classify } from '../../../runtime/classify.ts';
import type { ClassOfRestriction, ProgramNode } from '../../../runtime/program.ts';
import { legTarget, type Rights, sipTarget, type Target, type Truth } from './truth.ts';
import type { XmlElement } from './xml.ts';

/** Judges whom a document rings, against what whoever asked may reach. Written from the rules, not from the runtime. */

/** State that a request carries, where it is really ours. */
export interface CarriedTruth {
  readonly entry: string;
  readonly at: string;
  readonly member?: string;
  readonly callers?: readonly string[];
  /** The phone logged in under another name earlier in the call. */
  readonly posing?: true;
}

/** What the generator knows of a request. */
export interface Known {
  readonly entry: string;
  readonly from: Truth;
  /** What was dialled or asked for, as it was sent. */
  readonly wanted: string;
  /** The address of what was called, where that is known for sure; `''`: something that the plan does not have. */
  readonly called?: string;
  /** The emergency number that was asked for, where that is known for sure. */
  readonly help?: string;
  readonly state?: CarriedTruth;
}

const LEAST: ClassOfRestriction = { allow: ['internal', 'emergency'] };

/** Whoever pays: a phone by its key; undefined: somebody who is not in the plan. */
type Payer = string | undefined;

const phoneOf = (rights: Rights, payer: Payer) =>
  payer !== undefined && Object.hasOwn(rights.program.phones, payer)
    ? rights.program.phones[payer as `${string}:${string}`]
    : undefined;

function classOf(rights: Rights, payer: Payer): ClassOfRestriction {
  const { classes, strangerClass } = rights.program.settings;
  const phone = phoneOf(rights, payer);
  const name = phone === undefined ? strangerClass : phone.class;
  return (name !== undefined && Object.hasOwn(classes, name) ? classes[name] : undefined) ?? LEAST;
}

/** Whether a class lets a number be called that the plan does not list. */
function mayCall(rights: Rights, payer: Payer, number: string): boolean {
  const home = rights.bundle.numbering.country;
  const found = classify(number, home);
  if (found === null || found.number !== number) return false;
  const { allow, deny = [], allowCountries = [], denyCountries = [] } = classOf(rights, payer);
  const shown = phoneOf(rights, payer)?.callerId;
  const near = shown === undefined ? null : classify(shown, home);
  const isLocal =
    found.type === 'national' &&
    found.fixed &&
    found.area !== undefined &&
    near?.area === found.area &&
    near.country === home;
  const type = isLocal ? 'local' : found.type;
  if (deny.includes(type)) return false;
  if (found.country !== undefined && denyCountries.includes(found.country)) return false;
  const costly = type === 'premium' || type === 'shared_cost' || type === 'service';
  const code = `+${getCountryCallingCode(home as 'AU')}`;
  if (costly && found.country !== undefined && found.country !== home && !number.startsWith(code)) {
    const lets = allow.includes('international') || allowCountries.includes(found.country);
    if (!lets || deny.includes('international')) return false;
  }
  return allow.includes(type) || (type === 'international' && allowCountries.includes(found.country ?? '?'));
}

const mayCallInside = (rights: Rights, payer: Payer): boolean => {
  const { allow, deny = [] } = classOf(rights, payer);
  return allow.includes('internal') && !deny.includes('internal');
};

/** The key of the phone that a party is. */
function keyOf(target: Target, rights: Rights): Payer {
  if (target.startsWith('client:')) return target;
  const domain = rights.bundle.domain?.toLowerCase();
  const [, user, host] = /^sip:([^@]*)@([^:;]*)/.exec(target) ?? [];
  if (domain === undefined || host !== domain || user === undefined) return undefined;
  const wanted = `phone:${user}`;
  return Object.keys(rights.program.phones).find((key) => key.toLowerCase() === wanted) ?? wanted;
}

/** Who can have asked for a transfer: whoever may have answered, and the caller over SIP. */
function transferors({ state, from }: Known, rights: Rights): readonly Payer[] {
  const payers: Payer[] = [];
  if (from.kind === 'phone' && from.key.startsWith('phone:')) payers.push(from.key);
  // A client cannot send a REFER; whatever else asks over SIP can.
  if (from.kind === 'stranger' && from.over === 'sip') payers.push(undefined);
  if (state === undefined) payers.push(undefined);
  else payers.push(...answerers(state, rights));
  return payers.length === 0 ? [undefined] : payers;
}

function answerers({ at, member }: CarriedTruth, rights: Rights): readonly Payer[] {
  const { program } = rights;
  if (at.startsWith('direct:')) return [`phone:${at.slice('direct:'.length)}`];
  if (at.startsWith('outbound:')) return [];
  const [to] = rights.at(at);
  // What has a name waits at its name: a number that now leads there led elsewhere when this was written.
  const node: ProgramNode | undefined =
    typeof to === 'string' && to !== at
      ? undefined
      : typeof to === 'string'
        ? (program.nodes as { [id: string]: ProgramNode })[to]
        : to;
  switch (node?.kind) {
    case 'extension':
      return [keyOf(legTarget(node.phone.type, node.phone.destination), rights)];
    case 'sip':
      return [keyOf(sipTarget(node.uri), rights)];
    case 'client':
      return [`client:${node.identity}`];
    case 'ring_group': {
      const tried = node.strategy === 'sequential' ? node.members.filter(({ name }) => name === member) : [];
      const could = (tried.length > 0 ? tried : node.members).filter(({ type }) => type !== 'number');
      return could.map(({ type, destination }) => keyOf(legTarget(type, destination), rights));
    }
    case undefined:
      return [undefined];
    default:
      return [];
  }
}

const digitsIn = (text: string): string => text.replace(/[^0-9]/g, '');

/** Percent signs replaced as far as they are well-formed. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Allowed {
  /** Parties that the plan lists and that may be rung. */
  readonly listed: ReadonlySet<Target>;
  /** Who pays for a number that the plan does not list; undefined: nobody may. */
  readonly payers: readonly Payer[] | undefined;
  readonly emergency: boolean;
}

const union = (...sets: readonly ReadonlySet<Target>[]): ReadonlySet<Target> =>
  new Set(sets.flatMap((each) => [...each]));

const NONE: ReadonlySet<Target> = new Set();

function allowed(known: Known, rights: Rights): Allowed {
  const { entry, from, called, state } = known;
  // Help is called by a phone, whatever webhook it came to.
  const emergency = from.kind !== 'outside';
  const { unmapped } = rights.program.settings;
  const at = (origin: string): ReadonlySet<Target> => rights.reach(`settings:x/${origin}`);
  const incoming =
    called === undefined
      ? rights.public
      : union(called === '' ? NONE : rights.reach(called), at('outside_caller'));
  switch (entry) {
    case 'incoming':
      return { listed: incoming, payers: undefined, emergency };
    case 'outgoing':
    case 'callToPSTNwithRefer': {
      if (from.kind === 'outside') return { listed: incoming, payers: undefined, emergency: true };
      const payer = from.kind === 'phone' ? from.key : undefined;
      const inside = mayCallInside(rights, payer) ? rights.listed : NONE;
      const nobody = from.kind === 'nobody' ? incoming : NONE;
      return {
        listed: union(inside, nobody, at('extension'), at('outside_caller')),
        payers: unmapped.extension === 'outbound' ? [payer] : undefined,
        emergency: true,
      };
    }
    case 'callTransfer': {
      if (!rights.program.settings.refer) return { listed: NONE, payers: undefined, emergency: true };
      const payers = transferors(known, rights);
      const inside = payers.every((payer) => mayCallInside(rights, payer)) ? rights.listed : NONE;
      return {
        listed: union(inside, at('transfer'), at('outside_caller')),
        payers: unmapped.transfer === 'outbound' ? payers : undefined,
        emergency: true,
      };
    }
    case 'ringGroup':
      return { listed: rights.reach(called ?? 'ring_group:1'), payers: undefined, emergency };
    case 'continue': {
      if (state === undefined) return { listed: NONE, payers: undefined, emergency: false };
      // Where it waited, where it began, where it returns to; and the menu that holds a place, which may be repeated.
      const places = [state.at, state.entry, ...(state.callers ?? [])];
      const from = places.flatMap((each) => [
        each,
        each.replace(/\/.*$/s, ''),
        each.replace(/^(settings:[^/]*\/[^/]*)\/.*$/s, '$1'),
      ]);
      return {
        listed: union(...from.map((each) => rights.reach(each)), at('outside_caller')),
        payers: undefined,
        emergency: false,
      };
    }
    default:
      return { listed: NONE, payers: undefined, emergency: emergency && entry === 'callToSIPwithRefer' };
  }
}

function why(target: Target, known: Known, rules: Allowed, rights: Rights): string | undefined {
  if (rights.safe.has(target)) return undefined;
  if (rules.emergency && rights.emergency.has(target)) return undefined;
  const only = rights.program.settings.outsideCalls;
  const [, number] = /^number:(\+\d+)$/.exec(target) ?? [];
  if (number !== undefined && only !== undefined && !only.includes(number))
    return 'an outside number in a rehearsal';
  if (rules.listed.has(target)) return undefined;
  if (known.entry === 'callToSIPwithRefer') return directly(target, known, rights);
  if (number === undefined) return 'a party that whoever asked may not reach';
  if (rules.payers === undefined) return 'a number that is not listed';
  for (const payer of rules.payers)
    if (!mayCall(rights, payer, number)) return `a number that ${payer ?? 'a stranger'} may not call`;
  const asked = `${digitsIn(known.wanted)} ${digitsIn(decoded(known.wanted))}`;
  return asked.includes(number.slice(-5)) ? undefined : 'a number that nobody asked for';
}

/** The old entry rings the user of our domain that is named after the number, and nobody else. */
function directly(target: Target, { wanted }: Known, { bundle }: Rights): string | undefined {
  const [, digits] = /^sip:\+(\d+)@(.+)$/.exec(target) ?? [];
  const ours = digits !== undefined && target.endsWith(`@${bundle.domain?.toLowerCase()}`);
  return ours && `${digitsIn(wanted)} ${digitsIn(decoded(wanted))}`.includes(digits.slice(-5))
    ? undefined
    : 'a user that is not named after the number';
}

/** The party that a noun rings; undefined: none. */
export function targetOf({ name, text }: XmlElement): Target | undefined {
  if (name === 'Number') return `number:${text}`;
  if (name === 'Client') return `client:${text}`;
  return name === 'Sip' ? sipTarget(text) : undefined;
}

/** Webhooks at which whoever comes is taken for a phone. */
const PHONES_COME_TO = ['outgoing', 'callToPSTNwithRefer', 'callTransfer'];

/** Whoever calls for help is put through, whatever else is the matter: class, state, Sync. */
function unhelped(dials: readonly XmlElement[], { entry, from, help }: Known): readonly string[] {
  const atOnce = PHONES_COME_TO.includes(entry);
  const ledHere = from.kind === 'phone' && (entry === 'incoming' || entry === 'callToSIPwithRefer');
  if (help === undefined || !(atOnce || ledHere)) return [];
  const rung = dials.flatMap(({ children }) => children.map(({ text }) => text));
  return rung.includes(help) ? [] : [`nobody at ${help} is called`];
}

/** What is wrong with whom a document rings; empty: nothing. */
export function judgeTargets(root: XmlElement, known: Known, rights: Rights): readonly string[] {
  const dials = root.children.filter(({ name }) => name === 'Dial');
  const left = unhelped(dials, known);
  if (dials.length === 0 || left.length > 0) return left;
  const rules = allowed(known, rights);
  return dials.flatMap((dial) =>
    dial.children.flatMap((noun) => {
      const target = targetOf(noun);
      const fault = target === undefined ? undefined : why(target, known, rules, rights);
      return fault === undefined ? callerIdFault(dial, noun, known, rights) : [`${target}: ${fault}`];
    }),
  );
}

/** A call over SIP or from a client may show an outside number only a number of ours (docs/voice/twiml/dial, callerId). */
function callerIdFault(
  dial: XmlElement,
  noun: XmlElement,
  { from }: Known,
  rights: Rights,
): readonly string[] {
  const inside = from.kind === 'phone' || from.kind === 'stranger';
  if (noun.name !== 'Number' || !inside) return [];
  const shown = dial.attributes.get('callerId');
  const { program, bundle } = rights;
  const ours = new Set([
    ...Object.keys(program.numbers),
    ...Object.values(program.phones).map(({ callerId }) => callerId),
    ...Object.values(bundle.emergency.callerIds),
    bundle.emergency.callerId,
  ]);
  const none = shown === undefined && bundle.emergency.callerId === undefined;
  return none || ours.has(shown) ? [] : [`${noun.text} is shown ${shown ?? 'the From of a phone'}`];
}

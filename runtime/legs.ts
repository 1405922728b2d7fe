import { dialledNumber, isE164, plainHost, readAddress } from './address.ts';
import { type Call, calledNumber, type Party } from './call.ts';
import type { Link, Noun } from './instructions.ts';
import type { Ground } from './node.ts';
import type { Bundle, NodeId } from './program.ts';
import type { Need, World } from './world.ts';

/**
 * Legs: from a party that shall ring to the noun that Twilio is told. Every verb that dials comes through here, so what
 * a caller ID may be, where user-to-user information goes and which numbers a rehearsal may ring is decided once.
 */

/** A party that can ring, in the words of the Sync items. `destination`: E.164, `sip:…`, or a client identity. */
export interface Leg {
  readonly type: 'sip' | 'number' | 'client';
  readonly destination: string;
}

/** The caller ID of outside legs, or why there is none. */
export type CallerId =
  | { readonly kind: 'shown'; readonly number: string | undefined }
  | { readonly kind: 'none' }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

/** The key under which the plan knows a calling phone; undefined: not a phone, or of another domain. */
export function phoneKey(from: Party, bundle: Pick<Bundle, 'domain'>): NodeId | undefined {
  if (from.kind === 'client') return `client:${from.identity}`;
  if (from.kind !== 'sip') return undefined;
  // Who may place calls is decided by the user part; a peer that writes one of our names before its own host is not it.
  const own = bundle.domain !== undefined && from.host === plainHost(bundle.domain);
  return own && !from.posing ? `phone:${from.user}` : undefined;
}

/** The key of a phone that rings at this leg; undefined: an outside number or a foreign SIP address. */
export function legPhone(leg: Leg, bundle: Pick<Bundle, 'domain'>): NodeId | undefined {
  if (leg.type === 'client') return `client:${leg.destination}`;
  if (leg.type === 'number') return undefined;
  const { user, host } = readAddress(leg.destination);
  return phoneKey({ kind: 'sip', user, host }, bundle);
}

/**
 * What an outside number sees. A caller from the telephone network: its own number. A call that comes in over SIP may
 * not show its From (docs/voice/twiml/dial, callerId): the phone's `caller_id`, else a number of this plan that the call
 * came in on, or that the phone is named after.
 */
export function callerId(call: Call, ground: Pick<Ground, 'world' | 'bundle' | 'state'>): CallerId {
  const { from } = call;
  if (from.kind === 'number') return { kind: 'shown', number: from.number };
  if (from.kind === 'withheld') return { kind: 'shown', number: undefined };
  const key = phoneKey(from, ground.bundle);
  const phone = key === undefined ? null : ground.world.phone(key);
  if (phone === undefined && key !== undefined)
    return { kind: 'needs', needs: [{ kind: 'entry', ref: key }] };
  if (phone?.callerId !== undefined) return { kind: 'shown', number: phone.callerId };
  const entered = calledNumber(ground.state);
  const own = entered === undefined ? null : ground.world.number(entered);
  if (own === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref: `number:${entered ?? ''}` }] };
  if (own !== null) return { kind: 'shown', number: entered };
  return ownNumber(from, ground.world, ground.bundle);
}

/** What an outside leg will want to know of a caller over SIP, asked for with the first trip. */
export function aboutCaller({ from }: Call, bundle: Bundle): readonly Need[] {
  const key = phoneKey(from, bundle);
  const number = from.kind === 'sip' ? dialledNumber(from.user, bundle.numbering) : undefined;
  const refs = [key, number === undefined ? undefined : (`number:${number}` as const)];
  return refs.flatMap((ref) => (ref === undefined ? [] : [{ kind: 'entry' as const, ref }]));
}

/** A phone that is named after a number of this plan, as phones of hand-written PBXs are, may show that number. */
function ownNumber(from: Party, world: World, bundle: Bundle): CallerId {
  if (from.kind !== 'sip') return { kind: 'none' };
  const number = dialledNumber(from.user, bundle.numbering);
  if (number === undefined) return { kind: 'none' };
  const entry = world.number(number);
  if (entry === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref: `number:${number}` }] };
  return entry === null ? { kind: 'none' } : { kind: 'shown', number };
}

/** The URI header part of a SIP URI may have 1,024 characters (docs/voice/twiml/sip). */
const MAX_URI_HEADERS = 1_000;

/** A SIP URI with the user-to-user information of the call, escaped as a URI header wants it. */
export function withUui(uri: string, uui: string, callSid: string): string {
  const encode = (text: string) => `User-to-User=${encodeURIComponent(text)}`;
  const there = uri.includes('?') ? uri.length - uri.indexOf('?') : 0;
  const header = there + encode(uui).length <= MAX_URI_HEADERS ? encode(uui) : encode(callSid);
  return `${uri}${there > 0 ? '&' : '?'}${header}`;
}

/** A noun for a leg, or why it cannot ring. */
export type MadeNoun =
  | { readonly kind: 'noun'; readonly noun: Noun; readonly callerId: string | undefined }
  | { readonly kind: 'refused'; readonly because: 'no_caller_id' | 'rehearsal' | 'malformed' }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

/** Makes the noun of a leg. Callers' text reaches a URI only escaped, and a dial string only as a checked number. */
export function makeNoun(leg: Leg, ground: Omit<Ground, 'open'>, confirm?: Link): MadeNoun {
  const { call, settings } = ground;
  const screen = confirm === undefined ? {} : { confirm };
  const numberOfCaller = call.from.kind === 'number' ? call.from.number : undefined;
  if (leg.type === 'client') {
    const noun: Noun = { kind: 'client', identity: leg.destination, ...screen };
    return { kind: 'noun', noun, callerId: numberOfCaller };
  }
  if (leg.type === 'sip') {
    const noun: Noun = { kind: 'sip', uri: withUui(leg.destination, call.uui, call.sid), ...screen };
    return { kind: 'noun', noun, callerId: numberOfCaller };
  }
  if (!isE164(leg.destination)) return { kind: 'refused', because: 'malformed' };
  if (settings.outsideCalls !== undefined && !settings.outsideCalls.includes(leg.destination)) {
    return { kind: 'refused', because: 'rehearsal' };
  }
  const shown = callerId(call, ground);
  if (shown.kind === 'needs') return shown;
  if (shown.kind === 'none') return { kind: 'refused', because: 'no_caller_id' };
  return {
    kind: 'noun',
    noun: { kind: 'number', number: leg.destination, ...screen },
    callerId: shown.number,
  };
}

import type { NodeId } from '../../runtime/program.ts';
import type { Timed } from '../simulate/events.ts';
import type { Address } from '../simulate/script.ts';
import type { PlayedCall } from './imagined-call.ts';
import type { People } from './people.ts';
import type { Playable } from './plan-application.ts';

/** What a call came to, in the words in which a plan's tests ask for it. */

/** Where a call ended. */
export type End =
  /** Somebody talked: an extension by name, a number, or another address. */
  | { readonly kind: 'party'; readonly name: string }
  | { readonly kind: 'mailbox'; readonly name: string }
  | { readonly kind: 'queue' | 'conference'; readonly name: string }
  /** The plan did not allow it, and said so. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'emergency' }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'reject' }
  /** The line went dead with nothing said, or Twilio said that the application failed, or it never ended. */
  | { readonly kind: 'fault'; readonly what: 'silence' | 'application_error' | 'endless' };

/** One phone that rang. */
export interface Rung {
  readonly name: string;
  readonly address: Address;
  /** Seconds that the plan gave it. */
  readonly seconds: number;
  readonly callerId: string;
  /** Seconds since the call began. */
  readonly at: number;
}

export interface Outcome {
  /** In order; phones of an inner list rang together. */
  readonly rings: readonly (readonly Rung[])[];
  /** Words and sounds, in order. */
  readonly heard: readonly string[];
  /** The nodes of the plan that the call came to, in order, each as often as it came. */
  readonly visited: readonly NodeId[];
  readonly end: End;
  /** Who talked last; absent: nobody. */
  readonly endedAt?: Address;
  /** Seconds until the call was where it ended. */
  readonly reached: number;
}

const isNode = (at: string): at is NodeId =>
  /^[a-z_]+:[^/]+$/.test(at) && !/^(number|dial|settings|outbound|direct):/.test(at);

function ringsOf(events: readonly Timed[], people: People): Outcome['rings'] {
  const groups = new Map<string, Rung[]>();
  for (const event of events) {
    if (event.kind !== 'rang') continue;
    const { dial, turn, address, timeout, callerId } = event;
    const key = `${dial} ${turn}`;
    const group = groups.get(key) ?? [];
    group.push({ name: people.name(address), address, seconds: timeout, callerId, at: event.t });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The path of a sound file, as an author knows it; as it is written where its escapes mean nothing. */
function nameIn(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname.slice(1) : url;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function heardOf(events: readonly Timed[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind === 'said' && event.to === 'caller') return [event.text];
    return event.kind === 'played' && event.to === 'caller' ? [nameIn(event.url)] : [];
  });
}

function visitedOf(played: PlayedCall): readonly NodeId[] {
  const visited: NodeId[] = [];
  let waiting: string | undefined;
  for (const { turns } of played.answered) {
    for (const { at } of turns) {
      // A node that comes to its turn again, because Twilio has acted, is still the same visit.
      if (isNode(at) && at !== waiting) visited.push(at);
      waiting = at;
    }
  }
  return visited;
}

/** A room as its plan calls it: Twilio knows it by the plan's name too, for all rooms of an account have one name space. */
const roomIn = ({ bundle }: Playable, name: string): string =>
  name.startsWith(`${bundle.plan}.`) ? name.slice(bundle.plan.length + 1) : name;

/** The emergency numbers of a plan ring nobody of the plan. */
const isEmergency = (address: Address, { bundle }: Playable): boolean =>
  address.kind === 'number' && bundle.emergency.numbers.includes(address.value);

interface Found {
  readonly end: End;
  readonly at: number;
  readonly address?: Address;
}

/**
 * The last thing that counts: a talk, a message in which something was said, a queue. A talk that was passed on no longer
 * counts, nor does a message whose caller pressed 0: they want a person.
 */
function lastThing({ record, answered }: PlayedCall, people: People, plan: Playable): Found | undefined {
  const turns = new Map(answered.map((each) => [each.request, each.turns]));
  const rung = new Map<number, Address>();
  let mailbox: string | undefined;
  let found: Found | undefined;
  for (const event of record.events) {
    if (event.kind === 'rang') rung.set(event.leg, event.address);
    else if (event.kind === 'talk_ended' && event.by === 'transfer') found = undefined;
    else if (event.kind === 'asked') {
      const inMailboxes = (turns.get(event.request) ?? []).filter(({ at }) => at.startsWith('mailbox:'));
      mailbox = inMailboxes.at(-1)?.at.slice('mailbox:'.length) ?? mailbox;
      if (inMailboxes.some(({ exit }) => exit === 'key_0')) found = undefined;
    }
    found = thingOf(event, { rung, mailbox }, people, plan) ?? found;
  }
  return found;
}

/** Something that counts, if an event is that. */
function thingOf(
  event: Timed,
  { rung, mailbox }: { readonly rung: ReadonlyMap<number, Address>; readonly mailbox: string | undefined },
  people: People,
  plan: Playable,
): Found | undefined {
  const at = event.t;
  switch (event.kind) {
    case 'bridged': {
      const address = rung.get(event.leg);
      if (address === undefined) return undefined;
      if (isEmergency(address, plan)) return { end: { kind: 'emergency' }, at };
      return { end: { kind: 'party', name: people.name(address) }, at, address };
    }
    case 'conference':
      return { end: { kind: 'conference', name: roomIn(plan, event.name) }, at };
    case 'queued':
      return { end: { kind: 'queue', name: event.name }, at };
    case 'recorded':
      if (event.seconds === 0 || mailbox === undefined) return undefined;
      return { end: { kind: 'mailbox', name: mailbox }, at: event.began };
    default:
      return undefined;
  }
}

function isRefused({ answered }: PlayedCall): boolean {
  const last = answered.findLast(({ turns }) => turns.length > 0)?.turns.at(-1);
  return last?.refused === true || last?.exit === 'no_caller_id';
}

/** A call that somebody answered is over when they hang up; what is said after that would be a fault. */
function endOf(played: PlayedCall, heard: readonly string[], people: People, plan: Playable): Found {
  const { record } = played;
  const over = record.lasted;
  if (record.ending === 'endless' || record.ending === 'application_error') {
    return { end: { kind: 'fault', what: record.ending }, at: over };
  }
  if (record.ending === 'rejected') return { end: { kind: 'reject' }, at: over };
  const found = lastThing(played, people, plan);
  if (isRefused(played)) return { end: { kind: 'refused' }, at: over };
  if (found !== undefined) return found;
  if (record.ending === 'caller_hung_up') return { end: { kind: 'hangup' }, at: over };
  return heard.length === 0
    ? { end: { kind: 'fault', what: 'silence' }, at: over }
    : { end: { kind: 'hangup' }, at: over };
}

/** What a played call came to. */
export function outcomeOf(played: PlayedCall, people: People, plan: Playable): Outcome {
  const { events } = played.record;
  const heard = heardOf(events);
  const { end, at, address } = endOf(played, heard, people, plan);
  return {
    rings: ringsOf(events, people),
    heard,
    visited: visitedOf(played),
    end,
    ...(address === undefined ? {} : { endedAt: address }),
    reached: at,
  };
}

/** An end in one word, as a test writes it. */
export function endWord(end: End): string {
  switch (end.kind) {
    case 'party':
    case 'mailbox':
    case 'queue':
    case 'conference':
      return end.name;
    case 'fault':
      return end.what;
    default:
      return end.kind;
  }
}

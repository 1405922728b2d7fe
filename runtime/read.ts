import { isE164 } from './address.ts';
import type { Json } from './digest.ts';
import { isObject, text } from './fields.ts';
import type { Leg } from './legs.ts';
import { builtIns, type Destination, type Exits, type ProgramNode } from './program.ts';

export { isObject, seconds, text, texts } from './fields.ts';

/** What a plan is made of, as it stands in Sync: legs, destinations, exits. */

/** A leg by the words of the old items: `type` (`pstn` is `number`) and where to. */
export function leg(type: unknown, to: unknown): Leg | undefined {
  const destination = text(to)?.trim();
  if (destination === undefined) return undefined;
  switch (type) {
    case 'number':
    case 'pstn': {
      const number = destination.replace(/[\s()-]/g, '').replace(/^(?!\+)/, '+');
      return isE164(number) ? { type: 'number', destination: number } : undefined;
    }
    case 'sip': {
      const uri = /^sips?:/i.test(destination) ? destination : `sip:${destination}`;
      return /^sips?:[^@\s<>]+@[^@\s<>]+$/i.test(uri) ? { type: 'sip', destination: uri } : undefined;
    }
    case 'client': {
      const identity = destination.replace(/^client:/, '').trim();
      return identity === '' ? undefined : { type: 'client', destination: identity };
    }
    default:
      return undefined;
  }
}

/** Ids of nodes that have a name: what else has one (phones, digits, schedules) is no place for a call. */
const NODE_ID = /^(extension|mailbox|menu|message|ring_group|route):./;

/** Reads a node written as JSON: by its kind. Given as an argument, since the table of kinds stands above this file. */
export type ReadNode = (value: unknown) => ProgramNode | undefined;

export function destination(value: unknown, readNode: ReadNode): Destination | undefined {
  if (isObject(value)) return readNode(value);
  if (typeof value !== 'string') return undefined;
  const builtIn = builtIns.find((name) => name === value);
  if (builtIn !== undefined) return builtIn;
  return NODE_ID.test(value) ? (value as Destination) : undefined;
}

/** Reads exits; none written is none. */
export function exits(value: Json | undefined, readNode: ReadNode): Exits | undefined {
  if (value === undefined) return {};
  if (!isObject(value)) return undefined;
  const found: { [label: string]: Destination } = {};
  for (const [label, each] of Object.entries(value)) {
    const to = destination(each, readNode);
    if (to === undefined) return undefined;
    found[label] = to;
  }
  return found;
}

import { isE164 } from './address.ts';
import type { Json, JsonObject } from './digest.ts';
import type { Leg } from './legs.ts';
import { builtIns, type Destination, type Exits, type ProgramNode } from './program.ts';

/**
 * Reading what stands in Sync: people edit items by hand, so nothing is taken on trust. Each reader gives the value, or
 * undefined for data that it cannot use (a malformed item, which the snapshot then stands in for).
 */

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Seconds, also as a person may have typed them: `"15"`. */
export function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

export const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;

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

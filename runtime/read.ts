import { isE164 } from './address.ts';
import type { Json } from './digest.ts';
import { isObject, text } from './fields.ts';
import type { Leg } from './legs.ts';
import { builtIns, type Destination, type Exits, type NodeId, type ProgramNode } from './program.ts';

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

/** What reading asks of the table of kinds, which stands above this file. */
export interface KindsToRead {
  /** A node written as JSON. */
  readonly node: (value: unknown) => ProgramNode | undefined;
  /** Whether this names a node: what else has a name (phones, digits, schedules) is no place for a call. */
  readonly isId: (text: string) => text is NodeId;
}

export function destination(value: unknown, kinds: KindsToRead): Destination | undefined {
  if (isObject(value)) return kinds.node(value);
  if (typeof value !== 'string') return undefined;
  return builtIns.find((name) => name === value) ?? (kinds.isId(value) ? value : undefined);
}

/** Reads exits; none written is none. */
export function exits(value: Json | undefined, kinds: KindsToRead): Exits | undefined {
  if (value === undefined) return {};
  if (!isObject(value)) return undefined;
  const found: { [label: string]: Destination } = {};
  for (const [label, each] of Object.entries(value)) {
    const to = destination(each, kinds);
    if (to === undefined) return undefined;
    found[label] = to;
  }
  return found;
}

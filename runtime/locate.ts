import type { Bundle, Destination, NodeId, ProgramNode } from './program.ts';
import type { Need, Ref, World } from './world.ts';

/**
 * Addresses: how a node is named while a call waits in it. A node of its own is its id. A leaf written in place is the
 * address of what holds it and the exit that leads to it: `ring_group:sales/otherwise`, `number:+61255501000`,
 * `settings:acme/transfer`. Names only, so that an edit elsewhere never shifts it.
 */

export type Located =
  | { readonly kind: 'node'; readonly node: ProgramNode }
  | { readonly kind: 'absent' }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

const unmapped = ['outside_caller', 'extension', 'transfer'] as const;

function unmappedAt(label: string | undefined, world: World): Destination | null | undefined {
  const settings = world.settings();
  const origin = unmapped.find((name) => name === label);
  return settings && origin ? settings.unmapped[origin] : settings === undefined ? undefined : null;
}

/** The item that holds an address. */
export const ownerOf = (at: string): Ref => (at.split('/')[0] ?? at) as Ref;

/** What the plan has at a reference: where a call to it goes first. */
function destinationAt(ref: string, label: string | undefined, world: World): Destination | null | undefined {
  if (ref.startsWith('number:')) {
    const entry = world.number(ref.slice('number:'.length));
    return entry ? entry.to : entry;
  }
  if (ref.startsWith('dial:')) return world.dial(ref as NodeId);
  if (ref.startsWith('settings:')) return unmappedAt(label, world);
  return world.node(ref as NodeId);
}

/** A leg that no item describes: an outside number, or a SIP user that the old entry dials by its number. */
function leg(ref: string, { domain }: Pick<Bundle, 'domain'>): ProgramNode | undefined {
  const [, kind, rest] = /^(outbound|direct):(.+)$/.exec(ref) ?? [];
  if (kind === 'outbound' && rest) return { kind: 'number', number: rest, exits: {} };
  if (kind === 'direct' && rest) return { kind: 'sip', uri: `sip:${rest}@${domain ?? ''}`, exits: {} };
  return undefined;
}

/** The node at an address. */
export function locate(at: string, world: World, bundle: Pick<Bundle, 'domain'>): Located {
  const [ref = '', ...labels] = at.split('/');
  const direct = leg(ref, bundle);
  if (direct !== undefined) return { kind: 'node', node: direct };
  let here = destinationAt(ref, labels[0], world);
  if (here === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref: ref as Ref }] };
  for (const label of ref.startsWith('settings:') ? labels.slice(1) : labels) {
    if (here === null || typeof here === 'string') return { kind: 'absent' };
    here = Object.hasOwn(here.exits, label) ? (here.exits[label] ?? null) : null;
  }
  return here === null || typeof here === 'string' ? { kind: 'absent' } : { kind: 'node', node: here };
}

/** Where a call starts that entered by a reference: to begin again when the node it waited in is gone. */
export function entrance(entry: string, world: World): Destination | null | undefined {
  const [ref = '', label] = entry.split('/');
  return destinationAt(ref, label, world);
}

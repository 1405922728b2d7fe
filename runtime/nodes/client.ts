import { dialFallback, ringOne } from '../dial.ts';
import type { NodeBase, NodeRuntime } from '../node.ts';
import { leg, seconds } from '../read.ts';

/** Rings a Voice SDK identity. `ring`: seconds. */
export interface ClientNode extends NodeBase {
  readonly kind: 'client';
  readonly identity: string;
  readonly ring?: number;
}

export const client: NodeRuntime<ClientNode> = {
  named: false,
  waits: true,
  read(fields, exits) {
    const found = leg('client', fields.identity);
    const ring = seconds(fields.ring);
    return found && { kind: 'client', identity: found.destination, exits, ...(ring && { ring }) };
  },
  step: (node, event, ground) =>
    ringOne({ leg: { type: 'client', destination: node.identity } }, node.ring, event, ground, 'on_failed'),
  fallback: dialFallback,
};

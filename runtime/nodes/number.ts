import { dialFallback, ringOne } from '../dial.ts';
import type { NodeBase, NodeRuntime } from '../node.ts';
import { leg, seconds } from '../read.ts';

/** Rings an outside number that the plan lists. `number`: E.164; `ring`: seconds. */
export interface NumberNode extends NodeBase {
  readonly kind: 'number';
  readonly number: string;
  readonly ring?: number;
}

export const number: NodeRuntime<NumberNode> = {
  named: false,
  waits: true,
  read(fields, exits) {
    const found = leg('number', fields.number);
    const ring = seconds(fields.ring);
    return found && { kind: 'number', number: found.destination, exits, ...(ring && { ring }) };
  },
  step: (node, event, ground) =>
    ringOne({ leg: { type: 'number', destination: node.number } }, node.ring, event, ground, 'on_failed'),
  fallback: dialFallback,
};

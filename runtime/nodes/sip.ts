import { dialFallback, ringOne } from '../dial.ts';
import type { NodeBase, NodeRuntime } from '../node.ts';
import { leg, seconds } from '../read.ts';

/** Rings a SIP address that the plan lists. `uri`: `sip:user@host`, may carry `?headers`; `ring`: seconds. */
export interface SipNode extends NodeBase {
  readonly kind: 'sip';
  readonly uri: string;
  readonly ring?: number;
}

export const sip: NodeRuntime<SipNode> = {
  named: false,
  waits: true,
  read(fields, exits) {
    const found = leg('sip', fields.uri);
    const ring = seconds(fields.ring);
    return found && { kind: 'sip', uri: found.destination, exits, ...(ring && { ring }) };
  },
  step: (node, event, ground) =>
    ringOne({ leg: { type: 'sip', destination: node.uri } }, node.ring, event, ground, 'on_failed'),
  fallback: dialFallback,
};

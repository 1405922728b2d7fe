import { dialFallback, ringOne } from '../dial.ts';
import type { Leg } from '../legs.ts';
import type { NodeBase, NodeRuntime } from '../node.ts';
import { isObject, leg, seconds } from '../read.ts';

/** A person or a place with a phone, called directly. `ring`: seconds. */
export interface ExtensionNode extends NodeBase {
  readonly kind: 'extension';
  readonly phone: Leg;
  readonly ring?: number;
}

export const extension: NodeRuntime<ExtensionNode> = {
  named: true,
  waits: true,
  read(fields, exits) {
    const phone = isObject(fields.phone) ? leg(fields.phone.type, fields.phone.destination) : undefined;
    const ring = seconds(fields.ring);
    return phone && { kind: 'extension', phone, exits, ...(ring && { ring }) };
  },
  step: (node, event, ground) => ringOne({ leg: node.phone }, node.ring, event, ground, 'on_unreachable'),
  fallback: dialFallback,
};

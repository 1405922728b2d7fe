import type { NodeBase, NodeRuntime } from '../node.ts';
import { goodbye } from '../sentences.ts';

/** Refuses the call before anything answers it. */
export interface RejectNode extends NodeBase {
  readonly kind: 'reject';
  readonly reason: 'busy' | 'rejected';
}

export const reject: NodeRuntime<RejectNode> = {
  named: false,
  waits: false,
  read({ reason }, exits) {
    return reason === 'busy' || reason === 'rejected' ? { kind: 'reject', reason, exits } : undefined;
  },
  step: (node, _event, ground) => ({
    kind: 'end',
    because: node.reason,
    // Only as the first instruction does it refuse (docs/voice/twiml/reject); an answered caller is told in words.
    instructions: ground.open
      ? goodbye(node.reason === 'busy' ? 'busy' : 'not_in_service', ground)
      : [{ verb: 'reject', reason: node.reason }],
  }),
  fallback: () => 'hangup',
};

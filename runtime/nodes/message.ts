import type { NodeBase, NodeRuntime } from '../node.ts';
import { type Prompt, readPrompt, speakPrompt } from '../prompt.ts';

/** An announcement, and what follows it (`then`). */
export interface MessageNode extends NodeBase {
  readonly kind: 'message';
  readonly prompt: Prompt;
}

export const message: NodeRuntime<MessageNode> = {
  named: true,
  waits: false,
  read(fields, exits) {
    const prompt = readPrompt(fields.prompt);
    return prompt && { kind: 'message', prompt, exits };
  },
  step(node, _event, ground) {
    const spoken = speakPrompt(node.prompt, ground);
    if (spoken.kind === 'needs') return spoken;
    return { kind: 'exit', exit: 'then', instructions: spoken.instructions, because: 'said' };
  },
  fallback: () => 'hangup',
};

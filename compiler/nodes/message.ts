import { below, type Exit, type PlanPrompt } from '../model/plan.ts';
import type { WrittenPlay, WrittenSay } from '../model/written.generated.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, PLAIN } from './kind.ts';
import { lowerPrompt, readPrompts, tellPrompt } from './prompts.ts';

interface MessageBody {
  readonly prompts: readonly PlanPrompt[];
  readonly exits: readonly Exit[];
}

/** An announcement, and what follows it: in place as `say` or `play`, or by name. */
export const messageKind = defineKind<'message', WrittenSay | WrittenPlay, MessageBody>({
  kind: 'message',
  look: { family: 'words', outline: 'note', sign: 'M2 3 H14 V11 H8 L5 14 V11 H2 Z', word: 'message' },
  section: 'messages',
  leaves: ['say', 'play'],
  resolve: (written, place, scope) => ({
    prompts:
      'say' in written
        ? readPrompts('text', written.say, below(place.origin, 'say'), scope)
        : readPrompts('asset', written.play, below(place.origin, 'play'), scope),
    exits: readExits(written, ['then'], place, scope),
  }),
  exits: (body) => body.exits,
  facts: ({ prompts }) => ({ ...PLAIN, speaks: true, answers: true, mustLeave: ['then'], prompts }),
  lower: ({ prompts, exits }, lowering) => ({
    kind: 'message',
    prompt: lowerPrompt(prompts, lowering.language),
    exits: lowering.exits(exits),
  }),
  describe: ({ prompt, exits }, tell) => `${tellPrompt(prompt)}${tellExits(exits, tell)}`,
});

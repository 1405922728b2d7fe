import type { Instruction } from '../instructions.ts';
import type { Ground, NodeBase, NodeRuntime } from '../node.ts';
import { isObject, text } from '../read.ts';

/** Words by language code, or a recording by its URL. */
export type Prompt = { readonly say: { readonly [language: string]: string } } | { readonly play: string };

/** An announcement, and what follows it (`then`). */
export interface MessageNode extends NodeBase {
  readonly kind: 'message';
  readonly prompt: Prompt;
}

/** The prompt in the call's language; a language that the prompt does not have is heard in the plan's first one. */
function speakPrompt(prompt: Prompt, { settings }: Ground): Instruction {
  if ('play' in prompt) return { verb: 'play', url: prompt.play };
  const language = settings.defaultLanguage;
  const text = prompt.say[language] ?? Object.values(prompt.say)[0] ?? '';
  const voice = settings.languages[language]?.voice;
  return voice === undefined ? { verb: 'say', text, language } : { verb: 'say', text, voice };
}

function readPrompt(value: unknown): Prompt | undefined {
  if (!isObject(value)) return undefined;
  const play = text(value.play);
  if (play !== undefined) return { play };
  const { say } = value;
  return isObject(say) && Object.values(say).every((each) => typeof each === 'string')
    ? { say: say as { readonly [language: string]: string } }
    : undefined;
}

export const message: NodeRuntime<MessageNode> = {
  waits: false,
  read(fields, exits) {
    const prompt = readPrompt(fields.prompt);
    return prompt && { kind: 'message', prompt, exits };
  },
  step: (node, _event, ground) => ({
    kind: 'exit',
    exit: 'then',
    instructions: [speakPrompt(node.prompt, ground)],
    because: 'said',
  }),
  fallback: () => 'hangup',
};

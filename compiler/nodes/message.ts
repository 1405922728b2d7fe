import type { Prompt } from '../../runtime/nodes/message.ts';
import { below, type Exit, type PlanPrompt } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenPlay, WrittenSay } from '../model/written.generated.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, PLAIN, type Scope } from './kind.ts';

interface MessageBody {
  readonly prompts: readonly PlanPrompt[];
  readonly exits: readonly Exit[];
}

type ByLanguage = { readonly [language: string]: string };

/** One prompt, or one for each language. */
function readPrompts(
  kind: PlanPrompt['kind'],
  written: string | ByLanguage,
  origin: Origin,
  scope: Scope,
): PlanPrompt[] {
  const one = (text: string, at: Origin, language?: string): PlanPrompt[] => {
    const value = scope.text(text);
    return value === undefined
      ? []
      : [{ kind, value, origin: at, ...(language === undefined ? {} : { language }) }];
  };
  if (typeof written === 'string') return one(written, origin);
  return Object.entries(written).flatMap(([code, text]) => one(text, below(origin, code), code));
}

/** Where the project serves a sound file of the plan; an address on the web stays as it is. */
const mediaUrl = (asset: string): string =>
  asset.startsWith('https://') ? asset : `/media/${asset.split('/').map(encodeURIComponent).join('/')}`;

function lowerPrompt(prompts: readonly PlanPrompt[], language: string): Prompt {
  const [first] = prompts;
  if (first?.kind !== 'asset') {
    return { say: Object.fromEntries(prompts.map((each) => [each.language ?? language, each.value])) };
  }
  // Calls stay in the plan's first language, so of several recordings that one is played.
  const chosen = prompts.find((each) => each.language === language) ?? first;
  return { play: mediaUrl(chosen.value) };
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** An announcement, and what follows it: in place as `say` or `play`, or by name. */
export const messageKind = defineKind<'message', WrittenSay | WrittenPlay, MessageBody>({
  kind: 'message',
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
  describe: ({ prompt, exits }, tell) => {
    const heard =
      'play' in prompt ? `plays ${prompt.play}` : `says “${shorten(Object.values(prompt.say)[0] ?? '')}”`;
    return `${heard}${tellExits(exits, tell)}`;
  },
});

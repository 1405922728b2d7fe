import type { ByLanguage, Prompt, PromptPart } from '../../runtime/prompt.ts';
import { mediaName } from '../model/media-name.ts';
import { below, type PlanPrompt } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenAudio, WrittenPrompt } from '../model/written.generated.ts';
import type { Scope } from './kind.ts';

/** What verbs that speak have in common: words or sound files as authors write them, and as they run. */

/** A sound file among words: by its ending, or an address on the web. */
const SOUND = /\.(?:mp3|wav)$|^https:\/\/\S+$/i;

const kindOf = (kind: PlanPrompt['kind'], text: string): PlanPrompt['kind'] =>
  kind === 'asset' || SOUND.test(text) ? 'asset' : 'text';

/** One part of a prompt, in one language or in several. */
function readPart(
  kind: PlanPrompt['kind'],
  written: string | ByLanguage,
  { part, whole }: { readonly part: Origin; readonly whole: Origin },
  scope: Scope,
): PlanPrompt[] {
  const one = (text: string, origin: Origin, language?: string): PlanPrompt[] => {
    const value = scope.text(text);
    if (value === undefined) return [];
    const found: PlanPrompt = { kind: kindOf(kind, value), value, origin, part, whole };
    return [language === undefined ? found : { ...found, language }];
  };
  if (typeof written === 'string') return one(written, part);
  return Object.entries(written).flatMap(([code, text]) => one(text, below(part, code), code));
}

/**
 * One prompt: words, sound files, one of them for each language, or a list of such parts.
 * @param kind `text`: what ends in `.mp3` or `.wav` is a sound file, all else is spoken; `asset`: sound files only
 */
export function readPrompts(
  kind: PlanPrompt['kind'],
  written: WrittenPrompt | WrittenAudio,
  origin: Origin,
  scope: Scope,
): readonly PlanPrompt[] {
  if (!Array.isArray(written)) {
    return readPart(kind, written as string | ByLanguage, { part: origin, whole: origin }, scope);
  }
  return (written as readonly (string | ByLanguage)[]).flatMap((each, i) =>
    readPart(kind, each, { part: below(origin, i), whole: origin }, scope),
  );
}

/** Where the project serves a sound file of the plan; an address on the web stays as it is. */
export const mediaUrl = (asset: string): string =>
  asset.startsWith('https://') ? asset : `/media/${mediaName(asset)}`;

/** One part of a prompt: what was written without a language is in the plan's first. */
function lowerPart(prompts: readonly PlanPrompt[], language: string): PromptPart {
  const texts = (kind: PlanPrompt['kind']): [string, string][] =>
    prompts
      .filter((each) => each.kind === kind)
      .map((each) => [each.language ?? language, kind === 'asset' ? mediaUrl(each.value) : each.value]);
  const say = texts('text');
  const play = texts('asset');
  return {
    ...(say.length > 0 && { say: Object.fromEntries(say) }),
    ...(play.length > 0 && { play: Object.fromEntries(play) }),
  };
}

/** A prompt as it runs. */
export function lowerPrompt(prompts: readonly PlanPrompt[], language: string): Prompt {
  const parts = new Map<Origin, PlanPrompt[]>();
  for (const each of prompts) parts.set(each.part, [...(parts.get(each.part) ?? []), each]);
  return [...parts.values()].map((part) => lowerPart(part, language));
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** What is heard, in a line for people. */
export function tellPrompt(prompt: Prompt): string {
  const heard = prompt.map(({ say = {}, play = {} }) => {
    const [words] = Object.values(say);
    return words === undefined ? `plays ${Object.values(play)[0]}` : `says “${shorten(words)}”`;
  });
  return heard.join(', ');
}

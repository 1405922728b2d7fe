import { calledNumber } from './call.ts';
import type { Instruction } from './instructions.ts';
import type { Ground } from './node.ts';
import { isObject, text } from './read.ts';
import { say } from './sentences.ts';
import type { Need } from './world.ts';

/**
 * Prompts: what a caller hears from the plan, as words or recordings, in one language or several, in one part or a list.
 * `{{name}}` in words stands for a variable of the called number.
 */

/** By language code. */
export type ByLanguage = { readonly [language: string]: string };

/** Words, recordings' URLs, or some languages each. A part in one language only is always heard in that one. */
export interface PromptPart {
  readonly say?: ByLanguage;
  readonly play?: ByLanguage;
}
export type Prompt = readonly PromptPart[];

export type Spoken =
  | { readonly kind: 'spoken'; readonly instructions: readonly Instruction[] }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

const HOLE = /\{\{([a-z][a-z0-9_]*)\}\}/g;

/** The variables of the called number; undefined: not read yet. */
function variables({ state, world }: Ground): ByLanguage | undefined {
  const number = calledNumber(state);
  if (number === undefined) return {};
  const entry = world.number(number);
  return entry === undefined ? undefined : (entry?.vars ?? {});
}

function part({ say: spoken = {}, play = {} }: PromptPart, ground: Ground, values: ByLanguage): Instruction {
  const { settings, state } = ground;
  const codes = [...Object.keys(spoken), ...Object.keys(play)];
  const wanted = [state.language, settings.defaultLanguage].find((code) => code && codes.includes(code));
  const language = wanted ?? codes[0] ?? settings.defaultLanguage;
  const url = Object.hasOwn(play, language) ? play[language] : undefined;
  if (url !== undefined) return { verb: 'play', url };
  const words = (spoken[language] ?? '').replace(HOLE, (_hole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : '',
  );
  return say(words, language, ground);
}

/** Words that came to nothing, a variable that this number does not have, are not said: nobody would hear that they were. */
const isHeard = (told: Instruction): boolean => told.verb !== 'say' || /[\p{L}\p{N}]/u.test(told.text);

/** A prompt in the call's language, else in the plan's first, else in the one that it has. */
export function speakPrompt(prompt: Prompt, ground: Ground): Spoken {
  const holes = prompt.some(({ say = {} }) => Object.values(say).some((words) => words.includes('{{')));
  const values = holes ? variables(ground) : {};
  if (values === undefined) {
    const ref = `number:${calledNumber(ground.state)}` as const;
    return { kind: 'needs', needs: [{ kind: 'entry', ref }] };
  }
  return { kind: 'spoken', instructions: prompt.map((each) => part(each, ground, values)).filter(isHeard) };
}

function readTexts(value: unknown): ByLanguage | undefined {
  return isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((each) => text(each) !== undefined)
    ? (value as ByLanguage)
    : undefined;
}

function readPart(value: unknown): PromptPart | undefined {
  if (!isObject(value)) return undefined;
  const say = value.say === undefined ? {} : readTexts(value.say);
  const play = value.play === undefined ? {} : readTexts(value.play);
  if (!say || !play || Object.keys({ ...say, ...play }).length === 0) return undefined;
  return { ...(value.say !== undefined && { say }), ...(value.play !== undefined && { play }) };
}

/** Reads a prompt that a person may have edited; undefined: malformed. */
export function readPrompt(value: unknown): Prompt | undefined {
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(readPart);
  return parts.length > 0 && parts.every((each) => each !== undefined) ? parts : undefined;
}

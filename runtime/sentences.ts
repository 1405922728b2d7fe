import type { CallState } from './call.ts';
import type { Instruction } from './instructions.ts';
import type { Bundle, Settings } from './program.ts';
import { de } from './sentences/de.ts';
import { en, type Sentence, type Sentences } from './sentences/en.ts';
import { es } from './sentences/es.ts';
import { fr } from './sentences/fr.ts';
import { it } from './sentences/it.ts';
import { nl } from './sentences/nl.ts';
import { pt } from './sentences/pt.ts';
import { speechLanguage } from './speech-language.ts';

/**
 * What a caller hears where the plan has no words of its own. One sentence a situation: a caller who tells it to the
 * help desk has told which one it was. A file a language; a line here adds one.
 */
export const sentences: { readonly [language: string]: Sentences } = { de, en, es, fr, it, nl, pt };

export type { Sentence };

/** Who is spoken to: the call's language, else the plan's first. Without `settings` only what is in the bundle is known. */
export interface Listener {
  readonly bundle: Pick<Bundle, 'language' | 'voice' | 'numbering'>;
  readonly settings?: Pick<Settings, 'defaultLanguage' | 'languages'> | undefined;
  readonly state?: Pick<CallState, 'language'> | undefined;
}

/** The language that we have for a code: `fr` for `fr-CA`. */
function known(code: string): string | undefined {
  const [language = ''] = code.toLowerCase().split('-');
  return Object.hasOwn(sentences, language) ? language : undefined;
}

const first = ({ bundle, settings }: Listener): string =>
  settings?.defaultLanguage ?? bundle.language ?? 'en';

/** The codes in which somebody is spoken to, the best first. */
const codesFor = (to: Listener): readonly string[] => [to.state?.language ?? first(to), first(to)];

/** Whether we have sentences in the language that the call is in. */
export const speaksTo = (to: Listener): boolean => known(codesFor(to)[0] ?? '') !== undefined;

function voiceOf(code: string, { bundle, settings }: Listener): string | undefined {
  if (settings === undefined) return code === bundle.language ? bundle.voice : undefined;
  return Object.hasOwn(settings.languages, code) ? settings.languages[code]?.voice : undefined;
}

/** Where we have none of the plan's languages it is English: in a voice of its own, not in one that speaks another. */
const ENGLISH = 'en';

/** The plan's code for the language that somebody hears, and ours. */
function languageFor(to: Listener): { readonly code: string; readonly language: string } {
  const other = Object.keys(to.settings?.languages ?? {}).find((each) => known(each) === 'en');
  const code = codesFor(to).find((each) => known(each) !== undefined) ?? other ?? ENGLISH;
  return { code, language: known(code) ?? 'en' };
}

/** Words in a language of the plan: by its voice, where it has one. */
export function say(text: string, code: string, to: Listener): Instruction {
  const voice = voiceOf(code, to);
  if (voice !== undefined) return { verb: 'say', text, voice };
  return { verb: 'say', text, language: speechLanguage(code, to.bundle.numbering.country) };
}

/** A built-in sentence in the language and voice of the call, its holes filled. */
export function speak(
  sentence: Sentence,
  to: Listener,
  values: (language: string) => { readonly [hole: string]: string } = () => ({}),
): Instruction {
  const { code, language } = languageFor(to);
  const filled = values(language);
  const words = (sentences[language] ?? en)[sentence];
  const text = words.replace(/\{(\w+)\}/g, (hole, name: string) => filled[name] ?? hole);
  return say(text, code, to);
}

/** A built-in sentence, and the end of the call. */
export function goodbye(sentence: Sentence, to: Listener): readonly Instruction[] {
  return [speak(sentence, to), { verb: 'hangup' }];
}

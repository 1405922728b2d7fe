import type { Address } from '../../../compiler/simulate/script.ts';
import type { Instruction, Noun } from '../../../runtime/instructions.ts';
import { words } from './observation.ts';

/** What instructions mean to ears, keys and phones, written from their meaning and not from what is made of them. */

/** What an ear makes of words: no control characters, no difference between spaces. */
export const heard = (text: string): string =>
  [...text]
    .filter((each) => /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(each))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** What Twilio counts of keys: none behind the one that ends them, and no more than it was asked for. */
export function counted(
  keys: string,
  most: number,
  end: string,
): { readonly got: string; readonly over: boolean } {
  const got: string[] = [];
  for (const key of keys) {
    if (key === end) return { got: got.join(''), over: true };
    got.push(key);
    if (got.length === most) return { got: got.join(''), over: true };
  }
  return { got: got.join(''), over: false };
}

/** An address without what a call only carries along. */
export function addressOf(noun: Noun): { readonly address: Address; readonly written: string } {
  if (noun.kind === 'number')
    return { address: { kind: 'number', value: noun.number }, written: noun.number };
  if (noun.kind === 'client')
    return { address: { kind: 'client', value: noun.identity }, written: noun.identity };
  const [address = ''] = noun.uri.replace(/^sips:/i, 'sip:').split(/[?;]/);
  const [user = '', host = ''] = address.replace(/^sip:/i, '').split('@');
  return {
    address: { kind: 'sip', value: `sip:${decodeURIComponent(user)}@${host.toLowerCase()}` },
    written: noun.uri,
  };
}

/** User-to-user information that a phone puts into the address to which it transfers. */
export function uuiIn(target: string | undefined): string | undefined {
  const [, written] = /[?&]User-to-User=([^&>]*)/.exec(target ?? '') ?? [];
  return written === undefined ? undefined : decodeURIComponent(written);
}

/** What is said of a rule in the log. */
export const ruleOf = (turns: readonly { at: string; exit?: string; because: string }[]): string =>
  turns.map(({ at, exit, because }) => `${at}${exit ? `/${exit}` : ''}: ${because}`).join(' > ');

/** What a document asks beside what can be heard: how keys, messages and rooms are taken. */
export function offersOf(instructions: readonly Instruction[]): readonly string[] {
  return instructions.flatMap((told): readonly string[] => {
    switch (told.verb) {
      case 'gather':
        return [
          words.offers(
            `gather ${told.digits ?? 'any'} keys in ${told.timeout} s, ended by ${JSON.stringify(told.finishOnKey ?? '#')}, ${told.always ? 'always' : 'if any'}`,
          ),
        ];
      case 'record':
        return [
          words.offers(
            `record ${told.maxLength} s, ended by ${told.silence} s of silence or ${JSON.stringify(told.finishOnKey)}${told.transcribe ? ', as text' : ''}`,
          ),
        ];
      case 'conference': {
        const { room, muted, beep, begins, ends, most } = told;
        return [
          words.offers(
            `confer in ${JSON.stringify(room)}: muted ${muted}, beep ${beep}, begins ${begins}, ends ${ends}, most ${most ?? '-'}`,
          ),
        ];
      }
      case 'dial':
        return [
          words.offers(
            `dial ${told.nouns.length}, ${told.action ? 'come back' : 'go on'}, ${told.refer ? 'may be transferred' : 'stays'}`,
          ),
        ];
      default:
        return [];
    }
  });
}

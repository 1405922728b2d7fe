import type { Numbering } from '../../runtime/program.ts';
import type { WrittenPlan } from '../model/written.ts';
import { NormalForms } from './normal-forms.ts';
import { type NumberSpan, readSpan } from './number-span.ts';

/** Letters that are typed for digits, and signs that stand between them. Anything else cannot be read. */
const LIKE_DIGITS: readonly (readonly [RegExp, string])[] = [
  [/[oO]/g, '0'],
  [/[lI]/g, '1'],
  [/[()/-]/g, ' '],
];

/**
 * Whether a number (E.164) is in the plan, but was left out because it, or what stands beside it, is written wrongly. Others
 * are missed all the same: one bad line says nothing about them.
 */
export function leftOutNumbers(
  { broken, unread }: WrittenPlan,
  numbering: Numbering,
): (number: string) => boolean {
  if (unread.length > 0) return () => true;
  let meant: readonly ((number: string) => boolean)[] | undefined;
  return (number) => {
    meant ??= broken.flatMap(({ section, name }) => (section === 'numbers' ? coverOf(name, numbering) : []));
    return meant.some((covers) => covers(number));
  };
}

/** Which numbers a key may mean: those that it covers, or, where it cannot be read to its end, those that begin like it. */
function coverOf(written: string, numbering: Numbering): (number: string) => boolean {
  const span = spanOf(written, numbering);
  if (span !== undefined) {
    return (number) => {
      const place = Number(number) - Number(span.first);
      return number.length === span.first.length && place >= 0 && place < span.size;
    };
  }
  const beginning = /^\+[0-9]{6,}/.exec(written.replaceAll(/[ ()-]/g, ''))?.[0];
  return (number) => beginning !== undefined && number.startsWith(beginning);
}

/** The numbers that a key covers, which may have a letter where a digit was meant. */
function spanOf(written: string, numbering: Numbering): NumberSpan | undefined {
  const quiet = (): void => {};
  const forms = new NormalForms(numbering, quiet);
  const read = (text: string) => readSpan(text, { file: '', path: [] }, forms, quiet);
  return read(written) ?? read(LIKE_DIGITS.reduce((text, [from, to]) => text.replace(from, to), written));
}

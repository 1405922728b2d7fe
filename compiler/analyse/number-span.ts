import { keyOf } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { NormalForms } from './normal-forms.ts';
import type { Report } from './report.ts';
import { isOpen } from './variables.ts';

/** The numbers that one key of `numbers` covers: a run without gaps. A single number is a run of one. */
export interface NumberSpan {
  /** E.164. */
  readonly first: string;
  readonly size: number;
}

/** As many as carriers give out in one piece; each becomes an item of its own. */
const LARGEST = 10_000;

/**
 * Reads a number, a block such as `+61 2 5550 11XX`, or a range `first..last`. Reports DP3011, DP3033, DP3034.
 * @param part whether it is the key of a map or stands behind one
 */
export function readSpan(
  text: string,
  origin: Origin,
  forms: NormalForms,
  report: Report,
  part: 'key' | 'value' = 'key',
): NumberSpan | undefined {
  const at = part === 'key' ? keyOf(origin) : origin;
  if (isOpen(text)) return undefined;
  const [from = '', to] = text.split('..');
  if (to !== undefined) return readRange(text, [from, to], at, forms, report);
  const block = /^([^X]*)((?: *X)+)$/.exec(text);
  if (block === null) return single(forms.number(text, at));
  const size = 10 ** (block[2] ?? '').replaceAll(' ', '').length;
  if (size > LARGEST) return refuseSize(text, size, at, report);
  const first = forms.number(text.replaceAll('X', '0'), at);
  return first === undefined ? undefined : { first, size };
}

const single = (first: string | undefined): NumberSpan | undefined =>
  first === undefined ? undefined : { first, size: 1 };

function readRange(
  text: string,
  ends: readonly [string, string],
  at: Origin,
  forms: NormalForms,
  report: Report,
): NumberSpan | undefined {
  const [first, last] = ends.map((each) => forms.number(each.trim(), at));
  if (first === undefined || last === undefined) return undefined;
  const size = Number(last) - Number(first) + 1;
  if (size > LARGEST && last.length === first.length) return refuseSize(text, size, at, report);
  if (size >= 1 && last.length === first.length) return { first, size };
  report('DP3034', {
    message: `the range \`${text}\` does not go up from its first number to its last`,
    origin: at,
    label: size < 1 ? 'ends before it begins' : 'its ends differ in length',
    why: 'none of its numbers would be in the plan',
    help: 'write the smaller number first, both in full',
  });
  return undefined;
}

function refuseSize(text: string, size: number, at: Origin, report: Report): undefined {
  const [many, most] = [size, LARGEST].map((count) => count.toLocaleString('en'));
  report('DP3033', {
    message: `\`${text}\` covers ${many} numbers, and a block has at most ${most}`,
    origin: at,
    label: 'too many to be listed one by one',
    why: 'every number becomes an item in Sync, so that a call inside and an old Function find it',
    help: 'write the blocks that you own; where calls to all other numbers go is said in `unmapped`',
  });
  return undefined;
}

/** The number at a place in a span, from 0. */
export const numberAt = ({ first, size }: NumberSpan, i: number): string =>
  size === 1 ? first : `+${Number(first.slice(1)) + i}`;

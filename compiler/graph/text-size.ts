/**
 * How wide text is, without a browser. Widths are those of Helvetica, which Arial and Liberation Sans share (Adobe's
 * font metrics, Helvetica.afm), in thousandths of the size; the painter holds every line to the width that is measured here.
 */

/** From the space (U+0020) to the tilde (U+007E). */
const ASCII = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;

/** Bold letters are wider: Helvetica-Bold.afm, on the average of English text. */
const BOLD = 1.08;

/** Letters of other scripts, signs without width, and what is as wide as it is high. */
const OTHER = 600;
const FULL = 1000;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NOTHING = /[\p{Mn}\p{Me}\p{Cf}]/u;

function widthOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  const ascii = ASCII[point - 0x20];
  if (ascii !== undefined) return ascii;
  if (NOTHING.test(character)) return 0;
  if (WIDE.test(character)) return FULL;
  // A letter with a mark is as wide as the letter.
  const base = character.normalize('NFD').codePointAt(0) ?? 0;
  return ASCII[base - 0x20] ?? (character === '…' ? FULL : OTHER);
}

/** The size of letters, and whether they are bold. */
export interface Type {
  readonly size: number;
  readonly bold?: boolean;
}

/** The width of a line, in the units of its size. */
export function textWidth(text: string, { size, bold = false }: Type): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return (sum * size * (bold ? BOLD : 1)) / 1000;
}

/** Breaks text into lines of some width, at spaces, or anywhere in words that are wider; what is too much ends in `…`. */
export function wrap(text: string, type: Type, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, type) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = broken(word, type, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  return [...lines.slice(0, most - 1), `${last.replace(/[\s,;.]+$/, '')}…`];
}

/** A word in pieces that fit. */
function broken(word: string, type: Type, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && textWidth(piece + character, type) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

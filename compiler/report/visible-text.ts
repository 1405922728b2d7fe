/** A few characters that are shown as one, with the room they take on a terminal. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** Where it begins in the line, in UTF-16 units from 0. */
  readonly offset: number;
}

const TAB_WIDTH = 4;

// What moves a terminal's cursor or the direction of writing is shown as a sign, never sent on.
const HARMFUL = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// East Asian wide and full-width forms (Unicode Standard Annex 11) and pictures.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A line as a terminal shows it, tabs as spaces. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes.segment(line)) {
    const cell = cellOf(segment, index, column);
    cells.push(cell);
    column += cell.width;
  }
  return cells;
}

function cellOf(segment: string, offset: number, column: number): Cell {
  if (segment === '\t') {
    const width = TAB_WIDTH - (column % TAB_WIDTH);
    return { text: ' '.repeat(width), width, offset };
  }
  const text = visible(segment);
  return { text, width: WIDE.test(text) ? 2 : NOTHING.test(text) ? 0 : 1, offset };
}

/** A text in one line, in which nothing can take over the terminal. */
export function visible(text: string): string {
  return text.replace(/\s+/g, ' ').replace(HARMFUL, '\ufffd');
}

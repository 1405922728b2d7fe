import { type Arrow, type Box, wordsOf } from './flow.ts';
import type { Size } from './layout.ts';
import type { CallPath } from './path.ts';
import { plainText } from './plain-text.ts';
import { sideOf } from './shapes.ts';
import { type Type, textWidth, wrap } from './text-size.ts';

/** The text of boxes and arrows in lines, and how much room it takes. */

/** How names of boxes are written, and the numbers of steps. */
export const NAME: Type = { size: 13, bold: true };
const BODY: Type = { size: 12 };
const LABEL: Type = { size: 11 };
export const STEP: Type = { size: 11, bold: true };

/** The height of a line, the room of a sign, and the space between a box's edge and what is in it. Pixels. */
export const LINE = 16;
export const SIGN = 22;
export const PAD = { x: 12, y: 9 };

/** Lines are broken before they are wider. Pixels. */
const WIDEST = 210;
const WIDEST_LABEL = 130;

/** Lines that a box, and the label of an arrow, show at most. */
const MOST_LINES = 7;
const MOST_LABEL_LINES = 4;

/** One line, and the letters that it is in. */
export interface Line {
  readonly text: string;
  readonly type: Type;
}

/** A box, and the lines in it. */
export interface BoxText extends Size {
  readonly box: Box;
  readonly lines: readonly Line[];
}

/** An arrow, the lines of its label, and its steps in a call. */
export interface ArrowText extends Size {
  readonly arrow: Arrow;
  readonly lines: readonly Line[];
  readonly steps: string;
}

const lineOf =
  (type: Type) =>
  (text: string): Line => ({ text, type });

const widest = (lines: readonly Line[]): number =>
  Math.max(0, ...lines.map(({ text, type }) => textWidth(text, type)));

/** Breaks the text of a box. */
export function boxText(box: Box): BoxText {
  const names = box.title === undefined ? [] : wrap(plainText(box.title), NAME, WIDEST, 2).map(lineOf(NAME));
  const body = box.lines
    .flatMap((line) => wrap(plainText(line), BODY, WIDEST, MOST_LINES))
    .slice(0, MOST_LINES);
  const lines = [...names, ...body.map(lineOf(BODY))];
  return {
    box,
    lines,
    width: Math.ceil(widest(lines)) + SIGN + 2 * (PAD.x + sideOf(box.kind)),
    height: Math.max(1, lines.length) * LINE + 2 * PAD.y,
  };
}

/** Breaks the label of an arrow. */
export function arrowText(arrow: Arrow, path: CallPath | undefined): ArrowText {
  const steps = (path?.steps.get(arrow) ?? []).join(', ');
  const lines = wrap(plainText(wordsOf(arrow)), LABEL, WIDEST_LABEL, MOST_LABEL_LINES).map(lineOf(LABEL));
  const width = Math.max(widest(lines), stepWidth(steps));
  const height = lines.length * LINE + (steps === '' ? 0 : LINE + 4);
  return {
    arrow,
    lines,
    steps,
    width: width === 0 ? 0 : Math.ceil(width) + 8,
    height: height === 0 ? 0 : height + 4,
  };
}

/** The width of the badge with the numbers of the steps; empty: none. */
export const stepWidth = (steps: string): number =>
  steps === '' ? 0 : Math.max(18, textWidth(steps, STEP) + 10);

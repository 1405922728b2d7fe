import { kinds } from '../nodes/index.ts';
import type { Look } from '../nodes/kind.ts';
import type { BoxKind } from './flow.ts';
import type { Area } from './layout.ts';

/** The looks of boxes: those of nodes are their verbs' own. */

const ENTRY: Look = {
  family: 'way_in',
  outline: 'pill',
  sign: 'M3 3.5 L5.5 2.5 L7.5 6 L6 7.5 C6.8 9 7.5 9.7 9 10.5 L10.5 9 L13.5 11 L12.5 13.5 C7 14 2 9 3 3.5 Z',
  word: 'way in',
};
const END: Look = { family: 'stop', outline: 'pill', sign: 'M4 4 H12 V12 H4 Z', word: 'end' };
const MORE: Look = {
  family: 'stop',
  outline: 'plain',
  sign: 'M3 8 h.01 M8 8 h.01 M13 8 h.01',
  word: 'not drawn',
};

/** The look of a kind of box. */
export function lookOf(kind: BoxKind): Look {
  switch (kind) {
    case 'entry':
      return ENTRY;
    case 'end':
      return END;
    case 'more':
      return MORE;
    default:
      return kinds[kind].look;
  }
}

/** Pixels that a shape needs at each side beyond its text. */
export const sideOf = (kind: BoxKind): number => {
  const { outline } = lookOf(kind);
  return outline === 'hexagon' || outline === 'pill' ? 12 : outline === 'barred' ? 7 : 0;
};

/** How far a note's corner is folded. */
const FOLD = 10;

const fixed = (value: number): string => String(Math.round(value * 10) / 10);
const at = (x: number, y: number): string => `${fixed(x)} ${fixed(y)}`;

/** The outline of a box as SVG. */
export function outlineOf(kind: BoxKind, { x, y, width, height }: Area): string {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  const box = (radius: number): string =>
    `<rect class="o" x="${fixed(left)}" y="${fixed(top)}" width="${fixed(width)}" height="${fixed(height)}" rx="${fixed(radius)}"/>`;
  switch (lookOf(kind).outline) {
    case 'pill':
      return box(Math.min(height / 2, 20));
    case 'round':
      return box(9);
    case 'plain':
      return box(0);
    case 'hexagon':
      return `<path class="o" d="M${at(left + 12, top)} L${at(right - 12, top)} L${at(right, y)} L${at(right - 12, bottom)} L${at(left + 12, bottom)} L${at(left, y)} Z"/>`;
    case 'barred':
      return `${box(2)}<path class="s" d="M${at(left + 5, top)} V${fixed(bottom)} M${at(right - 5, top)} V${fixed(bottom)}"/>`;
    case 'drum':
    case 'note':
      return `<path class="o" d="M${at(left, top)} H${fixed(right - FOLD)} L${at(right, top + FOLD)} V${fixed(bottom)} H${fixed(left)} Z"/><path class="s" d="M${at(right - FOLD, top)} V${fixed(top + FOLD)} H${fixed(right)}"/>`;
  }
}

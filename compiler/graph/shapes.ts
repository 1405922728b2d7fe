import type { BoxKind } from './flow.ts';
import type { Area } from './layout.ts';

/** What a kind of box looks like: outline, sign and family of colours, so that no meaning hangs on colour alone. */

/** Kinds that are coloured alike. */
export type Family = 'way_in' | 'choice' | 'ring' | 'words' | 'stop';

interface Look {
  readonly family: Family;
  readonly outline: Outline;
  /** A path in a field of 16 by 16. */
  readonly sign: string;
  /** The kind in a word, for those who hear the picture. */
  readonly word: string;
}

type Outline = 'pill' | 'hexagon' | 'barred' | 'round' | 'note' | 'plain';

const ARROW_OUT = 'M4 12 L12 4 M6 4 H12 V10';
const PERSON = 'M8 8 A3 3 0 1 0 8 2 A3 3 0 1 0 8 8 M2.5 14 C2.5 9.5 13.5 9.5 13.5 14';

/** The look of each kind. */
export const LOOKS: { readonly [K in BoxKind]: Look } = {
  entry: {
    family: 'way_in',
    outline: 'pill',
    sign: 'M3 3.5 L5.5 2.5 L7.5 6 L6 7.5 C6.8 9 7.5 9.7 9 10.5 L10.5 9 L13.5 11 L12.5 13.5 C7 14 2 9 3 3.5 Z',
    word: 'way in',
  },
  route: {
    family: 'choice',
    outline: 'hexagon',
    sign: 'M8 14 V9 L3 3 M8 9 L13 3 M3 6 V3 H6 M10 3 H13 V6',
    word: 'route',
  },
  menu: {
    family: 'choice',
    outline: 'barred',
    sign: 'M4 3 h.01 M8 3 h.01 M12 3 h.01 M4 7 h.01 M8 7 h.01 M12 7 h.01 M4 11 h.01 M8 11 h.01 M12 11 h.01 M8 15 h.01',
    word: 'menu',
  },
  menu_step: { family: 'choice', outline: 'barred', sign: 'M2 8 H13 M9 4 L13 8 L9 12', word: 'step' },
  ring_group: {
    family: 'ring',
    outline: 'round',
    sign: 'M8 2 C5 2 4.5 4.5 4.5 6.5 V9 L3 11.5 H13 L11.5 9 V6.5 C11.5 4.5 11 2 8 2 Z M6.5 14 H9.5',
    word: 'ring group',
  },
  extension: { family: 'ring', outline: 'round', sign: PERSON, word: 'extension' },
  sip: { family: 'ring', outline: 'round', sign: ARROW_OUT, word: 'SIP address' },
  number: { family: 'ring', outline: 'round', sign: ARROW_OUT, word: 'outside number' },
  client: { family: 'ring', outline: 'round', sign: 'M2 3 H14 V11 H2 Z M6 14 H10 M8 11 V14', word: 'app' },
  message: { family: 'words', outline: 'note', sign: 'M2 3 H14 V11 H8 L5 14 V11 H2 Z', word: 'message' },
  mailbox: { family: 'words', outline: 'note', sign: 'M2 4 H14 V12.5 H2 Z M2 4 L8 9 L14 4', word: 'mailbox' },
  switch: {
    family: 'words',
    outline: 'plain',
    sign: 'M5 4 H11 A4 4 0 0 1 11 12 H5 A4 4 0 0 1 5 4 Z M11 8 h.01',
    word: 'switch',
  },
  reject: {
    family: 'stop',
    outline: 'pill',
    sign: 'M8 2 A6 6 0 1 0 8 14 A6 6 0 1 0 8 2 M4 12 L12 4',
    word: 'refusal',
  },
  end: { family: 'stop', outline: 'pill', sign: 'M4 4 H12 V12 H4 Z', word: 'end' },
  more: { family: 'stop', outline: 'plain', sign: 'M3 8 h.01 M8 8 h.01 M13 8 h.01', word: 'not drawn' },
};

/** Pixels that a shape needs at each side beyond its text. */
export const sideOf = (kind: BoxKind): number => {
  const { outline } = LOOKS[kind];
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
  switch (LOOKS[kind].outline) {
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
    case 'note':
      return `<path class="o" d="M${at(left, top)} H${fixed(right - FOLD)} L${at(right, top + FOLD)} V${fixed(bottom)} H${fixed(left)} Z"/><path class="s" d="M${at(right - FOLD, top)} V${fixed(top + FOLD)} H${fixed(right)}"/>`;
  }
}

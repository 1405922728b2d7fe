import type { NodeKind } from '../../runtime/program.ts';

/** A picture of a part of a plan, before anybody has said how it is drawn: boxes, and arrows between them. */

/** What a box stands for: a way in, a node of some kind, an end of the call, or what is left out. */
export type BoxKind = 'entry' | NodeKind | 'end' | 'more';

/** One box. */
export interface Box {
  /** The id of a node, or the address of a leaf, as traces name them; `entry`; the address of an end. */
  readonly id: string;
  readonly kind: BoxKind;
  /** Its name; absent: it has none. */
  readonly title?: string;
  /** What happens there, in people's words. */
  readonly lines: readonly string[];
  /** Where it is written: `dialplan/acme/groups.yaml:4`. */
  readonly place?: string;
}

/** All the ways from one box to another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** The labels of the exits that lead there, as traces name them; empty: calls just go there. */
  readonly exits: readonly string[];
  /** The same for people, in the same order: `1`, `wrong key`, `if office is open`. */
  readonly words: readonly string[];
}

/** Everything that a call can reach from one entry. The first box is where it begins. */
export interface Flow {
  /** What it is a picture of: `+61255501000 (Main line)`. */
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** The box of the ways in. */
export const ENTRY = 'entry';

/** The exit of a menu at which callers may dial any extension. */
export const DIALS = 'dials';

/** What is known of a node beside its program: only a plan in git has it. */
export interface About {
  /** The author's name, where it is not that of the id. */
  readonly name?: string;
  /** `dialplan/acme/groups.yaml:4`. */
  readonly place?: string;
}

/** Tells about a node by its id or address. */
export type Tells = (at: string) => About | undefined;

/** Exits and their words as one text; many are cut short. */
export function wordsOf({ words }: Pick<Arrow, 'words'>): string {
  const distinct = [...new Set(words)];
  const shown = distinct.slice(0, MOST_WORDS);
  const rest = distinct.length - shown.length;
  return `${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

/** More exits than this to one place are counted, not listed. */
const MOST_WORDS = 8;

import type { Origin, Path } from './source.ts';
import type { TABLES, WrittenDialPlan } from './written.generated.ts';

export { TABLES } from './written.generated.ts';

/** Something that an author wrote, and where its value stands. */
export interface Written<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** One entry of a table; its origin is that of its key. */
export interface WrittenEntry<T> extends Written<T> {
  readonly name: string;
}

/** The sections that are lists: several files may add to them. */
export const LISTS = ['tests'] as const satisfies readonly (keyof WrittenDialPlan)[];

/** The name of a section that is a table. */
export type TableKey = (typeof TABLES)[number];
/** The name of a section that is a list. */
export type ListKey = (typeof LISTS)[number];
/** The sections that stand once in a plan. */
export type SettingKey = Exclude<keyof WrittenDialPlan, TableKey | ListKey>;

type Section<K extends keyof WrittenDialPlan> = NonNullable<WrittenDialPlan[K]>;
/** What stands under one name in a table. */
export type EntryValue<K extends TableKey> = Section<K>[string];
/** The settings that were written rightly. */
export type WrittenSettings = { readonly [K in SettingKey]?: Written<Section<K>> };
/** The entries that were written rightly, in the order of files and lines. */
export type WrittenTables = { readonly [K in TableKey]: readonly WrittenEntry<EntryValue<K>>[] };

/** The items of lists that were written rightly, in the order of files and lines. */
export type WrittenLists = { readonly [K in ListKey]: readonly Written<Section<K>[number]>[] };

/** A name that exists although what stands under it cannot be used: it is wrong, or its section is not built yet. */
export interface BrokenEntry {
  /** The section, as it is written: `ring_groups`, `menus`. */
  readonly section: string;
  readonly name: string;
  readonly origin: Origin;
}

/** A list of a salvaged value, out of which wrong items were taken. */
export interface ShortenedList {
  readonly path: Path;
  /** For each item that is left, its index as it was written. */
  readonly kept: readonly number[];
}

/**
 * What is right of an entry or a setting that is wrong somewhere. It fits the schema, but says less than its author meant: it serves to
 * find what else is wrong with it, and nothing else.
 */
export interface Salvaged {
  /** The section; an entry of a table has a name beside it. */
  readonly section: TableKey | SettingKey;
  /** Its origin is that of what was written. */
  readonly written: Written<unknown> & { readonly name?: string };
  /** The places, in the file, of what was wrong, and of what had to go with it. */
  readonly gone: readonly Path[];
  readonly shortened: readonly ShortenedList[];
  /** A word of the language stands in it that nobody wrote, because one must. */
  readonly guessed: boolean;
}

/**
 * A whole plan as it was written: all files merged, everything in it fits the schema, nothing is resolved.
 * A plan with mistakes is the valid rest of it. What was left out is named in `broken`, `brokenSettings` and `unread`,
 * so that a later phase does not report a name as unknown, or a setting as missing, only because it was left out.
 */
export interface WrittenPlan extends WrittenTables, WrittenLists {
  /** The plan directory as people see it. */
  readonly directory: string;
  readonly settings: WrittenSettings;
  readonly broken: readonly BrokenEntry[];
  /** Settings that were written, but wrongly. */
  readonly brokenSettings: readonly SettingKey[];
  /** What is right of those in `broken` and `brokenSettings` of which something is. */
  readonly salvaged: readonly Salvaged[];
  /** Files that were not understood at all; whatever is missing may stand there. */
  readonly unread: readonly string[];
}

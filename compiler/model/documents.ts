import type { Locator, Path } from './source.ts';

/** One file of a plan after parsing: plain data as its author wrote it, where `+614…`, `0412…` and `08:30` are still text. */
export interface ParsedFile {
  readonly file: string;
  /** The top-level map; `undefined` for a file that holds nothing. Made for `validate`, which may change numbers to text in it. */
  readonly value: Readonly<Record<string, unknown>> | undefined;
  /** Places that hold something else than the author meant; a fault there is already reported, so nothing more is said about it. */
  readonly tainted: readonly Path[];
}

/** The files of a plan that could be read, and where everything in them stands. */
export interface Documents extends Locator {
  readonly files: readonly ParsedFile[];
  /** Files that were left out because their text is not YAML; what they define is unknown. */
  readonly unread: readonly string[];
}

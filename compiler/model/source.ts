/** One file of a plan, as it was found: `file` is the path that is shown to people, relative to where the command ran. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** The bytes of a file that is too large to be read; its text is empty. */
  readonly omitted?: number;
}

/** A file of a plan that is carried along, not read: a prompt to be played. */
export interface Asset {
  /** Path below the plan directory, with `/`, as an author writes it: `audio/welcome.mp3`. */
  readonly name: string;
  readonly bytes: number;
}

/** Everything `compile` reads of one plan. `file` names of `sources` start with `directory`. */
export interface Sources {
  /** The plan directory as people see it: `dialplan/acme`. */
  readonly directory: string;
  readonly sources: readonly Source[];
  readonly assets: readonly Asset[];
}

/** A place in a file. Lines and columns count from 1; `end` is exclusive. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/**
 * The one currency of location: which file, which path in it, and whether the key or its value is meant.
 * A `span` is given only where no path exists yet (text that is not YAML); it wins.
 */
export interface Origin {
  readonly file: string;
  readonly path: Path;
  readonly part?: 'key' | 'value';
  readonly span?: Span;
}

/** Turns an origin into a place in the text. */
export interface Locator {
  span(origin: Origin): Span | undefined;
  /** The lines of the file, without line ends; empty when the file is not known. */
  lines(file: string): readonly string[];
}

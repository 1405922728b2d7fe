/**
 * How a text is written, whatever it says: `quoted` words for callers, `telephone` numbers in quotes and groups, `span`
 * times in quotes, unless they are a word.
 */
export type WrittenForm = 'quoted' | 'telephone' | 'span';

/** What the language says of the writing at one place of a plan, and below it. */
export interface Forms {
  /** Of a text that stands here. */
  readonly value: WrittenForm | undefined;
  /** Of the keys of a map that stands here. */
  readonly key: WrittenForm | undefined;
  /** Whether a map that stands here is a table of numbers whose order means nothing. */
  readonly sorted: boolean;
  /** What holds below a key, or for each item of a list. */
  below(step: string | number): Forms;
}

/** One mistake to plant: what stands in a file, once, and what stands there with the mistake. */
export interface Mistake {
  readonly what: string;
  /** Of a plan: below its folder. Of the runtime: below the repository. */
  readonly file: string;
  readonly edit: readonly [string, string];
  /** Why no test can see it. */
  readonly unseen?: string;
}

/** A text with the mistake. Throws where the edit does not fit exactly once: the text has changed, and the mistake must follow. */
export function planted(text: string, { what, file, edit: [right, wrong] }: Mistake): string {
  const parts = text.split(right);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places for: ${what}`);
  return parts.join(wrong);
}

import type { Code, Severity } from '../../model/diagnostic.ts';

/** One line of the catalogue. A code is never used again; a retired one keeps its page. */
export interface CodeEntry {
  readonly code: Code;
  /** The readable name: printed beside the code and accepted instead of it. */
  readonly slug: string;
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
}

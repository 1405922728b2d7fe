import type { Origin } from './source.ts';

export type Severity = 'error' | 'warning';

/** `DP` and four digits; the thousands digit tells the phase (see diagnostics/codes.ts). */
export type Code = `DP${number}`;

/** A second place that belongs to the same fault, with a few words about it. */
export interface Label {
  readonly origin: Origin;
  readonly text: string;
}

/**
 * One mistake of a plan's author, or one refusal of ours: a value, never an exception.
 * Texts are lower case, without a final full stop; the author's names stand in back quotes.
 */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, in one line that stands alone. */
  readonly message: string;
  /** Where; absent for faults that have no place in a file (the network, the target). */
  readonly origin?: Origin;
  /** A few words under the caret. */
  readonly label?: string;
  readonly related: readonly Label[];
  /** Why it matters: what the caller would hear. */
  readonly why?: string;
  /** One action that mends it. */
  readonly help?: string;
}

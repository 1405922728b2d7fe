import type { KnownCode } from '../diagnostics/codes.ts';
import type { Origin } from '../model/source.ts';

/** Where a call differs from what its test expects. */
export interface Mismatch {
  readonly code: Extract<KnownCode, `DP70${string}`>;
  /** The expectation that is not met. */
  readonly origin: Origin;
  /** In words that follow `the test …`: `expects …`. */
  readonly expected: string;
  /** What happened instead, in the same words. */
  readonly actual: string;
  /** Seconds since the call began when it took another way; absent: it is not known when. */
  readonly at?: number;
}

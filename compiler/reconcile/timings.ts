/** The waits of the release protocol, in milliseconds. They hang together: see `TIMINGS`. */
export interface Timings {
  /** How long a holder must be silent before it counts as dead. */
  readonly silence: number;
  /** How often whoever waits for that looks whether the holder has ended. */
  readonly look: number;
  /** How often a living writer says so. */
  readonly beat: number;
  /** How long after it sent its last beat a writer may still send anything. */
  readonly lease: number;
  /** When a request without an answer is given up. */
  readonly request: number;
  /** Between the last item write and the move of the document. */
  readonly settle: number;
  /** The longest that a webhook under way works with the document that it began with. */
  readonly webhook: number;
  /** Whether the first item write waits until no reader has an old document. */
  readonly waitForReaders: boolean;
  /** The longest that a reader may keep a document: waited for when the document, and so the real value, is lost. */
  readonly longestCache: number;
}

/**
 * Against the real service. A writer sends nothing later than 25 s after its last beat, and what it sent lands within
 * 15 s or never; so 45 s of silence mean that nothing of it can land any more, with 5 s to spare for clocks. A Function
 * gives all its reads together 1.5 s.
 */
export const TIMINGS: Timings = {
  silence: 45_000,
  look: 2_500,
  beat: 10_000,
  lease: 25_000,
  request: 15_000,
  settle: 1_000,
  webhook: 2_000,
  waitForReaders: true,
  longestCache: 60_000,
};

/** Against the embedded service: one machine, reads see every write at once, and readers keep nothing. */
export const EMBEDDED_TIMINGS: Timings = {
  ...TIMINGS,
  look: 250,
  request: 0,
  settle: 0,
  waitForReaders: false,
};

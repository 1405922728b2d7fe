import type { Destination } from '../address.ts';
import type { Phone } from '../script.ts';
import type { Party } from '../session.ts';
import type { Document } from '../web.ts';

/** One phone while it rings. Moments are seconds since the call began. */
export interface Ringing {
  readonly leg: number;
  readonly sid: string;
  readonly destination: Destination;
  readonly phone: Phone;
  readonly began: number;
  /** When it answers; absent: never, or too late. */
  readonly answersAt?: number;
  /** How many events its `statusCallback` was told. */
  readonly told: { count: number };
  /** When it stops by itself, and how. */
  readonly fails: { readonly at: number; readonly how: 'busy' | 'unreachable' | 'no_answer' };
}

/** What phones are rung with. */
export interface Dialling {
  readonly dial: number;
  readonly callerId: string;
  /** Seconds that were asked for. */
  readonly timeout: number;
  /** Who dials. */
  readonly party: Party;
  /** The document of the dial, by which relative URLs go. */
  readonly document: Document;
}

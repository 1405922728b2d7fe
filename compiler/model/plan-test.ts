import type { NodeId } from '../../runtime/program.ts';
import type { Placed } from './placed.ts';
import type { Origin } from './source.ts';

/** Tests of a plan as they are meant: names resolved, one clock, what a head says written out in each call. */

/** Somebody whose phone can ring. */
export type TestParty =
  | { readonly kind: 'extension'; readonly id: NodeId }
  /** E.164, or an emergency number as it is dialled. */
  | { readonly kind: 'number'; readonly number: string }
  /** A SIP address that belongs to no extension of the plan. */
  | { readonly kind: 'sip'; readonly uri: string }
  /** The identity of a Twilio Client that belongs to no extension of the plan. */
  | { readonly kind: 'client'; readonly identity: string };

/** Who calls; an extension calls from its phone. */
export type TestCaller = TestParty | { readonly kind: 'withheld' };

/** What a caller does, once for each time that the call waits for keys or words. */
export type TestAct =
  | { readonly does: 'press'; readonly keys: string }
  | { readonly does: 'say'; readonly words: string }
  | { readonly does: 'silence' };

/** What a phone does with one call. Times are seconds. */
export type TestPhone =
  | { readonly does: 'busy' | 'no_answer' | 'unreachable' }
  /** The mailbox of its network answers, at once, and never presses a key. */
  | { readonly does: 'mailbox' }
  | {
      readonly does: 'answers';
      /** After it began to ring. */
      readonly after: number;
      /** One for each question. */
      readonly presses?: readonly string[];
      /** After it answered. */
      readonly hangsUp?: number;
      /** `to` is what the phone writes into its REFER; `after` counts from its answer. */
      readonly transfers?: { readonly to: string; readonly after: number };
    };

/** What one phone does, or every phone that is not named. */
export interface PlannedPhone {
  readonly who: TestParty | 'default';
  readonly phone: TestPhone;
  readonly origin: Origin;
}

/** One phone that must ring. */
export interface ExpectedRinging {
  readonly party: TestParty;
  /** Seconds that it rings by the plan; absent: any time will do. */
  readonly for?: number;
  readonly origin: Origin;
}

/** What must ring next: phones together, of which one alone is the usual case, or one after another in any order. */
export interface ExpectedRings {
  readonly kind: 'together' | 'any_order';
  readonly phones: readonly ExpectedRinging[];
  readonly origin: Origin;
}

/** The ends of a call that are no place of the plan. They win over names. */
export const END_WORDS = ['hangup', 'reject', 'refused', 'emergency'] as const;

/** Where a call must end. `refused`: a sentence has said that it may not be dialled. */
export type ExpectedEnd =
  | { readonly kind: 'phone'; readonly party: TestParty }
  | { readonly kind: 'mailbox' | 'conference'; readonly id: NodeId }
  | { readonly kind: (typeof END_WORDS)[number] };

/** What must become of a call, all that is there of it. */
export interface Expectations {
  /** All that rings, in this order; empty: nobody. */
  readonly rings?: Placed<readonly ExpectedRings[]>;
  readonly neverRings?: readonly Placed<TestParty>[];
  /** Nodes, in this order, perhaps with others between them. */
  readonly through?: readonly Placed<NodeId>[];
  /** Parts of what is said, or of the path of what is played, in this order. */
  readonly hears?: readonly Placed<string>[];
  readonly ends?: Placed<ExpectedEnd>;
  /** What the called party sees: E.164, or `withheld`. */
  readonly callerId?: Placed<string>;
  /** Seconds from the beginning of the call until it has reached its end. */
  readonly within?: Placed<number>;
}

/** One call of a test. */
export interface PlanTestCall {
  readonly origin: Origin;
  readonly from: TestCaller;
  /**
   * As it is dialled. By an outside caller: E.164. By a phone: digits, `*` and `#`, a number as it was written without
   * spaces, the SIP user of an extension without digits, `client:` and its identity, or a SIP address.
   */
  readonly to: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly acts: readonly TestAct[];
  /** Seconds after the call began; absent: the caller waits for whatever comes. */
  readonly hangsUp?: number;
  /** No party twice. */
  readonly phones: readonly PlannedPhone[];
  /** Empty only where a later call of the test expects something. */
  readonly expect: Expectations;
}

/** One test: a call, or several on one clock and with one live state. A case of a table is a test of its own. */
export interface PlanTest {
  /** As it was written; of a case with its number behind, `the main line, case 3`. */
  readonly name: string;
  readonly origin: Origin;
  readonly calls: readonly PlanTestCall[];
  readonly given: {
    /** The overrides that are on, by id: `on`, or the state that each is in. */
    readonly overrides: ReadonlyMap<NodeId, string>;
  };
}

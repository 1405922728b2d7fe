import type { Fields } from './application.ts';
import type { Chosen } from './choices.ts';
import type { Address } from './script.ts';

/** What a simulated call did, moment by moment: data, for whoever wants to show it or to judge it. */

/** Why the application was asked. */
export type Purpose =
  | 'call'
  | 'action'
  | 'redirect'
  | 'refer'
  | 'screen'
  | 'wait'
  | 'fallback'
  | 'status'
  | 'recording'
  | 'transcription';

/** Why a leg stopped ringing, or was not put through. */
export type LegEnd = 'busy' | 'no_answer' | 'unreachable' | 'cancelled' | 'declined';

/** Who hears something: the caller, or a leg by its number. */
export type Hearer = 'caller' | number;

export type Event =
  | {
      readonly kind: 'asked';
      readonly purpose: Purpose;
      readonly method: 'GET' | 'POST';
      readonly url: string;
      readonly fields: Fields;
      /** Counts the requests of the call from 0. */
      readonly request: number;
      readonly status?: number;
      readonly twiml?: string;
    }
  | {
      readonly kind: 'said';
      readonly text: string;
      readonly language?: string;
      readonly voice?: string;
      readonly to: Hearer;
    }
  | { readonly kind: 'played'; readonly url: string; readonly to: Hearer }
  | { readonly kind: 'paused'; readonly seconds: number; readonly to: Hearer }
  /** A question: what is waited for, and what came. Empty `got`: nothing. */
  | {
      readonly kind: 'gathered';
      readonly got: string;
      readonly how: 'keys' | 'speech' | 'silence';
      readonly to: Hearer;
    }
  /** `dial` counts the dials of the call from 0, `leg` its legs. Legs of one dial that ring one after another have rising `turn`. */
  | {
      readonly kind: 'rang';
      readonly dial: number;
      readonly leg: number;
      readonly turn: number;
      readonly address: Address;
      /** As it stands in the TwiML, with headers. */
      readonly written: string;
      readonly callerId: string;
      /** Seconds that were asked for; Twilio adds its own. */
      readonly timeout: number;
    }
  | { readonly kind: 'answered'; readonly leg: number }
  | { readonly kind: 'leg_ended'; readonly leg: number; readonly how: LegEnd }
  /** Caller and leg hear each other. */
  | { readonly kind: 'bridged'; readonly leg: number }
  | {
      readonly kind: 'talk_ended';
      readonly leg: number;
      readonly by: 'leg' | 'caller' | 'transfer' | 'limit';
    }
  | { readonly kind: 'transferred'; readonly leg: number; readonly to: string }
  /** A transfer led nowhere, and the caller is back with the phone that sent it. */
  | { readonly kind: 'returned'; readonly leg: number }
  | { readonly kind: 'dial_ended'; readonly dial: number; readonly status: string }
  /** Told when the recording ends; `began` is when its tone came, seconds since the call began. */
  | {
      readonly kind: 'recorded';
      readonly began: number;
      readonly seconds: number;
      readonly words?: string;
      readonly url: string;
    }
  | { readonly kind: 'queued'; readonly name: string }
  | { readonly kind: 'left_queue'; readonly name: string; readonly result: string }
  | { readonly kind: 'conference'; readonly name: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'hung_up'; readonly by: 'application' | 'caller' }
  /** What Twilio would write into its debugger (docs/api/errors). */
  | { readonly kind: 'trouble'; readonly code?: number; readonly text: string };

/** How a call came to its end. */
export type Ending =
  /** The application hung up, or had nothing left to say. */
  | 'hangup'
  /** The document ran out with no word of farewell: the caller hears the line go dead. */
  | 'ran_out'
  | 'rejected'
  | 'caller_hung_up'
  /** "An application error has occurred." */
  | 'application_error'
  /** It would have gone on for ever. */
  | 'endless';

/** Seconds since the call began. */
export type Timed = Event & { readonly t: number };

export interface CallRecord {
  readonly events: readonly Timed[];
  readonly ending: Ending;
  /** Seconds. */
  readonly lasted: number;
  /** What was decided where Twilio's own behaviour is not established. */
  readonly chosen: readonly Chosen[];
}

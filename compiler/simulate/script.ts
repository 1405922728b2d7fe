import type { Fields } from './application.ts';

/** Who rings at an address, in the words of TwiML: what stands in `<Number>`, `<Sip>` or `<Client>`. */
export interface Address {
  readonly kind: 'number' | 'sip' | 'client';
  /** E.164, `sip:user@host` without what follows `?`, or a client identity. */
  readonly value: string;
}

/** What a person at a phone does with one call. Times are seconds. */
export type Phone =
  | { readonly does: 'busy' | 'no_answer' | 'unreachable' }
  /** The mailbox of the network answers, at once, and never presses a key. */
  | { readonly does: 'mailbox' }
  | {
      readonly does: 'answers';
      /** After it began to ring. */
      readonly after: number;
      /** The keys with which it answers questions on its leg, one for each; a shorter list is silent from there on. */
      readonly presses?: readonly string[];
      /** After it answered; absent: when there is nothing left to say. */
      readonly hangsUp?: number;
      /** A REFER to an address, some time after it answered. */
      readonly transfers?: { readonly to: string; readonly after: number };
    };

/** What a caller does when the application waits for it: once for each question or recording. */
export type Act =
  | { readonly does: 'press'; readonly keys: string }
  | { readonly does: 'say'; readonly words: string }
  | { readonly does: 'silence' };

/** What becomes of a caller who waits in a queue. `after` in seconds. */
export type Queue =
  | { readonly does: 'answers'; readonly after: number }
  | { readonly does: 'never' | 'full' | 'error' };

/** One call: who calls what and when, and how everybody behaves. */
export interface CallScript {
  /** As Twilio sends them: `+61…`, `sip:…`, `client:…`, or a word such as `anonymous`. */
  readonly from: string;
  readonly to: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Parameters beside those that every request has, such as `SipHeader_X-Account`. */
  readonly parameters?: Fields;
  /** Up to 16 hexadecimal digits that are part of every identifier, for applications that remember calls. */
  readonly serial?: string;
  readonly acts: readonly Act[];
  /** Seconds after the call began; absent: the caller waits for whatever comes. */
  readonly hangsUp?: number;
  readonly phone: (address: Address) => Phone;
  /** Absent: nobody serves it. */
  readonly queue?: (name: string) => Queue;
}

/** How long people talk when nothing says otherwise, seconds. */
export const TALK = 60;

/** How long a caller speaks after a tone when nothing says otherwise, seconds. */
export const MESSAGE = 10;

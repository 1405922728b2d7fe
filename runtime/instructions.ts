import type { CallState } from './call.ts';

/** A webhook of ours that Twilio shall ask next. The handler makes it a signed relative URL. */
export interface Link {
  readonly to: 'continue' | 'callTransfer' | 'confirm' | 'recorded';
  readonly state: CallState;
}

/** One party to ring in a dial. */
export type Noun =
  | { readonly kind: 'number'; readonly number: string; readonly confirm?: Link }
  /** `uri` is complete, user-to-user information included. */
  | { readonly kind: 'sip'; readonly uri: string; readonly confirm?: Link }
  | { readonly kind: 'client'; readonly identity: string; readonly confirm?: Link };

/** What a turn tells Twilio to do, before it is TwiML. Times are seconds. */
export type Instruction =
  | { readonly verb: 'say'; readonly text: string; readonly voice?: string; readonly language?: string }
  | { readonly verb: 'play'; readonly url: string }
  | { readonly verb: 'hangup' }
  | { readonly verb: 'reject'; readonly reason: 'busy' | 'rejected' }
  | {
      readonly verb: 'gather';
      /** At most so many; absent: until the caller pauses or ends it. */
      readonly digits?: number;
      readonly timeout: number;
      /** The key that ends it; empty: none, so that it can be a choice itself. Absent: Twilio's `#`. */
      readonly finishOnKey?: string;
      /** Ask the action also when nothing was pressed; else the next instruction follows. */
      readonly always: boolean;
      readonly action: Link;
      /** What a key press interrupts. */
      readonly prompt: readonly Instruction[];
    }
  | {
      readonly verb: 'record';
      readonly maxLength: number;
      /** Seconds of silence that end it. */
      readonly silence: number;
      readonly finishOnKey: string;
      readonly transcribe: boolean;
      readonly action: Link;
      /** Told when the recording can be fetched, and when it has been transcribed. */
      readonly callback: Link;
    }
  | {
      readonly verb: 'dial';
      readonly nouns: readonly Noun[];
      /** Absent: Twilio's default of 30 s. Twilio adds about 5 s of its own. */
      readonly timeout?: number;
      readonly callerId?: string;
      readonly action?: Link;
      readonly refer?: Link;
    }
  | {
      /** Puts the call into a room with others (docs/voice/twiml/conference). No REFER reaches us from there. */
      readonly verb: 'conference';
      /** At most 128 characters (docs/api/errors/13237); the same name in one account is the same room. */
      readonly room: string;
      readonly muted: boolean;
      /** Whether the others hear a tone when the caller comes and goes. */
      readonly beep: boolean;
      /** Whether the conference begins with this caller; else music plays until it has begun. */
      readonly begins: boolean;
      /** Whether it is over for everybody when this caller leaves. */
      readonly ends: boolean;
      /** 2 to 250; absent: 250. */
      readonly most?: number;
      /** Asked when the caller has left, or could not join. */
      readonly action: Link;
    };

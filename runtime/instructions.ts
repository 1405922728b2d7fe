import type { CallState } from './call.ts';

/** A webhook of ours that Twilio shall ask next. The handler makes it a signed relative URL. */
export interface Link {
  readonly to: 'continue' | 'callTransfer' | 'confirm';
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
      readonly digits: number;
      readonly timeout: number;
      readonly action: Link;
      readonly prompt: readonly Instruction[];
    }
  | {
      readonly verb: 'dial';
      readonly nouns: readonly Noun[];
      /** Absent: Twilio's default of 30 s. Twilio adds about 5 s of its own. */
      readonly timeout?: number;
      readonly callerId?: string;
      readonly action?: Link;
      readonly refer?: Link;
    };

import type { Act, Address, Phone } from '../../../compiler/simulate/script.ts';
import type { EntryName, Party } from '../../../runtime/call.ts';
import type { JsonObject } from '../../../runtime/digest.ts';
import type { Bundle, Program } from '../../../runtime/program.ts';

/** One call of the agreement, told in two ways at once: as Twilio sends it, and as it is meant. JSON, so that it can be printed. */
export interface AgreedCall {
  readonly entry: Extract<
    EntryName,
    'incoming' | 'outgoing' | 'callToPSTNwithRefer' | 'callToSIPwithRefer' | 'ringGroup'
  >;
  readonly caller: { readonly text: string; readonly means: Party };
  /** As Twilio sends it. */
  readonly to: string;
  /** Of the entry `ringGroup`. */
  readonly group?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** SIP headers that ride on the call, and the user-to-user information that they mean; absent: none. */
  readonly uui?: { readonly headers: { readonly [name: string]: string }; readonly means: string };
  readonly acts: readonly Act[];
  /** Who is not named does what `otherwise` does. */
  readonly phones: readonly { readonly who: Address; readonly phone: Phone }[];
  readonly otherwise: Phone;
  /** Seconds. */
  readonly hangsUp?: number;
  /** Live state when the call begins, by the id of what it belongs to. */
  readonly live: { readonly [id: string]: JsonObject };
}

/** What a plan became, as far as a call is concerned. */
export interface Lowered {
  readonly program: Program;
  readonly bundle: Bundle;
}

/** What a phone does. */
export function phoneOf({ phones, otherwise }: AgreedCall, { kind, value }: Address): Phone {
  return phones.find(({ who }) => who.kind === kind && who.value === value)?.phone ?? otherwise;
}

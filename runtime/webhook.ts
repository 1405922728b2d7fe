import type { Call, CallState, EntryName, Event } from './call.ts';
import type { Instruction } from './instructions.ts';
import type { Bundle, Destination, Settings } from './program.ts';
import type { Sentence } from './sentences.ts';
import type { Need, Ref, World } from './world.ts';

/** One request of Twilio, in our words. */
export interface Webhook {
  readonly entry: EntryName;
  readonly call: Call;
  readonly event: Event;
  /** From the signed URL that we wrote; absent at a fresh call. */
  readonly state?: CallState;
  /** Where a phone wants the call transferred: the Refer-To header as it came. */
  readonly target?: string;
  /** `ringGroupId` of the query. */
  readonly group?: string;
  /** The REFER shall go by policy without asking the number map: there is no Sync service. */
  readonly skipNumberMap?: true;
}

/** Where an entry sends a call, before any node has taken its turn. */
export type Arrival =
  /** Go to a destination. `at`: its address; `entry`: what was called, to start again from. */
  | {
      readonly kind: 'visit';
      readonly to: Destination;
      readonly at: string;
      readonly entry: string;
      readonly because: string;
      /** The language that the called number begins in, or that the call is in already. */
      readonly language?: string;
      /** The number that was called before the call was transferred here, E.164. */
      readonly called?: string;
    }
  /** Take up the node that waited. */
  | { readonly kind: 'resume'; readonly state: CallState }
  /** Tell the caller, and hang up. */
  | { readonly kind: 'refuse'; readonly sentence: Sentence; readonly at: string; readonly because: string }
  | {
      readonly kind: 'answer';
      readonly instructions: readonly Instruction[];
      readonly at: string;
      readonly because: string;
    }
  /** `near`: the item whose `needs` name what will be wanted with it. */
  | { readonly kind: 'needs'; readonly needs: readonly Need[]; readonly near?: Ref };

/** What an entry may ask. */
export interface Lobby {
  readonly webhook: Webhook;
  readonly bundle: Bundle;
  readonly settings: Settings;
  readonly world: World;
}

import type { Call, CallState, Event } from './call.ts';
import type { JsonObject } from './digest.ts';
import type { Instruction } from './instructions.ts';
import type { Bundle, Destination, Exits, Settings } from './program.ts';
import type { Sentence } from './sentences.ts';
import type { Need, Ref, World } from './world.ts';

/** What every running node has. */
export interface NodeBase {
  readonly exits: Exits;
}

/** What a verb may ask when it takes its turn. */
export interface Ground {
  readonly call: Call;
  readonly bundle: Bundle;
  readonly settings: Settings;
  readonly world: World;
  /** Where this node is, and how the call came here; what its links carry on. */
  readonly state: CallState;
  /** Something was said or played in this answer already, or the call has been answered. */
  readonly open: boolean;
  /**
   * The exit by which the call came to this node, in this answer, or to the rules and announcements before it: `on_busy`
   * lets a mailbox greet by reason.
   */
  readonly reason?: string;
}

/** What a node does on its turn. `because` is data for logs, traces and failing tests: why this and nothing else. */
export type Turn =
  /** Twilio must act before more is known: the document ends here. */
  | { readonly kind: 'wait'; readonly instructions: readonly Instruction[]; readonly because: string }
  /** The call goes on by this exit, in the same document. */
  | {
      readonly kind: 'exit';
      readonly exit: string;
      readonly instructions: readonly Instruction[];
      readonly because: string;
      /** What else could have decided, in its order, and why it did not; for people who ask. */
      readonly against?: readonly Lost[];
    }
  /** The call goes elsewhere than by an exit of its own. `state`: what the call remembers from here on. */
  | {
      readonly kind: 'goto';
      readonly to: Destination;
      readonly at: string;
      readonly state?: Partial<CallState>;
      readonly because: string;
    }
  | {
      readonly kind: 'end';
      readonly instructions: readonly Instruction[];
      readonly because: string;
      /** The caller wanted something that the plan does not allow, and was told so. */
      readonly refused?: true;
    }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

/** A way on that was not taken. */
export interface Lost {
  readonly exit: string;
  readonly because: string;
}

/** The running half of a verb. */
export interface NodeRuntime<N extends NodeBase> {
  /** Whether plans give nodes of this verb names, so that calls are sent to them by `<kind>:<name>`. */
  readonly named: boolean;
  /** What of the plan and of live state it asks for when it takes its turn; `*` stands for the caller's number. */
  reads?(node: N): readonly Ref[];
  /** Whether Twilio must act between this node and its exits; if not, they are read together with it. */
  readonly waits: boolean;
  /** The node's own fields from an item, its exits being read already; undefined: malformed. */
  read(fields: JsonObject, exits: Exits): N | undefined;
  step(node: N, event: Event, ground: Ground): Turn;
  /** What the caller hears at an exit that the plan does not name; `hangup`: enough was said. */
  fallback(exit: string): Sentence | 'hangup';
}

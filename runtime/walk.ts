import type { Call, CallState, Event } from './call.ts';
import type { Instruction } from './instructions.ts';
import { entrance, locate, ownerOf } from './locate.ts';
import type { Lost, Turn } from './node.ts';
import { runtimeOf } from './nodes/index.ts';
import {
  type BuiltIn,
  type Bundle,
  builtIns,
  type Destination,
  type NodeId,
  type ProgramNode,
  type Settings,
} from './program.ts';
import { safeAnswer } from './safe-answer.ts';
import { goodbye, type Sentence } from './sentences.ts';
import type { Need, Ref, World } from './world.ts';

/** One turn, for logs, traces and failing tests. */
export interface TurnRecord {
  readonly at: string;
  readonly exit?: string;
  readonly because: string;
  /** What else could have decided, and why it did not. */
  readonly against?: readonly Lost[];
  /** The call was refused, aloud. */
  readonly refused?: true;
}

export type Reply =
  | {
      readonly kind: 'answer';
      readonly instructions: readonly Instruction[];
      readonly turns: readonly TurnRecord[];
    }
  /** `near`: the item whose `needs` name what will be wanted with it. */
  | { readonly kind: 'needs'; readonly needs: readonly Need[]; readonly near?: Ref }
  /** The world cannot answer (no settings, a name that leads nowhere): another source may. */
  | { readonly kind: 'lost'; readonly because: string };

/** More turns than any sensible plan takes before Twilio acts. */
const BUDGET = 40;

/** What a call remembers when it goes from one node to the next: not the tries and members of the one it left. */
function afresh(state: CallState): CallState {
  const { member: _member, tries: _tries, ...rest } = state;
  return rest;
}

const isBuiltIn = (to: Destination): to is BuiltIn => (builtIns as readonly unknown[]).includes(to);

/** One call on its way through the plan, within one webhook. Made anew for each; nothing outlives it. */
export class Walk {
  readonly #call: Call;
  readonly #bundle: Bundle;
  readonly #world: World;
  readonly #settings: Settings;
  readonly #instructions: Instruction[] = [];
  readonly #turns: TurnRecord[] = [];

  constructor(call: Call, bundle: Bundle, world: World, settings: Settings) {
    this.#call = call;
    this.#bundle = bundle;
    this.#world = world;
    this.#settings = settings;
  }

  /** A call that arrives at a destination. */
  visit(to: Destination, state: CallState, because: string): Reply {
    this.#turns.push({ at: state.entry, because });
    return this.#go(to, state, ownerOf(state.at));
  }

  /** A call that comes back to the node it waited in. */
  resume(state: CallState, event: Event): Reply {
    const found = locate(state.at, this.#world, this.#bundle);
    if (found.kind === 'needs') return found;
    if (found.kind === 'absent') return this.#restart(state);
    return this.#take(found.node, state, event);
  }

  /** The plan was changed under the call: it starts again where it came in, once. */
  #restart(state: CallState): Reply {
    const because = `${state.at} is no longer in the plan`;
    if (state.restarted) return this.#lastWords(state.at, because);
    const to = entrance(state.entry, this.#world);
    if (to === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref: ownerOf(state.entry) }] };
    if (to === null) return this.#lastWords(state.at, because);
    this.#turns.push({ at: state.at, because });
    const again: CallState = { ...afresh(state), at: state.entry, restarted: true };
    return this.#go(to, again, ownerOf(state.entry));
  }

  /** @param reason the exit that leads there */
  #go(to: Destination, state: CallState, near: Ref, reason?: string): Reply {
    if (typeof to !== 'string') return this.#take(to, state, { kind: 'arrived' }, reason);
    if (isBuiltIn(to)) return this.#builtIn(to, state);
    const node = this.#world.node(to);
    if (node === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref: to }], near };
    if (node === null) return { kind: 'lost', because: `${to} is not in the plan` };
    return this.#take(node, { ...state, at: to }, { kind: 'arrived' }, reason);
  }

  #take(node: ProgramNode, state: CallState, event: Event, reason?: string): Reply {
    if (this.#turns.length > BUDGET) return this.#lastWords(state.at, 'the plan goes round in circles');
    const runtime = runtimeOf(node);
    const turn = runtime.step(node, event, {
      call: this.#call,
      bundle: this.#bundle,
      settings: this.#settings,
      world: this.#world,
      state,
      open: this.#open(),
      ...(reason === undefined ? {} : { reason }),
    });
    return this.#follow(node, turn, state, reason);
  }

  #follow(node: ProgramNode, turn: Turn, state: CallState, reason?: string): Reply {
    if (turn.kind === 'needs') return { ...turn, near: ownerOf(state.at) };
    if (turn.kind === 'goto') {
      this.#turns.push({ at: state.at, because: turn.because });
      return this.#go(turn.to, { ...afresh(state), ...turn.state, at: turn.at }, ownerOf(state.at));
    }
    this.#instructions.push(...turn.instructions);
    if (turn.kind !== 'exit') {
      const refused = turn.kind === 'end' && turn.refused ? ({ refused: true } as const) : {};
      this.#turns.push({ at: state.at, because: turn.because, ...refused });
      return this.#answer();
    }
    const { exit, because, against } = turn;
    this.#turns.push({ at: state.at, exit, because, ...(against && { against }) });
    return this.#leave(node, exit, state, reason);
  }

  /**
   * On by an exit: the one named, else `otherwise`, else what the verb itself says.
   * @param reason why the call had come to the node
   */
  #leave(node: ProgramNode, exit: string, state: CallState, reason?: string): Reply {
    const label = Object.hasOwn(node.exits, exit) ? exit : 'otherwise';
    const to = Object.hasOwn(node.exits, label) ? node.exits[label] : undefined;
    if (to !== undefined) {
      // Rules and announcements on the way change nothing of why nobody took the call.
      const why = runtimeOf(node).waits ? exit : (reason ?? exit);
      return this.#go(to, { ...afresh(state), at: `${state.at}/${label}` }, ownerOf(state.at), why);
    }
    const fallback = runtimeOf(node).fallback(exit);
    if (fallback === 'hangup') return this.#builtIn('hangup', state);
    this.#instructions.push(...this.#goodbye(fallback, state));
    return this.#answer();
  }

  #builtIn(to: BuiltIn, state: CallState): Reply {
    if (to === 'unassigned') {
      const at = `settings:${this.#bundle.plan}/outside_caller`;
      const unassigned = this.#settings.unmapped.outside_caller;
      // The policy may not name itself, nor a way out: an outside caller reaches only what is listed.
      if (!isBuiltIn(unassigned)) return this.#go(unassigned, { ...state, at }, ownerOf(at));
      return this.#hangUp(true, state);
    }
    if (to === 'repeat') return this.#repeat(state);
    if (to === 'return') return this.#return(state);
    return this.#hangUp(to === 'outbound', state);
  }

  /** The same menu again: the node that holds the leaf from which it is asked. */
  #repeat(state: CallState): Reply {
    const menu = ownerOf(state.at) as NodeId;
    return menu.startsWith('menu:')
      ? this.#go(menu, { ...state, at: menu }, menu)
      : this.#hangUp(true, state);
  }

  /** On with the `then` of the step that called; where none did, the call is over. */
  #return(state: CallState): Reply {
    const caller = state.callers?.at(-1);
    if (caller === undefined) return this.#hangUp(false, state);
    const found = locate(caller, this.#world, this.#bundle);
    if (found.kind === 'needs') return { ...found, near: ownerOf(state.at) };
    if (found.kind === 'absent') return this.#restart(state);
    const callers = state.callers?.slice(0, -1) ?? [];
    const { callers: _popped, ...rest } = state;
    const outer: CallState = { ...rest, at: caller, ...(callers.length > 0 ? { callers } : {}) };
    this.#turns.push({ at: caller, exit: 'then', because: `${state.at} returns` });
    return this.#leave(found.node, 'then', outer);
  }

  /** A bare hang-up is for calls that were answered or told something; anybody else is told first. */
  #hangUp(tell: boolean, state: CallState): Reply {
    const words =
      tell || !this.#open() ? this.#goodbye('not_in_service', state) : [{ verb: 'hangup' } as const];
    this.#instructions.push(...words);
    return this.#answer();
  }

  #goodbye(sentence: Sentence, state: CallState): readonly Instruction[] {
    return goodbye(sentence, { bundle: this.#bundle, settings: this.#settings, state });
  }

  #lastWords(at: string, because: string): Reply {
    this.#turns.push({ at, because });
    this.#instructions.push(...safeAnswer(this.#bundle, this.#call.from));
    return this.#answer();
  }

  #open(): boolean {
    return this.#call.answered || this.#instructions.some(({ verb }) => verb === 'say' || verb === 'play');
  }

  #answer(): Reply {
    return { kind: 'answer', instructions: this.#instructions, turns: this.#turns };
  }
}

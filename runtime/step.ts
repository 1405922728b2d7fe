import type { Call, CallState, Event } from './call.ts';
import { confirm } from './entries/confirm.ts';
import { callToSip } from './entries/direct.ts';
import { emergency } from './entries/emergency.ts';
import { incoming } from './entries/incoming.ts';
import { outgoing } from './entries/outgoing.ts';
import { ringGroupEntry } from './entries/ring-group.ts';
import { transfer } from './entries/transfer.ts';
import type { Instruction } from './instructions.ts';
import { entrance, locate, ownerOf } from './locate.ts';
import { runtimeOf } from './nodes/index.ts';
import { dialOutcome } from './outcome.ts';
import {
  type BuiltIn,
  type Bundle,
  builtIns,
  type Destination,
  type ProgramNode,
  type Settings,
} from './program.ts';
import { safeAnswer } from './safe-answer.ts';
import { goodbye } from './sentences.ts';
import type { Arrival, Lobby, Webhook } from './webhook.ts';
import type { Need, Ref, World } from './world.ts';

/**
 * The evaluator: one webhook in, one answer out. Pure: what it must know it asks for (`needs`), and it is asked again
 * from the start when that is known. The Functions, `trace`, the plan's tests and the behavioural diff all run it.
 *
 * A webhook first finds its entry (who called what), then the call visits nodes, each taking a turn, until Twilio must
 * act or the call ends. Total: a budget of turns ends even a loop that the analysis missed.
 */

/** One turn, for logs, traces and failing tests. */
export interface TurnRecord {
  readonly at: string;
  readonly exit?: string;
  readonly because: string;
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

/** What can be decided from the bundle alone, before anything is read. */
function unread(webhook: Webhook, bundle: Bundle): Arrival | undefined {
  const { entry, event } = webhook;
  if (entry === 'confirm') return confirm(webhook, bundle);
  if (entry === 'callToSIPwithRefer') return callToSip(webhook, bundle);
  if (entry === 'continue' && dialOutcome(event) === 'talked') {
    const because = 'the call was answered and is over';
    return {
      kind: 'answer',
      at: webhook.state?.at ?? 'continue',
      because,
      instructions: [{ verb: 'hangup' }],
    };
  }
  return emergency(webhook, bundle);
}

function arrive(lobby: Lobby): Arrival {
  const { webhook, bundle } = lobby;
  switch (webhook.entry) {
    case 'incoming':
      return incoming(lobby);
    case 'outgoing':
    case 'callToPSTNwithRefer':
      return outgoing(lobby);
    case 'callTransfer':
      return transfer(lobby);
    case 'ringGroup':
      return ringGroupEntry(lobby);
    default:
      // A continuation whose state is missing or not signed by us: nobody knows where the call was.
      return webhook.state === undefined
        ? { kind: 'answer', at: webhook.entry, because: 'no state', instructions: safeAnswer(bundle) }
        : { kind: 'resume', state: webhook.state };
  }
}

/** Answers one webhook, or says what it must know first. */
export function step(webhook: Webhook, bundle: Bundle, world: World): Reply {
  const early = unread(webhook, bundle);
  if (early !== undefined) return settle(early, { webhook, bundle, world, settings: undefined });
  const settings = world.settings();
  if (settings === null) return { kind: 'lost', because: 'the plan has no settings' };
  // What the entry will want is asked for in the same trip as the settings; it may look at nothing else of them.
  const arrival = arrive({ webhook, bundle, world, settings: settings ?? EMPTY });
  if (settings === undefined) {
    const needs = arrival.kind === 'needs' ? arrival.needs : waiting(arrival, world, bundle);
    return { kind: 'needs', needs: [{ kind: 'entry', ref: `settings:${bundle.plan}` }, ...needs] };
  }
  return settle(arrival, { webhook, bundle, world, settings });
}

/** Stands in for settings that are still to be read; an arrival made from it is never used. */
const EMPTY: Settings = {
  timezone: 'Etc/UTC',
  defaultLanguage: 'en',
  languages: {},
  unmapped: { outside_caller: 'hangup', extension: 'hangup', transfer: 'hangup' },
  classes: {},
  refer: true,
};

/** The node that a call waited in, to be read with the settings. */
function waiting(arrival: Arrival, world: World, bundle: Bundle): readonly Need[] {
  if (arrival.kind !== 'resume') return [];
  const found = locate(arrival.state.at, world, bundle);
  return found.kind === 'needs' ? found.needs : [];
}

interface Place {
  readonly webhook: Webhook;
  readonly bundle: Bundle;
  readonly world: World;
  readonly settings: Settings | undefined;
}

function settle(arrival: Arrival, place: Place): Reply {
  const { bundle, world, settings, webhook } = place;
  switch (arrival.kind) {
    case 'needs':
      return arrival;
    case 'answer': {
      const { at, because, instructions } = arrival;
      return { kind: 'answer', instructions, turns: [{ at, because }] };
    }
    case 'refuse': {
      const { at, because, sentence } = arrival;
      return { kind: 'answer', instructions: goodbye(sentence, bundle), turns: [{ at, because }] };
    }
    default: {
      if (settings === undefined) throw new Error('a walk needs settings');
      const walk = new Walk(webhook.call, bundle, world, settings);
      return arrival.kind === 'visit'
        ? walk.visit(arrival.to, { entry: arrival.entry, at: arrival.at }, arrival.because)
        : walk.resume(arrival.state, webhook.event);
    }
  }
}

const isBuiltIn = (to: Destination): to is BuiltIn => (builtIns as readonly unknown[]).includes(to);

/** One call on its way through the plan, within one webhook. Made anew for each; nothing outlives it. */
class Walk {
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
    return this.#go(to, { entry: state.entry, at: state.entry, restarted: true }, ownerOf(state.entry));
  }

  #go(to: Destination, state: CallState, near: Ref): Reply {
    if (typeof to !== 'string') return this.#take(to, state, { kind: 'arrived' });
    if (isBuiltIn(to)) return this.#builtIn(to, state);
    const node = this.#world.node(to);
    if (node === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref: to }], near };
    if (node === null) return { kind: 'lost', because: `${to} is not in the plan` };
    const { member: _left, ...rest } = state;
    return this.#take(node, { ...rest, at: to }, { kind: 'arrived' });
  }

  #take(node: ProgramNode, state: CallState, event: Event): Reply {
    if (this.#turns.length > BUDGET) return this.#lastWords(state.at, 'the plan goes round in circles');
    const runtime = runtimeOf(node);
    const turn = runtime.step(node, event, {
      call: this.#call,
      bundle: this.#bundle,
      settings: this.#settings,
      world: this.#world,
      state,
      open: this.#open(),
    });
    if (turn.kind === 'needs') return { ...turn, near: ownerOf(state.at) };
    this.#instructions.push(...turn.instructions);
    if (turn.kind !== 'exit') {
      this.#turns.push({ at: state.at, because: turn.because });
      return this.#answer();
    }
    this.#turns.push({ at: state.at, exit: turn.exit, because: turn.because });
    return this.#leave(node, turn.exit, state);
  }

  /** On by an exit: the one named, else `otherwise`, else what the verb itself says. */
  #leave(node: ProgramNode, exit: string, state: CallState): Reply {
    const label = Object.hasOwn(node.exits, exit) ? exit : 'otherwise';
    const to = Object.hasOwn(node.exits, label) ? node.exits[label] : undefined;
    if (to !== undefined) {
      const { member: _left, ...rest } = state;
      return this.#go(to, { ...rest, at: `${state.at}/${label}` }, ownerOf(state.at));
    }
    const fallback = runtimeOf(node).fallback(exit);
    if (fallback === 'hangup') return this.#builtIn('hangup', state);
    this.#instructions.push(...goodbye(fallback, this.#bundle));
    return this.#answer();
  }

  #builtIn(to: BuiltIn, state: CallState): Reply {
    if (to === 'unassigned') {
      const at = `settings:${this.#bundle.plan}/outside_caller`;
      const unassigned = this.#settings.unmapped.outside_caller;
      // The policy may not name itself, nor a way out: an outside caller reaches only what is listed.
      if (!isBuiltIn(unassigned)) return this.#go(unassigned, { ...state, at }, ownerOf(at));
      return this.#hangUp(true);
    }
    return this.#hangUp(to === 'outbound');
  }

  /** A bare hang-up is for calls that were answered or told something; anybody else is told first. */
  #hangUp(tell: boolean): Reply {
    const words =
      tell || !this.#open() ? goodbye('not_in_service', this.#bundle) : [{ verb: 'hangup' } as const];
    this.#instructions.push(...words);
    return this.#answer();
  }

  #lastWords(at: string, because: string): Reply {
    this.#turns.push({ at, because });
    this.#instructions.push(...safeAnswer(this.#bundle));
    return this.#answer();
  }

  #open(): boolean {
    return this.#call.answered || this.#instructions.some(({ verb }) => verb === 'say' || verb === 'play');
  }

  #answer(): Reply {
    return { kind: 'answer', instructions: this.#instructions, turns: this.#turns };
  }
}

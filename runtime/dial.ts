import type { Event } from './call.ts';
import type { Link, Noun } from './instructions.ts';
import { type Leg, makeNoun } from './legs.ts';
import type { Ground, Turn } from './node.ts';
import { dialOutcome } from './outcome.ts';
import { goodbye, type Sentence } from './sentences.ts';
import type { Need } from './world.ts';

/**
 * Dials: one instruction to Twilio that rings one party or several. Every dial may be transferred (it carries a refer
 * link, unless the plan allows none) and comes back to the node that made it (it carries an action link), so no dial can
 * end in silence.
 */

/** A party of a dial. `confirm`: whoever answers must press 1 first, so that a mobile's mailbox does not take the call. */
export interface Party {
  readonly leg: Leg;
  readonly confirm?: boolean;
}

export type Dialled =
  | Turn
  | { readonly kind: 'refused'; readonly because: 'no_caller_id' | 'rehearsal' | 'malformed' };

/** Parties that one dial may ring at once (docs/voice/twiml/sip). */
const MAX_TOGETHER = 10;

/** Twilio takes 5 to 600 seconds (docs/voice/twiml/dial, timeout). */
const clampRing = (seconds: number): number => Math.min(600, Math.max(5, Math.round(seconds)));

/**
 * Rings the parties at once. Parties that cannot ring (a rehearsal, no number to show) are left out; if none is left,
 * the first reason is given.
 * @param seconds how long; absent: Twilio's 30
 * @param member the member of a group that is tried, carried by name
 */
export function ringTogether(
  parties: readonly Party[],
  seconds: number | undefined,
  ground: Ground,
  because: string,
  member?: string,
): Dialled {
  const state = member === undefined ? ground.state : { ...ground.state, member };
  const link = (to: Link['to']): Link => ({ to, state });
  const nouns: Noun[] = [];
  const needs: Need[] = [];
  const refusals: ('no_caller_id' | 'rehearsal' | 'malformed')[] = [];
  let callerId: string | undefined;
  for (const { leg, confirm } of parties) {
    const made = makeNoun(leg, ground, confirm ? link('confirm') : undefined);
    if (made.kind === 'needs') needs.push(...made.needs);
    else if (made.kind === 'refused') refusals.push(made.because);
    else {
      nouns.push(made.noun);
      callerId ??= made.callerId;
    }
  }
  if (needs.length > 0) return { kind: 'needs', needs };
  // The compiler refuses more; a group that was made by hand rings its first ten.
  nouns.length = Math.min(nouns.length, MAX_TOGETHER);
  if (nouns.length === 0) return { kind: 'refused', because: refusals[0] ?? 'malformed' };
  return {
    kind: 'wait',
    because,
    instructions: [
      {
        verb: 'dial',
        nouns,
        action: link('continue'),
        ...(ground.settings.refer ? { refer: link('callTransfer') } : {}),
        ...(seconds === undefined ? {} : { timeout: clampRing(seconds) }),
        ...(callerId === undefined ? {} : { callerId }),
      },
    ],
  };
}

/** The exit labels of a node that dials. */
const exitOf = { busy: 'on_busy', no_answer: 'on_no_answer' } as const;

/**
 * The turn of a node that rings one party and is done: `number`, `sip`, `client`, `extension`.
 * @param failed the exit label for a party that cannot be reached
 */
export function ringOne(
  party: Party,
  seconds: number | undefined,
  event: Event,
  ground: Ground,
  failed: string,
): Turn {
  if (event.kind === 'arrived') {
    const dialled = ringTogether([party], seconds, ground, `rings ${party.leg.destination}`);
    if (dialled.kind !== 'refused') return dialled;
    const { because } = dialled;
    // In a rehearsal nobody shall take the way on for a call that was made: it is refused aloud.
    if (because === 'rehearsal') {
      return { kind: 'end', because, instructions: goodbye('rehearsal', ground), refused: true };
    }
    return { kind: 'exit', exit: because, instructions: [], because };
  }
  const outcome = dialOutcome(event);
  if (outcome === 'talked') {
    return { kind: 'end', instructions: [{ verb: 'hangup' }], because: 'the call was answered and is over' };
  }
  const exit = outcome === 'failed' ? failed : exitOf[outcome];
  return { kind: 'exit', exit, instructions: [], because: outcome.replace('_', ' ') };
}

/** What a caller hears at an exit of a dial that the plan does not name. */
export function dialFallback(exit: string): Sentence {
  switch (exit) {
    case 'on_busy':
      return 'busy';
    case 'on_unreachable':
    case 'on_failed':
      return 'unreachable';
    case 'no_caller_id':
      return exit;
    default:
      return 'nobody_answered';
  }
}

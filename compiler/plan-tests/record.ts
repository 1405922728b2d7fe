import type { NodeId } from '../../runtime/program.ts';
import type { Plan } from '../model/plan.ts';
import type { Act, Phone } from '../simulate/script.ts';
import { type ImaginedCall, type PlayedCall, playCall } from '../trace/imagined-call.ts';
import { LiveState } from '../trace/live-state.ts';
import { type Outcome, outcomeOf } from '../trace/outcome.ts';
import { type Dialled, dialledBy, EVERYBODY, switches, times } from './candidates.ts';
import type { CoverageCount } from './coverage.ts';
import type { TestGround } from './run.ts';

/**
 * Finds calls that see what no test has seen yet: it tries callers, times, keys and phones, and keeps a call that shows
 * something new. What such a call does now is a draft of a test, for a person to read.
 */

/** A call worth writing down, and what it does. */
export interface Draft {
  readonly call: ImaginedCall;
  /** What everybody's phone does. */
  readonly everybody: Phone;
  /** What is switched on. */
  readonly on?: readonly [NodeId, string];
  readonly outcome: Outcome;
}

/** Calls that are tried at most; a plan with more ways than that keeps some unseen. */
const MOST_CALLS = 4_000;

/** Keys in a row that are tried. */
const DEEPEST = 4;

interface Attempt {
  readonly dialled: Dialled;
  readonly at: number;
  readonly everybody: Phone;
  readonly on: readonly [NodeId, string] | undefined;
  readonly acts: readonly Act[];
}

/** A key that few menus offer. */
const WRONG: Act = { does: 'press', keys: '9' };

/** What could be pressed at the first question for which the call had nothing. */
function nextActs(played: PlayedCall, tried: readonly Act[], { plan }: TestGround): readonly Act[] {
  const questions = played.record.events.filter(
    (event) => event.kind === 'gathered' && event.to === 'caller',
  );
  const open = questions[tried.length];
  if (open === undefined || tried.length >= DEEPEST) return [];
  const asked = played.record.events.findLast(
    (event) => event.kind === 'asked' && event.t <= open.t && event !== open && event.purpose !== 'screen',
  );
  const request = asked?.kind === 'asked' ? asked.request : undefined;
  const turns = played.answered.filter((each) => request !== undefined && each.request <= request);
  const at = turns.at(-1)?.turns.at(-1)?.at;
  const node = at === undefined ? undefined : plan.program.nodes[at as NodeId];
  const keys = node?.kind === 'menu' ? node.keys : node?.kind === 'mailbox' ? ['0'] : [];
  return [...keys.map((each): Act => ({ does: 'press', keys: each })), WRONG, { does: 'silence' }];
}

/** Drafts tests for what `count` has not seen. @param now milliseconds since 1970 */
export async function draftTests(
  plan: Plan,
  ground: TestGround,
  count: CoverageCount,
  now: number,
): Promise<readonly Draft[]> {
  const { plan: playable, people, classify } = ground;
  const drafts: Draft[] = [];
  const everyTime = times(playable, now);
  const queue: Attempt[] = [];
  // The likeliest calls first: nothing switched on, everybody away.
  for (const on of switches(plan)) {
    for (const everybody of EVERYBODY) {
      for (const at of everyTime) {
        for (const dialled of dialledBy(plan, playable, people)) {
          queue.push({ dialled, at, everybody, on, acts: [] });
        }
      }
    }
  }
  for (let tried = 0; tried < MOST_CALLS; tried += 1) {
    const attempt = queue.shift();
    if (attempt === undefined || count.result().missing.length === 0) break;
    const { dialled, at, everybody, on, acts } = attempt;
    const call: ImaginedCall = { ...dialled, at, acts, phones: [{ who: 'default', phone: everybody }] };
    const live = new LiveState(new Map(on === undefined ? [] : [[on[0], { state: on[1] }]]));
    const played = await playCall(call, playable, { classify, live });
    if (count.add(played) > 0) {
      const outcome = outcomeOf(played, people, playable);
      drafts.push({ call, everybody, outcome, ...(on === undefined ? {} : { on }) });
      // What is near something new is tried before anything else.
      const deeper = nextActs(played, acts, ground).map((act) => ({ ...attempt, acts: [...acts, act] }));
      queue.unshift(...deeper);
    } else if (acts.length > 0) {
      queue.push(...nextActs(played, acts, ground).map((act) => ({ ...attempt, acts: [...acts, act] })));
    }
  }
  return drafts;
}

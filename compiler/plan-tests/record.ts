import { keyExit } from '../../runtime/nodes/menu.ts';
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
const MOST_CALLS = 6_000;

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

/** A question for which the call had nothing: where it was asked, and what could be pressed. */
interface OpenQuestion {
  readonly at: string;
  readonly keys: readonly string[];
}

function openQuestion(
  { record, answered }: PlayedCall,
  tried: readonly Act[],
  { plan }: TestGround,
): OpenQuestion | undefined {
  if (tried.length >= DEEPEST) return undefined;
  const questions = record.events.filter((event) => event.kind === 'gathered' && event.to === 'caller');
  const open = questions[tried.length];
  if (open === undefined) return undefined;
  const before = record.events.slice(0, record.events.indexOf(open));
  const asked = before.findLast((event) => event.kind === 'asked' && event.purpose !== 'screen');
  const request = asked?.kind === 'asked' ? asked.request : -1;
  const at = answered.find((each) => each.request === request)?.turns.at(-1)?.at;
  const node = at === undefined ? undefined : plan.program.nodes[at as NodeId];
  if (at === undefined || node === undefined) return undefined;
  return { at, keys: node.kind === 'menu' ? node.keys : node.kind === 'mailbox' ? ['0'] : [] };
}

/** All that could be tried of who calls what and when, the likeliest first: nothing switched on, everybody away. */
function attempts(plan: Plan, { plan: playable, people }: TestGround, now: number): Attempt[] {
  const dialled = dialledBy(plan, playable, people);
  const when = times(playable, now);
  return switches(plan).flatMap((on) =>
    EVERYBODY.flatMap((everybody) =>
      when.flatMap((at) => dialled.map((each) => ({ dialled: each, at, everybody, on, acts: [] }))),
    ),
  );
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
  const soon = attempts(plan, ground, now).reverse();
  const later: Attempt[] = [];
  for (let tried = 0; tried < MOST_CALLS && count.missing > 0; tried += 1) {
    const attempt = soon.pop() ?? later.shift();
    if (attempt === undefined) break;
    const { dialled, at, everybody, on, acts } = attempt;
    const call: ImaginedCall = { ...dialled, at, acts, phones: [{ who: 'default', phone: everybody }] };
    const live = new LiveState(new Map(on === undefined ? [] : [[on[0], { state: on[1] }]]));
    const played = await playCall(call, playable, { classify, live });
    if (count.add(played) > 0) {
      const outcome = outcomeOf(played, people, playable);
      drafts.push({ call, everybody, outcome, ...(on === undefined ? {} : { on }) });
    }
    const question = openQuestion(played, acts, ground);
    if (question === undefined) continue;
    // A key that leads somewhere new is tried at once; one that only leads on, when all else has been tried.
    const others = [WRONG, { does: 'silence' } as const].map((act) => ({ ...attempt, acts: [...acts, act] }));
    later.push(...others);
    for (const keys of question.keys) {
      const next = { ...attempt, acts: [...acts, { does: 'press', keys } as const] };
      if (count.isMissing(question.at, keyExit(keys))) soon.push(next);
      else later.push(next);
    }
  }
  return drafts;
}

import { compile } from '../../../compiler/compile.ts';
import type { Artifacts } from '../../../compiler/model/artifacts.ts';

import { SyncStore } from '../../../runtime/sync-store.ts';
import { random } from '../protocol/random.ts';
import type { AgreedCall, Lowered } from './agreed-call.ts';
import { evaluatorRun } from './evaluator-run.ts';
import { BASE, handlerRun, type Played } from './handler-run.ts';
import { differences } from './observation.ts';
import { randomCall } from './random-call.ts';
import { ASSETS, filesOf, type RandomPlan, randomPlan } from './random-plan.ts';
import { type LivePlan, syncRoom } from './sync-room.ts';
import { traceRun } from './trace-run.ts';

/** A plan that compiled. */
export interface CompiledPlan extends Lowered {
  readonly artifacts: Artifacts;
}

/** Compiles a random plan as a whole; the codes of its errors where it has some. */
export function compileRandom(
  made: RandomPlan,
  files = { runtime: '//', classify: '//' },
): CompiledPlan | readonly string[] {
  const sources = Object.entries(filesOf(made)).map(([file, text]) => ({ file: `plan/${file}`, text }));
  const { environment } = made;
  const { program, bundle, artifacts, diagnostics } = compile(
    { directory: 'plan', sources, assets: ASSETS },
    { variables: {}, files, ...(environment === undefined ? {} : { environment }) },
  );
  if (program === undefined || bundle === undefined || artifacts === undefined) {
    return diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => `${code} ${message}`);
  }
  return { program, bundle, artifacts };
}

/** A pair on which the two runs do not agree. */
export interface Disagreement {
  readonly plan: RandomPlan;
  readonly call: AgreedCall;
  /** `-` the evaluator's run, or the trace where that is said; `+` the network's. */
  readonly differences: readonly string[];
}

/** Plays one call all ways: evaluator, real thing, trace; for what Twilio may do. */
export async function agreeOn(
  call: AgreedCall,
  plan: Lowered,
  live: LivePlan,
  store: SyncStore,
): Promise<{
  readonly played: readonly Played[];
  readonly truncated: boolean;
  readonly differences: readonly string[];
}> {
  const { results, truncated } = await handlerRun(call, plan, live, store);
  const imagined = await traceRun(call, plan);
  for (const [i, { record, observed }] of results.entries()) {
    const found = differences(evaluatorOf(call, plan, record), observed);
    if (found.length > 0) return { played: results, truncated, differences: found };
    const traced = imagined.results[i];
    const untrue = traced === undefined ? ['- traced in fewer ways'] : differences(traced, observed);
    if (untrue.length > 0) return { played: results, truncated, differences: ['(as traced)', ...untrue] };
  }
  return { played: results, truncated, differences: [] };
}

/** The evaluator's run of a call, with Twilio behaving as it did in another. */
export function evaluatorOf(
  call: AgreedCall,
  plan: Lowered,
  { events, chosen }: Played['record'],
  base = BASE,
) {
  const asked = events.find((each) => each.kind === 'asked');
  return evaluatorRun(call, plan, { sid: asked?.fields.CallSid ?? '', base, chosen });
}

export interface Agreement {
  readonly plans: number;
  readonly refused: number;
  readonly pairs: number;
  readonly runs: number;
  readonly truncated: number;
  readonly disagreements: readonly Disagreement[];
}

export interface AgreementOptions {
  readonly seed: number;
  readonly plans: number;
  readonly callsPerPlan: number;
  /** Disagreements after which it stops. */
  readonly most?: number;
  readonly seen?: (made: RandomPlan, plan: CompiledPlan, call: AgreedCall, played: readonly Played[]) => void;
}

/** Random plans, random calls to each: in process. */
export async function agreement(options: AgreementOptions): Promise<Agreement> {
  const { seed, plans, callsPerPlan, most = 1, seen } = options;
  const room = await syncRoom();
  const disagreements: Disagreement[] = [];
  const count = { plans: 0, refused: 0, pairs: 0, runs: 0, truncated: 0 };
  try {
    for (let next = seed; count.plans < plans && disagreements.length < most; next += 1) {
      const made = randomPlan(next);
      const plan = compileRandom(made);
      if (!('program' in plan)) {
        count.refused += 1;
        continue;
      }
      count.plans += 1;
      const chance = random(next ^ 0x5eed);
      const live = room.publish(plan.artifacts.items, chance);
      const store = new SyncStore();
      for (let i = 0; i < callsPerPlan && disagreements.length < most; i += 1) {
        const call = randomCall(chance, plan);
        const { played, truncated, differences: found } = await agreeOn(call, plan, live, store);
        count.pairs += 1;
        count.runs += played.length;
        if (truncated) count.truncated += 1;
        if (found.length > 0) disagreements.push({ plan: made, call, differences: found });
        seen?.(made, plan, call, played);
      }
      live.remove();
    }
  } finally {
    await room.close();
  }
  return { ...count, disagreements };
}

/** Whether a plan and a call disagree; undefined: the plan does not compile. */
export async function disagree(made: RandomPlan, call: AgreedCall): Promise<readonly string[] | undefined> {
  const plan = compileRandom(made);
  if (!('program' in plan)) return undefined;
  const room = await syncRoom();
  try {
    const live = room.publish(plan.artifacts.items, random(made.seed));
    return (await agreeOn(call, plan, live, new SyncStore())).differences;
  } finally {
    await room.close();
  }
}

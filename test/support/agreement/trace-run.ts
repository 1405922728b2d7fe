import { type Explored, explore } from '../../../compiler/simulate/choices.ts';
import { placeCall } from '../../../compiler/simulate/place-call.ts';
import { LiveState } from '../../../compiler/trace/live-state.ts';
import { type AnsweredRequest, planApplication } from '../../../compiler/trace/plan-application.ts';
import { classify } from '../../../runtime/classify.ts';
import type { AgreedCall, Lowered } from './agreed-call.ts';

import { BASE, emptyInsight, entryOf, MOST_WAYS, scriptOf } from './handler-run.ts';
import { ruleOf } from './meanings.ts';
import type { Observation } from './observation.ts';
import { observationOf } from './record-observation.ts';

/** A call as `trace` and the plan's tests imagine it: on the same network, but asked of the compiled plan. */

/** Keys of live state that a call may have left, as the plan names them. */
const leftIn = (live: LiveState, call: AgreedCall, { program }: Lowered) =>
  Object.fromEntries(
    [...new Set([...Object.keys(call.live), ...Object.keys(program.overrides)])].flatMap((id) => {
      const state = live.read(id as `override:${string}`);
      return state === null ? [] : [[id, state]];
    }),
  );

/** What is seen of a call that is only imagined, in the ways in which Twilio may behave. */
export function traceRun(call: AgreedCall, plan: Lowered): Promise<Explored<Observation>> {
  return explore(async (choose): Promise<Observation> => {
    const live = new LiveState(new Map(Object.entries(call.live)));
    const answered: AnsweredRequest[] = [];
    const application = planApplication(
      plan,
      { live, classify: (number) => classify(number, plan.bundle.numbering.country) },
      (each) => answered.push(each),
    );
    const record = await placeCall(scriptOf(call), entryOf(call, BASE), application, choose);
    const insight = emptyInsight();
    for (const { request, turns } of answered) insight.rules.set(request, ruleOf(turns));
    for (const event of record.events) {
      if (event.kind !== 'asked' || !event.url.includes('/recorded?')) continue;
      const query = new URL(event.url).searchParams;
      const [at, entry, caller] = [query.get('dp_at'), query.get('dp_entry'), query.get('dp_f')];
      const from = caller === null ? {} : { caller };
      if (at !== null && entry !== null) insight.notified.set(event.request, { at, entry, ...from });
    }
    return observationOf(record, insight, leftIn(live, call, plan));
  }, MOST_WAYS);
}

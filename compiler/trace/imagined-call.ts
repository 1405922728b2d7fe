import type { Bundle } from '../../runtime/program.ts';
import { type Choose, explore, likeliest } from '../simulate/choices.ts';
import type { CallRecord } from '../simulate/events.ts';
import { type Entry, placeCall } from '../simulate/place-call.ts';
import type { Act, Address, CallScript, Phone } from '../simulate/script.ts';
import type { LiveState } from './live-state.ts';
import { phonebook } from './people.ts';
import {
  type AnsweredRequest,
  BASE,
  type Playable,
  planApplication,
  type Surroundings,
} from './plan-application.ts';

/** Calls to a plan that nobody makes: placed on the simulated network, with what the plan decided at each step. */

/** Who calls: an address of a phone, a number, or no number. */
export type Caller = Address | { readonly kind: 'withheld' };

/** An outside caller whom no list knows: a number of Twilio's for trials (docs/iam/test-credentials). */
export const STRANGER: Caller = { kind: 'number', value: '+15005550006' };

/** One call, in the plan's words. Times in seconds, but for `at`: milliseconds since 1970. */
export interface ImaginedCall {
  readonly from: Caller;
  /** As dialled. */
  readonly to: string;
  readonly at: number;
  readonly acts: readonly Act[];
  readonly phones: readonly { readonly who: Address | 'default'; readonly phone: Phone }[];
  readonly hangsUp?: number;
}

/** What a call did, and why. */
export interface PlayedCall {
  readonly call: ImaginedCall;
  readonly record: CallRecord;
  /** By the number of the request that they answer. */
  readonly answered: readonly AnsweredRequest[];
}

/** What Twilio writes into `From` for a caller who shows no number (docs/voice/twiml). */
const WITHHELD = 'anonymous';

const fromOf = (from: Caller): string => {
  if (from.kind === 'withheld') return WITHHELD;
  return from.kind === 'client' ? `client:${from.value}` : from.value;
};

/** What Twilio writes into `To`: SIP phones ask for an address of their domain. */
function toOf({ from, to }: ImaginedCall, domain: string | undefined): string {
  return from.kind === 'sip' && !/^sips?:/i.test(to)
    ? `sip:${encodeURIComponent(to)}@${domain ?? 'invalid'}`
    : to;
}

/** Whoever calls from inside reaches another Function than the world outside. */
const entryOf = ({ from }: ImaginedCall): Entry => ({
  url: `${BASE}/${from.kind === 'sip' || from.kind === 'client' ? 'outgoing' : 'incoming'}`,
});

function scriptOf(call: ImaginedCall, { domain, emergency }: Bundle): CallScript {
  const { at, acts, phones, hangsUp } = call;
  return {
    from: fromOf(call.from),
    to: toOf(call, domain),
    at,
    acts,
    phone: phonebook(phones, emergency.numbers),
    ...(hangsUp === undefined ? {} : { hangsUp }),
  };
}

/** Plays one call. What it switches stays switched in `surroundings.live`. */
export async function playCall(
  call: ImaginedCall,
  plan: Playable,
  surroundings: Surroundings,
  choose: Choose = likeliest,
): Promise<PlayedCall> {
  const answered: AnsweredRequest[] = [];
  const application = planApplication(plan, surroundings, (each) => answered.push(each));
  const script = scriptOf(call, plan.bundle);
  const record = await placeCall(script, entryOf(call), application, choose);
  return { call, record, answered };
}

/** Calls one after the other, as one run of them went. */
interface PlayedRun {
  readonly calls: readonly PlayedCall[];
  /** The live state when the last one was over. */
  readonly live: LiveState;
}

/** Plays calls on one live state, once for every way in which Twilio may behave. */
export async function playEveryRun(
  calls: readonly ImaginedCall[],
  plan: Playable,
  { classify, live }: Surroundings,
): Promise<{ readonly runs: readonly PlayedRun[]; readonly truncated: boolean }> {
  const { results, truncated } = await explore(async (choose): Promise<PlayedRun> => {
    const own = live.copy();
    const played: PlayedCall[] = [];
    for (const call of calls) played.push(await playCall(call, plan, { classify, live: own }, choose));
    return { calls: played, live: own };
  });
  return { runs: results, truncated };
}

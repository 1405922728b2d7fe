import type { Application, Request, Response } from '../../../compiler/simulate/application.ts';
import { type Explored, explore } from '../../../compiler/simulate/choices.ts';
import type { CallRecord } from '../../../compiler/simulate/events.ts';
import { type Entry, placeCall } from '../../../compiler/simulate/place-call.ts';
import type { CallScript } from '../../../compiler/simulate/script.ts';
import { entryNames } from '../../../runtime/call.ts';
import { classify } from '../../../runtime/classify.ts';
import { type Equipment, handle } from '../../../runtime/handler.ts';
import { readLink } from '../../../runtime/links.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { type AgreedCall, type Lowered, phoneOf } from './agreed-call.ts';
import type { Observation } from './observation.ts';
import { type Insight, observationOf } from './record-observation.ts';
import type { LivePlan } from './sync-room.ts';

/**
 * A call as it really goes: the simulated network asks the handler that ships, which reads the emitted items from the
 * embedded Sync service over HTTP, reads parameters and signed links, and writes TwiML, which the network reads as XML.
 */

/** The key of the account, with which links are signed. */
export const KEY = 'the-auth-token';

/** Where the Functions answer. */
export const BASE = 'https://functions.example';

/** The script of a call, as Twilio sees it. */
export const scriptOf = (call: AgreedCall): CallScript => ({
  from: call.caller.text,
  to: call.to,
  at: call.at,
  ...(call.uui === undefined ? {} : { parameters: call.uui.headers }),
  acts: call.acts,
  phone: (address) => phoneOf(call, address),
  ...(call.hangsUp === undefined ? {} : { hangsUp: call.hangsUp }),
});

/** The voice URL that the call reaches. */
export const entryOf = ({ entry, group }: AgreedCall, base: string): Entry => ({
  url: `${base}/${entry}${group === undefined ? '' : `?ringGroupId=${encodeURIComponent(group)}`}`,
});

/** One way in which a call may go. */
export interface Played {
  readonly record: CallRecord;
  readonly observed: Observation;
}

const respond = (type: string, body: string): Response => ({
  status: 200,
  headers: { 'content-type': type },
  cookies: [],
  body,
});

/** Query and body as one, as a Function sees them. */
const parametersOf = ({ url, fields, at }: Request) => ({
  ...Object.fromEntries(new URL(url).searchParams),
  ...fields,
  request: { headers: { 'x-dialplan-at': new Date(at).toISOString() } },
});

interface MutableInsight extends Insight {
  readonly rules: Map<number, string>;
  readonly notified: Map<number, { readonly at: string; readonly caller?: string; readonly entry: string }>;
}

export const emptyInsight = (): MutableInsight => ({ rules: new Map(), notified: new Map() });

/** What a callback of a recording carries. */
export function readNotice(parameters: { readonly [name: string]: unknown }, key: string) {
  const state = readLink('recorded', parameters, key)?.state;
  if (state === undefined) return undefined;
  const { at, entry, caller } = state;
  return caller === undefined ? { at, entry } : { at, entry, caller };
}

/** The handler in this process. */
function handlerApplication(
  { bundle }: Lowered,
  live: LivePlan,
  store: SyncStore,
  insight: MutableInsight,
): Application {
  let requests = 0;
  let now = 0;
  const equipment: Equipment = {
    bundle,
    store,
    // The snapshot would answer where Sync does not, and hide it.
    snapshot: () => undefined,
    classify: (number) => classify(number, bundle.numbering.country),
    log: (line) => {
      const { rule, trouble } = JSON.parse(line) as { rule: string; trouble?: string };
      insight.rules.set(now, trouble === undefined ? rule : `${rule} (${trouble})`);
    },
  };
  const environment = { ...live.environment, AUTH_TOKEN: KEY, DIALPLAN_LOG: 'full' };
  return async (request) => {
    now = requests;
    requests += 1;
    const entry = entryNames.find((name) => name === new URL(request.url).pathname.slice(1));
    const parameters = parametersOf(request);
    if (entry === undefined) return { ...respond('text/plain', 'no such Function'), status: 404 };
    if (entry !== 'recorded')
      return respond('text/xml', await handle(entry, parameters, environment, equipment));
    const notice = readNotice(parameters, KEY);
    if (notice !== undefined) insight.notified.set(now, notice);
    return respond('text/plain', '');
  };
}

/** Ways of Twilio that one call is played in; more pairs tell more than more ways. */
export const MOST_WAYS = 8;

/** Plays a call in the ways in which Twilio may behave. */
export async function handlerRun(
  call: AgreedCall,
  plan: Lowered,
  live: LivePlan,
  store: SyncStore = new SyncStore(),
): Promise<Explored<Played>> {
  return explore(async (choose): Promise<Played> => {
    live.setState(call.live);
    const insight = emptyInsight();
    const application = handlerApplication(plan, live, store, insight);
    const record = await placeCall(scriptOf(call), entryOf(call, BASE), application, choose);
    return { record, observed: observationOf(record, insight, live.readState()) };
  }, MOST_WAYS);
}

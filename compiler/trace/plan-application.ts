import { type EntryName, entryNames } from '../../runtime/call.ts';
import { readLink, writeLink } from '../../runtime/links.ts';
import { readWebhook } from '../../runtime/parameters.ts';
import type { Bundle, Program } from '../../runtime/program.ts';
import { safeAnswer } from '../../runtime/safe-answer.ts';
import { type Reply, step, type TurnRecord } from '../../runtime/step.ts';
import { twiml } from '../../runtime/twiml.ts';
import type { Webhook } from '../../runtime/webhook.ts';
import { type Classified, type World, worldOf } from '../../runtime/world.ts';
import type { Application, Request, Response } from '../simulate/application.ts';
import type { LiveState } from './live-state.ts';

/**
 * A compiled plan as an application that the simulator can call: the evaluator that ships, the TwiML that ships, and
 * links signed as they are; only Sync is left out, for the whole program is at hand.
 */

/** What a plan without errors became. */
export interface Playable {
  readonly program: Program;
  readonly bundle: Bundle;
}

/** Where the Functions of an imagined deployment answer. */
export const BASE = 'https://dialplan.example';

/** What one request was answered, in the plan's own words. */
export interface AnsweredRequest {
  /** Counts the requests of the call from 0. */
  readonly request: number;
  readonly entry: EntryName;
  /** What the evaluator was asked; absent: a recording was reported, of which nobody hears an answer. */
  readonly webhook?: Webhook;
  readonly turns: readonly TurnRecord[];
}

/** A key for links that never leave this process. */
const KEY = 'imagined';

/** More rounds than any webhook needs to write what it must. */
const MOST_ROUNDS = 6;

const continues = (entry: EntryName): entry is 'continue' | 'confirm' | 'callTransfer' =>
  entry === 'continue' || entry === 'confirm' || entry === 'callTransfer';

const respond = (type: string, body: string): Response => ({
  status: 200,
  headers: { 'content-type': type },
  cookies: [],
  body,
});

export interface Surroundings {
  readonly classify: (number: string) => Classified | null;
  readonly live: LiveState;
}

function decide(webhook: Webhook, { program, bundle }: Playable, { classify, live }: Surroundings): Reply {
  const written = new Set<string>();
  // What was read stays as it was read, as in the Functions: asked again after a write, a switch would turn back.
  const before = live.copy();
  const world: World = worldOf(program, {
    classify,
    live: (id) => before.read(id),
    written: (ref) => (written.has(ref) ? 'done' : undefined),
  });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const reply = step(webhook, bundle, world);
    const writes = reply.kind === 'needs' ? reply.needs.filter((need) => need.kind === 'write') : [];
    if (reply.kind !== 'needs' || writes.length === 0) return reply;
    for (const { ref, payload } of writes) {
      live.write(ref, payload);
      written.add(ref);
    }
  }
  return { kind: 'lost', because: 'the plan asks for more than it can have' };
}

/** The parameters as a Function sees them: query and body as one, in which the body wins. */
function parametersOf({ url, fields }: Request): { readonly [name: string]: string } {
  return { ...Object.fromEntries(new URL(url).searchParams), ...fields };
}

/** The plan as an application. `told` is given what each request was answered, in the order of the requests. */
export function planApplication(
  plan: Playable,
  surroundings: Surroundings,
  told: (answered: AnsweredRequest) => void,
): Application {
  const { bundle } = plan;
  let requests = 0;
  return async (request) => {
    const number = requests;
    requests += 1;
    const path = new URL(request.url).pathname.slice(1);
    const entry = entryNames.find((name) => name === path);
    if (entry === undefined) return { ...respond('text/plain', 'no such Function'), status: 404 };
    if (entry === 'recorded') {
      told({ request: number, entry, turns: [] });
      return respond('text/plain', '');
    }
    const parameters = parametersOf(request);
    const webhook = readWebhook(entry, parameters, {
      uuiHeader: bundle.uuiHeader,
      now: request.at,
      state: continues(entry) ? readLink(entry, parameters, KEY)?.state : undefined,
      synced: true,
    });
    const reply = decide(webhook, plan, surroundings);
    if (reply.kind !== 'answer') {
      const because = reply.kind === 'lost' ? reply.because : 'the plan needs what it does not have';
      told({ request: number, entry, webhook, turns: [{ at: 'safe_answer', because }] });
      return respond(
        'text/xml',
        twiml(safeAnswer(bundle), () => '/'),
      );
    }
    told({ request: number, entry, webhook, turns: reply.turns });
    return respond(
      'text/xml',
      twiml(reply.instructions, (link) => writeLink(link, undefined, KEY)),
    );
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeProject } from '../../../compiler/cli/project-files.ts';
import { AT_HEADER } from '../../../compiler/local/functions/at.ts';
import { type Door, openDoor } from '../../../compiler/local/functions/door.ts';
import { readOutput } from '../../../compiler/local/functions/function-log.ts';
import { launchFunctions, type RunningFunctions } from '../../../compiler/local/functions/launch.ts';
import { projectRoutes } from '../../../compiler/local/functions/project-routes.ts';
import { SIGNATURE_HEADER, signatureFor } from '../../../compiler/local/functions/signature.ts';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import type { RuntimeFiles } from '../../../compiler/model/artifacts.ts';
import { reconcile } from '../../../compiler/reconcile/reconcile.ts';
import { steadyClock } from '../../../compiler/reconcile/steady-clock.ts';
import { EMBEDDED_TIMINGS } from '../../../compiler/reconcile/timings.ts';
import { twilioTarget } from '../../../compiler/reconcile/twilio-target.ts';
import type { Application, Request, Response } from '../../../compiler/simulate/application.ts';
import { placeCall } from '../../../compiler/simulate/place-call.ts';
import { random } from '../protocol/random.ts';
import type { AgreedCall } from './agreed-call.ts';
import {
  type Agreement,
  type CompiledPlan,
  compileRandom,
  type Disagreement,
  evaluatorOf,
} from './agreement.ts';
import { emptyInsight, entryOf, type Played, readNotice, scriptOf } from './handler-run.ts';
import { differences } from './observation.ts';
import { randomCall } from './random-call.ts';
import { ASSETS, randomPlan } from './random-plan.ts';
import { observationOf } from './record-observation.ts';
import { stateRoom } from './sync-room.ts';

/**
 * The agreement on the whole way: each plan is compiled, reconciled into an embedded Sync service release after release,
 * its project is written and run by twilio-run, and the simulated network asks it over HTTP, signed, through the front door.
 */

const ACCOUNT = `AC${'0'.repeat(32)}`;
const TOKEN = '0'.repeat(32);

/** A place on disk for plans and their projects. */
function workplace() {
  const path = mkdtempSync(join(tmpdir(), 'dialplan-agreement-'));
  for (const { name } of ASSETS) {
    mkdirSync(dirname(join(path, 'plan', name)), { recursive: true });
    writeFileSync(join(path, 'plan', name), 'not really a sound');
  }
  return {
    plan: join(path, 'plan'),
    project: join(path, 'project'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** What the Functions print, as it comes. */
class Log {
  readonly #rules: string[] = [];
  readonly #waiting: (() => void)[] = [];

  hear(text: string): void {
    const output = readOutput(text);
    if (output.kind !== 'webhook') return;
    const { rule, trouble } = output.line;
    this.#rules.push(trouble === undefined ? String(rule) : `${String(rule)} (${String(trouble)})`);
    for (const look of this.#waiting.splice(0)) look();
  }

  /** What the next webhook said: lines come a moment after the answers. */
  async next(): Promise<string> {
    const patience = setTimeout(() => {
      this.#rules.push('nothing within 5 s');
      for (const look of this.#waiting.splice(0)) look();
    }, 5_000);
    while (this.#rules.length === 0) await new Promise<void>((look) => this.#waiting.push(look));
    clearTimeout(patience);
    return this.#rules.shift() ?? '';
  }
}

/** Posts as Twilio does. */
async function post(door: Door, { url, fields, at }: Request): Promise<Response> {
  const body = new URLSearchParams(fields).toString();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      [SIGNATURE_HEADER]: signatureFor(`${door.url}${url.slice(door.url.length)}`, body, TOKEN),
      [AT_HEADER]: new Date(at).toISOString(),
    },
    body,
  });
  const headers = Object.fromEntries(response.headers);
  return {
    status: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: await response.text(),
  };
}

interface Running {
  readonly door: Door;
  readonly log: Log;
  readonly state: ReturnType<typeof stateRoom>;
}

async function play(call: AgreedCall, { door, log, state }: Running): Promise<Played> {
  state.set(call.live);
  const insight = emptyInsight();
  let requests = 0;
  const application: Application = async (request) => {
    const now = requests;
    requests += 1;
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/recorded') {
      // The Function would tell a webhook that is not there.
      const notice = readNotice(Object.fromEntries(searchParams), TOKEN);
      if (notice !== undefined) insight.notified.set(now, notice);
      return { status: 200, headers: { 'content-type': 'text/plain' }, cookies: [], body: '' };
    }
    const response = await post(door, request);
    insight.rules.set(now, await log.next());
    return response;
  };
  const record = await placeCall(scriptOf(call), entryOf(call, door.url), application);
  return { record, observed: observationOf(record, insight, state.read()) };
}

/** Makes a plan live: its items by a release, its Functions by twilio-run. */
async function launch(
  { artifacts, program }: CompiledPlan,
  sync: Sync,
  door: Door,
  place: ReturnType<typeof workplace>,
): Promise<Running & { readonly functions: RunningFunctions }> {
  const target = twilioTarget({ accountSid: ACCOUNT, authToken: TOKEN, url: sync.url });
  const desired = { ...artifacts.items, cacheSeconds: 0 };
  const result = await reconcile({
    target,
    clock: steadyClock(),
    desired,
    holder: `agreement-${artifacts.items.digest}`,
    at: '2026-01-01T00:00:00Z',
    commit: null,
    timings: EMBEDDED_TIMINGS,
    allowRemovals: Number.MAX_SAFE_INTEGER,
  });
  if (result.kind !== 'released' && result.kind !== 'nothing_to_do')
    throw new Error(`the plan was not released: ${JSON.stringify(result.problems)}`);
  const sid = result.service.sid;
  writeProject(place.project, artifacts.files, place.plan, place.project);
  const log = new Log();
  const functions = await launchFunctions({
    directory: place.project,
    environment: {
      ACCOUNT_SID: ACCOUNT,
      AUTH_TOKEN: TOKEN,
      SYNC_SERVICE_SID: sid,
      DIALPLAN_SYNC_URL: sync.url,
      DIALPLAN_LOG: 'full',
    },
    hear: (line) => log.hear(line),
  });
  await door.open({
    url: functions.url,
    routes: projectRoutes(artifacts.files.map(({ path }) => path)),
    timezone: program.settings.timezone,
  });
  return { door, log, functions, state: stateRoom(sync, sid, desired.maps.state_map) };
}

export interface HttpOptions {
  readonly seed: number;
  readonly plans: number;
  readonly callsPerPlan: number;
  readonly files: RuntimeFiles;
}

/** Random plans, random calls to each: over HTTP. Each call is played in the likeliest way of Twilio. */
export async function httpAgreement({
  seed,
  plans,
  callsPerPlan,
  files,
}: HttpOptions): Promise<Agreement & { readonly releases: number }> {
  const sync = await openSync();
  const door = await openDoor({ port: 0, authToken: TOKEN });
  const place = workplace();
  const disagreements: Disagreement[] = [];
  const count = { plans: 0, refused: 0, pairs: 0, runs: 0, truncated: 0, releases: 0 };
  try {
    for (let next = seed; count.plans < plans; next += 1) {
      const made = randomPlan(next);
      const plan = compileRandom(made, files);
      if (!('program' in plan)) {
        count.refused += 1;
        continue;
      }
      count.plans += 1;
      const { functions, ...running } = await launch(plan, sync, door, place);
      count.releases += 1;
      try {
        const chance = random(next ^ 0x5eed);
        for (let i = 0; i < callsPerPlan; i += 1) {
          const call = randomCall(chance, plan);
          const { record, observed } = await play(call, running);
          const found = differences(evaluatorOf(call, plan, record, door.url), observed);
          count.pairs += 1;
          count.runs += 1;
          if (found.length > 0) disagreements.push({ plan: made, call, differences: found });
        }
      } finally {
        await functions.stop();
      }
    }
  } finally {
    await door.close();
    await sync.close();
    place.remove();
  }
  return { ...count, disagreements };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dearestCall, requestsIn } from '../../compiler/capacity/counted-call.ts';
import { requestsOf } from '../../compiler/capacity/requests.ts';
import type { Application, Request, Response } from '../../compiler/simulate/application.ts';
import { likeliest } from '../../compiler/simulate/choices.ts';
import { placeCall } from '../../compiler/simulate/place-call.ts';
import { LiveState } from '../../compiler/trace/live-state.ts';
import type { EntryName } from '../../runtime/call.ts';
import { classify } from '../../runtime/classify.ts';
import { type Equipment, handle } from '../../runtime/handler.ts';
import { encode } from '../../runtime/items.ts';
import { readLink } from '../../runtime/links.ts';
import { readWebhook } from '../../runtime/parameters.ts';
import { recorded } from '../../runtime/recorded.ts';
import { SyncStore } from '../../runtime/sync-store.ts';
import { type CompiledPlan, compileRandom } from '../support/agreement/agreement.ts';
import { BASE, entryOf, KEY, scriptOf } from '../support/agreement/handler-run.ts';
import { randomCall } from '../support/agreement/random-call.ts';
import { randomPlan } from '../support/agreement/random-plan.ts';
import { type LivePlan, type SyncRoom, syncRoom } from '../support/agreement/sync-room.ts';
import { compilePlan, HEAD } from '../support/harness.ts';
import { planIn } from '../support/plan-in.ts';
import { random } from '../support/protocol/random.ts';

// The capacity of a plan rests on counted requests. Here the Functions that ship make them, of a Sync that counts too.

let room: SyncRoom;
beforeAll(async () => {
  room = await syncRoom();
});
afterAll(() => room.close());

const ANSWERED: Response = { status: 200, headers: { 'content-type': 'text/xml' }, cookies: [], body: '' };

/** What a webhook was counted to ask, and what it asked: of a container that has just started. */
interface Pair {
  readonly entry: string;
  readonly counted: number;
  readonly made: number;
  readonly source: string;
}

/** The handler as an application: each webhook in a container of its own. */
function application(plan: CompiledPlan, live: LivePlan, told: (pair: Pair) => void): Application {
  const { bundle, program } = plan;
  const laidOut = { bundle, program, items: encode(program) };
  const { country } = bundle.numbering;
  return async ({ url, fields, at }: Request) => {
    const entry = new URL(url).pathname.slice(1) as EntryName;
    const parameters = {
      ...Object.fromEntries(new URL(url).searchParams),
      ...fields,
      request: { headers: { 'x-dialplan-at': new Date(at).toISOString() } },
    };
    let line = { reads: -1, source: '' };
    const environment = { ...live.environment, AUTH_TOKEN: KEY };
    const equipment: Equipment = {
      bundle,
      store: new SyncStore(),
      snapshot: () => undefined,
      classify: (number) => classify(number, country),
      log: (text) => {
        line = JSON.parse(text) as typeof line;
      },
    };
    if (entry === 'recorded') {
      await recorded(parameters, environment, equipment);
      told({ entry, counted: line.reads, made: line.reads, source: line.source });
      return { ...ANSWERED, headers: { 'content-type': 'text/plain' } };
    }
    const body = await handle(entry, parameters, environment, equipment);
    const linked = entry === 'continue' || entry === 'confirm' || entry === 'callTransfer';
    const state = linked ? readLink(entry, parameters, KEY)?.state : undefined;
    const webhook = readWebhook(entry, parameters, {
      uuiHeader: bundle.uuiHeader,
      now: at,
      state,
      synced: true,
    });
    const counted = requestsOf(webhook, laidOut, (number) => classify(number, country)).length;
    told({ entry, counted, made: line.reads, source: line.source });
    return { ...ANSWERED, body };
  };
}

/** Every item is of the live release: what is counted is what a plan says, not what was left behind. */
const tidy = { ...random(1), chance: () => false };

async function compare(plan: CompiledPlan, calls: number, seed: number): Promise<readonly Pair[]> {
  const live = room.publish(plan.artifacts.items, tidy);
  const chance = random(seed);
  const pairs: Pair[] = [];
  try {
    for (let i = 0; i < calls; i += 1) {
      const call = randomCall(chance, plan);
      const answered = application(plan, live, (pair) => pairs.push(pair));
      await placeCall(scriptOf(call), entryOf(call, BASE), answered, likeliest);
      live.setState({});
    }
  } finally {
    live.remove();
  }
  return pairs;
}

const shown = (pairs: readonly Pair[]) =>
  pairs.map(({ entry, made, source }) => `${entry} ${made} ${source}`);
const expected = (pairs: readonly Pair[]) =>
  pairs.map(({ entry, counted, source }) => `${entry} ${counted} ${source}`);

describe('the requests of a webhook are those that were counted', () => {
  it.each(['dialplan/acme', 'dialplan/st-anne'])('%s', async (folder) => {
    const { text, assets } = planIn(folder);
    const { program, bundle, artifacts } = compilePlan(text, {
      assets,
      files: { runtime: '//', classify: '//' },
    });
    if (!program || !bundle || !artifacts) throw new Error(`${folder} has errors`);
    const pairs = await compare({ program, bundle, artifacts }, 40, 7);
    expect(pairs.length).toBeGreaterThan(60);
    expect(shown(pairs)).toEqual(expected(pairs));
  });

  it('random plans', async () => {
    let webhooks = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const plan = compileRandom(randomPlan(seed));
      if (!('program' in plan)) continue;
      const pairs = await compare(plan, 8, seed);
      webhooks += pairs.length;
      expect(shown(pairs)).toEqual(expected(pairs));
    }
    expect(webhooks).toBeGreaterThan(200);
  }, 60_000);
});

it('counts the whole of a call that leaves a message of which somebody is told', async () => {
  const text = `${HEAD}notify: {webhook: "https://hooks.acme.example"}
numbers: {"+61 2 5550 1000": desk}
extensions: {desk: {dial: 201, sip_user: desk, mailbox: box}}
mailboxes: {box: {greeting: "Please leave a message.", notify: {email: desk@acme.example}}}
`;
  const hook = createServer((request, response) => request.resume().on('end', () => response.end()));
  await new Promise<void>((listening) => hook.listen(0, '127.0.0.1', () => listening()));
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
  const compiled = compilePlan(text, { files: { runtime: '//', classify: '//' } });
  // Plans tell only addresses that begin with https; this machine is told over HTTP.
  const here = <T>(made: T): T =>
    JSON.parse(JSON.stringify(made).replaceAll('https://hooks.acme.example', url)) as T;
  const { program, bundle, artifacts } = here({
    program: compiled.program,
    bundle: compiled.bundle,
    artifacts: compiled.artifacts,
  });
  if (!program || !bundle || !artifacts) throw new Error('the plan has errors');
  const live = room.publish(artifacts.items, tidy);
  const pairs: Pair[] = [];
  try {
    const at = Date.parse('2026-11-24T10:00+11:00');
    const from = '+15005550006';
    const to = '+61255501000';
    const answered = application({ program, bundle, artifacts }, live, (pair) => pairs.push(pair));
    const script = { from, to, at, acts: [], phone: () => ({ does: 'no_answer' }) as const };
    await placeCall(script, { url: `${BASE}/incoming` }, answered, likeliest);
    const counted = await dearestCall(
      { from: { kind: 'number', value: from }, to },
      [at],
      { program, bundle, items: encode(program) },
      { classify: () => null, live: new LiveState() },
    );
    expect(counted.map(({ entry, requests }) => `${entry} ${requests.length}`)).toEqual(
      pairs.map(({ entry, made }) => `${entry} ${made}`),
    );
    expect(pairs.map(({ entry }) => entry)).toContain('recorded');
    expect(requestsIn(counted)).toBeGreaterThan(10);
  } finally {
    live.remove();
    await new Promise((closed) => hook.close(closed));
  }
});

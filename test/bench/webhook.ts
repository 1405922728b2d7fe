import { compile } from '../../compiler/compile.ts';
import { openSync, type Sync } from '../../compiler/local/sync/sync.ts';
import type { EntryName } from '../../runtime/call.ts';
import { classify } from '../../runtime/classify.ts';
import { digest, type JsonObject } from '../../runtime/digest.ts';
import { type Equipment, handle } from '../../runtime/handler.ts';
import { encode } from '../../runtime/items.ts';
import type { Bundle, Program } from '../../runtime/program.ts';
import { pack } from '../../runtime/release.ts';
import { step } from '../../runtime/step.ts';
import { SyncStore } from '../../runtime/sync-store.ts';
import { worldOf } from '../../runtime/world.ts';
import { yamlPlan } from './plans.ts';

/** A webhook in this process: how long the evaluator takes, and how often it asks Sync. */

const NUMBERS = 1_000;
const ROUNDS = 20_000;

const { program, bundle } = compile(
  { directory: 'plan', sources: yamlPlan(NUMBERS), assets: [] },
  { variables: {} },
);
if (program === undefined || bundle === undefined) throw new Error('the plan of the bench has mistakes');

function microseconds(plan: Program, known: Bundle): number {
  const world = worldOf(plan, { classify: (number) => classify(number, 'AU') });
  const from = { kind: 'number', number: '+61400000000' } as const;
  const numbers = Object.keys(plan.numbers);
  const once = (i: number): void => {
    const to = numbers[i % numbers.length] ?? '';
    const call = { sid: 'CA0', from, to, now: 0, uui: 'CA0', answered: false };
    const reply = step({ entry: 'incoming', call, event: { kind: 'arrived' } }, known, world);
    if (reply.kind !== 'answer') throw new Error(`no answer for ${to}`);
  };
  for (let i = 0; i < ROUNDS; i++) once(i);
  const started = performance.now();
  for (let i = 0; i < ROUNDS; i++) once(i);
  return ((performance.now() - started) * 1000) / ROUNDS;
}

async function post(sync: Sync, path: string, form: { [name: string]: string }): Promise<{ sid: string }> {
  const response = await fetch(`${sync.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

const RELEASE = { release: 1, digest: 'x', counts: {}, commit: null, at: '2026-11-22T00:00:00Z' };
const DOCUMENT = {
  format: 1,
  plan: 'bench',
  active: RELEASE,
  previous: null,
  reserved: null,
  holder: null,
  beat: 0,
  abandoned: [],
  cache_seconds: 5,
  hand_edits: [],
  lease_broken_at: null,
};

/** A service with the plan live in it; of the numbers only those that are called. */
async function live(sync: Sync, plan: Program, known: Bundle, called: ReadonlySet<string>): Promise<string> {
  const { sid } = await post(sync, '/v1/Services', { FriendlyName: known.service });
  const items = encode(plan);
  for (const role of ['number_map', 'ring_group_map', 'node_map'] as const) {
    const name = known.maps[role];
    await post(sync, `/v1/Services/${sid}/Maps`, { UniqueName: name });
    for (const [key, payload] of Object.entries(items[role])) {
      if (role === 'number_map' && !called.has(key)) continue;
      const data = pack('bench', [{ payload, mark: { release: 1, digest: digest(payload as JsonObject) } }]);
      await post(sync, `/v1/Services/${sid}/Maps/${name}/Items`, { Key: key, Data: JSON.stringify(data) });
    }
  }
  await post(sync, `/v1/Services/${sid}/Documents`, {
    UniqueName: 'dialplan.bench.release',
    Data: JSON.stringify(DOCUMENT),
  });
  return sid;
}

/** One webhook of a warm or cold Function: Sync requests, and what the caller waited here. */
interface Asked {
  readonly what: string;
  readonly requests: number;
  readonly ms: number;
}

async function ask(plan: Program, known: Bundle): Promise<readonly Asked[]> {
  const sync = await openSync();
  const numberTo = (to: unknown): string =>
    Object.entries(plan.numbers).find(([, entry]) => entry.to === to)?.[0] ?? '';
  const calls: readonly (readonly [string, EntryName, { [name: string]: string }])[] = [
    ['a number that says something', 'incoming', { To: numberTo('message:closed') }],
    ['a number that rings a phone', 'incoming', { To: numberTo('extension:alice') }],
    ['a number that rings a group', 'incoming', { To: numberTo('ring_group:sales') }],
    ['a number that is not in the plan', 'incoming', { To: '+61255509999' }],
    [
      'a phone dials an extension',
      'outgoing',
      { From: 'sip:alice@bench.sip.twilio.com', To: 'sip:202@bench.sip.twilio.com' },
    ],
    [
      'a phone dials a mobile',
      'outgoing',
      { From: 'sip:alice@bench.sip.twilio.com', To: 'sip:0491570156@bench.sip.twilio.com' },
    ],
    [
      'a phone dials 000',
      'outgoing',
      { From: 'sip:alice@bench.sip.twilio.com', To: 'sip:000@bench.sip.twilio.com' },
    ],
  ];
  try {
    const called = new Set(calls.map(([, , { To = '' }]) => To));
    const service = await live(sync, plan, known, called);
    const environment = {
      ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      AUTH_TOKEN: 'secret-token',
      SYNC_SERVICE_SID: service,
      DIALPLAN_SYNC_URL: sync.url,
    };
    const found: Asked[] = [];
    for (const [what, entry, parameters] of calls) {
      const equipment: Equipment = {
        bundle: known,
        store: new SyncStore(),
        snapshot: () => undefined,
        classify: (number) => classify(number, 'AU'),
        log: () => {},
      };
      const form = { From: '+61400000000', CallSid: 'CA1', CallStatus: 'ringing', ...parameters };
      for (const warmth of ['cold', 'warm']) {
        sync.requests.clear();
        const started = performance.now();
        await handle(entry, form, environment, equipment);
        const ms = performance.now() - started;
        found.push({ what: `${what}, ${warmth}`, requests: sync.requests.counts().reads, ms });
      }
    }
    return found;
  } finally {
    await sync.close();
  }
}

console.log(
  JSON.stringify({ microseconds: microseconds(program, bundle), asked: await ask(program, bundle) }),
);

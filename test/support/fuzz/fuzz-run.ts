import { classify } from '../../../runtime/classify.ts';
import { type Equipment, handle } from '../../../runtime/handler.ts';
import { readLink } from '../../../runtime/links.ts';
import { recorded } from '../../../runtime/recorded.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { type Random, random as seeded } from '../protocol/random.ts';
import { Figures } from './figures.ts';
import { hostileText } from './hostile.ts';
import { judgeAnswer, judgeLog } from './judge.ts';
import { examplePlan, type FuzzedPlan, randomPlans, telling, temptingPlan } from './plans.ts';
import { type RandomRequest, randomRequest } from './random-request.ts';
import { Links, TOKEN } from './random-state.ts';
import { openSyncWeather, type SyncWeather, type Weather } from './sync-weather.ts';
import { Rights } from './truth.ts';

/**
 * Random webhooks through the handler that ships, in this process: most answered from the snapshot, a share from a Sync
 * service that behaves or does not.
 */

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  /** Random plans, beside the plans of the repository. */
  readonly plans: number;
  /** The share of the requests for which Sync is asked. */
  readonly synced: number;
  /** Whether Sync may also give no answer at all, which takes a second each time. */
  readonly hangs: boolean;
}

const SERVICE = `IS${'0'.repeat(32)}`;

interface Scene {
  readonly plan: FuzzedPlan;
  readonly rights: Rights;
  readonly links: Links;
  readonly random: Random;
  readonly figures: Figures;
}

const ENVIRONMENT = { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: TOKEN };

function equipmentOf({ program, bundle }: FuzzedPlan, store: SyncStore, lines: string[]): Equipment {
  return {
    bundle,
    store,
    snapshot: () => program,
    classify: (number) => classify(number, bundle.numbering.country),
    log: (line) => lines.push(line),
  };
}

/** A request as people can read it: long texts cut. */
const written = ({ entry, parameters }: RandomRequest): string =>
  `${entry} ${JSON.stringify(parameters, (_key, value: unknown) =>
    typeof value === 'string' && value.length > 300 ? `${value.slice(0, 300)}… (${value.length})` : value,
  )}`.slice(0, 3_000);

function told(scene: Scene, request: RandomRequest, faults: readonly string[], document: string): void {
  for (const what of faults)
    scene.figures.fault({
      plan: scene.plan.name,
      what,
      request: written(request),
      document: document.slice(0, 3_000),
    });
}

/** An answer that is still to be judged. */
interface Answered {
  readonly request: RandomRequest;
  readonly document: string;
  readonly lines: readonly string[];
  readonly ms: number;
  readonly synced: boolean;
}

/** One webhook, answered. */
async function shoot(
  { plan }: Scene,
  request: RandomRequest,
  environment: { readonly [name: string]: string },
  store: SyncStore,
): Promise<Answered> {
  const lines: string[] = [];
  const equipment = equipmentOf(plan, store, lines);
  const started = performance.now();
  const document = await handle(request.entry, request.parameters, environment, equipment);
  const ms = performance.now() - started;
  return { request, document, lines, ms, synced: 'SYNC_SERVICE_SID' in environment };
}

function judge(scene: Scene, { request, document, lines, ms, synced }: Answered): void {
  const { rights, links, figures } = scene;
  (synced ? figures.sync : figures.snapshot).add(ms);
  if (!synced) figures.took(ms, () => written(request));
  const [line = ''] = lines;
  figures.count(`answered from ${/"source":"(\w+)"/.exec(line)?.[1] ?? '?'}`);
  for (const [, verb = ''] of document.matchAll(/<([A-Z][a-z]+)[ />]/g)) figures.count(`<${verb}>`);
  const faults = [
    ...judgeAnswer(document, request, rights, links),
    ...judgeLog(lines, request, document),
    ...(line.includes('the Function failed') ? ['a bug of the Function'] : []),
  ];
  if (faults.length > 0) told(scene, request, faults, `${document}\n${line}`);
}

/** A callback of a recording, which nobody hears. */
async function shootRecorded(
  scene: Scene,
  environment: { readonly [name: string]: string },
  store: SyncStore,
  weather: SyncWeather,
): Promise<void> {
  const { plan, rights, links, random, figures } = scene;
  const request = randomRequest(random, rights, links);
  const link = links.pick(random);
  const state = link !== undefined && random.chance(0.7) ? new URLSearchParams(link.query) : undefined;
  if (state !== undefined && random.chance(0.2)) state.set('dp_f', hostileText(random));
  const parameters = {
    ...request.parameters,
    ...(state === undefined ? {} : Object.fromEntries(state)),
    RecordingSid: random.chance(0.7) ? `RE${random.between(0, 1e9)}` : hostileText(random),
    RecordingStatus: random.pick(['completed', 'completed', 'absent', 'in-progress', hostileText(random)]),
    RecordingDuration: random.pick(['9', '0', '-3', 'x', hostileText(random)]),
    ...(random.chance(0.3)
      ? { TranscriptionStatus: 'completed', TranscriptionText: hostileText(random) }
      : {}),
  };
  const lines: string[] = [];
  const own = readLink('recorded', parameters, TOKEN) !== undefined;
  const before = weather.told();
  const started = performance.now();
  await recorded(parameters, environment, equipmentOf(plan, store, lines));
  const ms = performance.now() - started;
  figures.count('callbacks of recordings');
  const faults = [...judgeLog(lines, { ...request, parameters }, '')];
  if (ms > 9_900) faults.push(`a callback took ${Math.round(ms)} ms`);
  if (!own && weather.told() > before && !('SYNC_SERVICE_SID' in environment))
    faults.push('somebody was told of a recording by a request that is not ours');
  if (faults.length > 0) told(scene, { ...request, parameters }, faults, '');
}

/** Webhooks while Sync is asked, several at a time as in a busy container. */
async function shootSynced(scene: Scene, weather: SyncWeather, count: number, hangs: boolean): Promise<void> {
  const { random, plan, rights, links, figures } = scene;
  const environment = { ...ENVIRONMENT, SYNC_SERVICE_SID: SERVICE, DIALPLAN_SYNC_URL: weather.url };
  let left = count;
  while (left > 0) {
    const kinds: readonly Weather[] = [
      'well',
      'well',
      'well',
      'mixed',
      'mixed',
      'errors',
      'storm',
      'garbage',
      'lies',
    ];
    const kind: Weather = hangs && random.chance(0.01) ? 'hangs' : random.pick(kinds);
    weather.set(kind, random.between(0, 2 ** 31));
    weather.show(plan, random.pick([0, 5]));
    const store = new SyncStore();
    const batch = Math.min(left, random.between(1, 60));
    const answers = await Promise.all(
      Array.from({ length: batch }, () =>
        random.chance(0.05)
          ? shootRecorded(scene, environment, store, weather)
          : shoot(scene, randomRequest(random, rights, links), environment, store),
      ),
    );
    // In the order in which they were asked, so that the same seed gives the same run.
    for (const each of answers) if (each !== undefined) judge(scene, each);
    figures.count(`with Sync: ${kind}`, batch);
    left -= batch;
  }
}

/** Shoots at each plan in turn. */
export async function fuzz(options: FuzzOptions, figures = new Figures()): Promise<Figures> {
  const { seed, requests, synced, hangs } = options;
  const random = seeded(seed);
  const weather = await openSyncWeather();
  try {
    const plans = [
      examplePlan('acme', 'prod'),
      examplePlan('acme', 'dev'),
      examplePlan('st-anne', 'prod'),
      temptingPlan(),
      ...randomPlans(seed % 1_000_000, options.plans),
    ].map((plan) => telling(plan, weather.hook));
    // One account may hold several plans: what one has signed may come to another.
    const links = new Links();
    const each = Math.ceil(requests / plans.length);
    for (const plan of plans) {
      const scene: Scene = { plan, rights: new Rights(plan.program, plan.bundle), links, random, figures };
      const withSync = Math.round(each * synced);
      const store = new SyncStore();
      for (let i = 0; i < each - withSync; i += 1) {
        const here = { ...ENVIRONMENT, DIALPLAN_SYNC_URL: weather.url };
        if (random.chance(0.01)) await shootRecorded(scene, here, store, weather);
        else judge(scene, await shoot(scene, randomRequest(random, scene.rights, links), ENVIRONMENT, store));
      }
      await shootSynced(scene, weather, withSync, hangs);
    }
    figures.count('requests of Sync and of webhooks', weather.requests());
  } finally {
    await weather.close();
  }
  return figures;
}

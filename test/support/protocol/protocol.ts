import { type DesiredItems, releaseDocumentName } from '../../../compiler/model/desired.ts';
import { type ReconcileResult, reconcile } from '../../../compiler/reconcile/reconcile.ts';
import { rollback } from '../../../compiler/reconcile/rollback.ts';
import type { SyncTarget } from '../../../compiler/reconcile/target.ts';
import { digest } from '../../../runtime/digest.ts';
import { pick, readDocument, unpack } from '../../../runtime/release.ts';
import { type Actor, actor, type Faults, NO_FAULTS, type Tally } from './actor.ts';
import {
  MUTATIONS,
  type Mutation,
  type MutationName,
  readerRulesOf,
  timingsOf,
  type Weather,
} from './mutations.ts';
import { type People, people } from './people.ts';
import { MAPS, PLACES, plans } from './plans.ts';
import { type Random, random } from './random.ts';
import { answerCalls } from './readers.ts';
import { type Scheduler, scheduler } from './scheduler.ts';
import { type Watcher, watcher } from './watcher.ts';
import { type World, world } from './world.ts';

/**
 * The release protocol under everything that can happen to it, with the real writer (`compiler/reconcile/`) and the
 * real reader (`runtime/release.ts`). One run is a few minutes of virtual time in which up to three writers reconcile
 * random plans, some roll back, people edit and delete by hand, processes die, sleep and wake up, requests and replies
 * are lost or late, and Functions with old documents answer calls. The seed decides everything.
 */
export interface ProtocolOptions {
  readonly runs: number;
  readonly seed: number;
  /** Leaves one rule out; then violations are what is hoped for, and the first one ends the runs. */
  readonly mutate?: MutationName;
  /** What happens often; without it: what the mutation asks for. */
  readonly weather?: Weather;
}

export interface ProtocolCounts {
  runs: number;
  requests: number;
  crashes: number;
  lost: number;
  freezes: number;
  releases: number;
  rollbacks: number;
  /** Answers compared with their plan, each for one key and one release. */
  answers: number;
  /** Answers of another release than the one followed, and any other broken promise. */
  mixtures: number;
  /** The first few, with the seed that shows them again. */
  violations: string[];
}

/** One line for a person. */
export const countsText = (c: ProtocolCounts): string =>
  `${c.runs} runs, ${c.requests} requests, ${c.crashes} crashes, ${c.lost} lost replies, ${c.freezes} sleeps, ` +
  `${c.releases} releases, ${c.rollbacks} rollbacks, ${c.answers} answers checked, ${c.mixtures} mixtures`;

/** Lets the protocol run, as often as asked. */
export async function runProtocol({ runs, seed, mutate, weather }: ProtocolOptions): Promise<ProtocolCounts> {
  const mutation: Mutation = mutate === undefined ? { breaks: 'nothing' } : MUTATIONS[mutate];
  const climate = weather ?? mutation.weather ?? {};
  const counts: ProtocolCounts = {
    runs: 0,
    requests: 0,
    crashes: 0,
    lost: 0,
    freezes: 0,
    releases: 0,
    rollbacks: 0,
    answers: 0,
    mixtures: 0,
    violations: [],
  };
  for (let run = 0; run < runs; run += 1) {
    await oneRun(seed + run, mutation, climate, counts);
    counts.runs += 1;
    if (mutate !== undefined && counts.mixtures > 0) break;
  }
  return counts;
}

/** One run: its seed, what it happens in, and what it counts. */
interface Run {
  readonly on: Scheduler;
  readonly world: World;
  readonly watcher: Watcher;
  readonly chance: Random;
  readonly mutation: Mutation;
  readonly tally: Tally;
  readonly counts: ProtocolCounts;
  readonly plans: readonly DesiredItems[];
  readonly faults: Faults;
  readonly people: People;
  /** How likely a person meddles at each page that is listed. */
  readonly meddling: number;
  /** What writers do about items made by hand. */
  readonly hands: 'refuse' | 'keep' | 'overwrite';
}

/** How long things go on, in virtual milliseconds. */
const SPAN = 240_000;

const KEYS = PLACES.map(({ key }) => key);

async function oneRun(
  seed: number,
  mutation: Mutation,
  weather: Weather,
  counts: ProtocolCounts,
): Promise<void> {
  const chance = random(seed);
  const on = scheduler();
  const tally: Tally = { requests: 0, crashes: 0, lost: 0, freezes: 0 };
  const watching: Watcher = watcher(on.now, () => all);
  const all: World = world(on.now, watching);
  const harm = chance.pick([0, 1, 2, 3]);
  const run: Run = {
    on,
    world: all,
    watcher: watching,
    chance,
    mutation,
    meddling: weather.meddling ?? 0.04,
    tally,
    counts,
    plans: plans(chance, 5, weather.cacheSeconds),
    faults: {
      crash: 0.006 * harm,
      lost: 0.02 * harm,
      refused: 0.01 * harm,
      freeze: 0.006 * harm,
      ...weather.faults,
    },
    people: people(on, all, watching, chance, SPAN, weather.deleting),
    hands: chance.pick(['refuse', 'keep', 'overwrite']),
  };
  for (const plan of run.plans) watching.know(plan);
  const spread = weather.together ? 1_000 : 60_000;

  for (let i = chance.between(1, 3); i > 0; i -= 1)
    on.after(chance.between(0, spread), () => void writer(run));
  for (let i = chance.between(0, 2); i > 0; i -= 1)
    on.after(chance.between(20_000, SPAN), () => void goBack(run));
  for (let i = weather.busy ? 8 : 2; i > 0; i -= 1) {
    const { target, clock } = newActor(run, NO_FAULTS);
    const pause = weather.busy ? 5_000 : 40_000;
    const calls = SPAN / pause;
    void answerCalls(
      { target, clock, chance, watcher: watching, rules: readerRulesOf(mutation), pause },
      calls,
    );
  }
  await on.run();
  editsAreLive(run);
  await itConverges(run);

  counts.requests += tally.requests;
  counts.crashes += tally.crashes;
  counts.lost += tally.lost;
  counts.freezes += tally.freezes;
  counts.answers += watching.answersChecked();
  counts.mixtures += watching.violations.length;
  for (const violation of watching.violations.slice(0, 3)) {
    if (counts.violations.length < 10) counts.violations.push(`seed ${seed}: ${violation}`);
  }
}

const newActor = (run: Run, faults: Faults): Actor => actor(run.on, run.world, run.chance, faults, run.tally);

/** A process that reconciles a few times, until it dies. */
async function writer(run: Run): Promise<void> {
  const { chance } = run;
  const self = newActor(run, run.faults);
  for (let times = chance.between(1, 3); times > 0; times -= 1) {
    const stop = new AbortController();
    if (chance.chance(0.1)) run.on.after(chance.between(0, 40_000), () => stop.abort());
    await once(run, self, chance.pick(run.plans), { signal: stop.signal, breakLease: chance.chance(0.15) });
    await self.clock.sleep(chance.between(0, 30_000));
  }
}

async function once(
  run: Run,
  { clock, target }: Actor,
  desired: DesiredItems,
  how: { readonly signal?: AbortSignal; readonly breakLease?: boolean; readonly hands?: Run['hands'] },
): Promise<ReconcileResult> {
  const { chance, mutation } = run;
  const holder = `writer-${chance.between(0, 1e9)}`;
  const busy = how.signal === undefined ? target : amongPeople(run, target);
  const hands = mutation.overwritesUnasked ? 'overwrite' : (how.hands ?? run.hands);
  const result = await reconcile({
    target: mutation.writer?.(busy, holder, run.world) ?? busy,
    clock,
    desired,
    holder,
    at: new Date(1.7e12 + run.on.now()).toISOString(),
    commit: null,
    timings: timingsOf(mutation),
    concurrency: chance.between(1, 3),
    allowRemovals: KEYS.length,
    ...(hands === 'keep' ? { keep: KEYS } : {}),
    ...(hands === 'overwrite' ? { overwrite: KEYS } : {}),
    ...(how.signal === undefined ? {} : { signal: how.signal }),
    ...(how.breakLease === undefined ? {} : { breakLease: how.breakLease }),
  });
  if (result.kind === 'released') run.counts.releases += 1;
  return result;
}

/** People have a way of editing just what is being listed: between two pages, or between a listing and a write. */
function amongPeople({ on, chance, people: somebody, meddling }: Run, target: SyncTarget): SyncTarget {
  return {
    ...target,
    async listItems(service, map, after) {
      if (chance.chance(meddling)) on.after(chance.between(0, 1_000), somebody.act);
      return target.listItems(service, map, after);
    },
  };
}

async function goBack(run: Run): Promise<void> {
  const { clock, target } = newActor(run, { ...run.faults, crash: 0 });
  const mutated = run.mutation.rollback?.(target) ?? target;
  const result = await rollback({ target: mutated, clock, plan: 'acme', service: 'pbx' });
  if (result.kind === 'rolled_back') run.counts.rollbacks += 1;
  if (result.kind === 'rolled_back' && result.to >= result.from) {
    run.watcher.report(`a rollback went from ${result.from} to ${result.to}`);
  }
}

/** What a person wrote last is live, for nobody was told to overwrite it. */
function editsAreLive({ hands, world: all, watcher: watching, people: somebody }: Run): void {
  if (hands === 'overwrite') return;
  for (const edit of somebody.lastEdits()) {
    const found = all.fetchItem(MAPS[edit.map], edit.key);
    const item = found.kind === 'ok' ? unpack(found.value.data) : undefined;
    const document = documentOf(all);
    const answer = item && pick(item, document?.active?.release ?? 0, document?.abandoned ?? []);
    if (answer?.kind === 'hand_made' && digest(answer.payload) === edit.digest) continue;
    watching.report(`what a person wrote at ${edit.map}/${edit.key} is lost: ${JSON.stringify(answer)}`);
  }
}

const documentOf = (all: World) => {
  const found = all.fetchDocument(releaseDocumentName('acme'));
  return found.kind === 'ok' ? readDocument(found.value.data) : undefined;
};

/** When everybody is gone, one more reconcile brings the plan, and a second one has nothing to write. */
async function itConverges(run: Run): Promise<void> {
  const { on, chance, watcher: watching } = run;
  const desired = chance.pick(run.plans);
  const hands = run.hands === 'overwrite' ? 'overwrite' : 'keep';
  const results: ReconcileResult['kind'][] = [];
  const first = newActor(run, NO_FAULTS);
  const second = newActor(run, NO_FAULTS);
  void (async () => {
    results.push((await once(run, first, desired, { hands })).kind);
    results.push((await once(run, second, desired, { hands })).kind);
  })();
  await on.run();
  if (results[0] !== 'released' && results[0] !== 'nothing_to_do')
    watching.report(`it does not converge: ${results}`);
  if (results[1] !== 'nothing_to_do' || second.writesSent() > 0) {
    watching.report(`a second reconcile writes ${second.writesSent()} times: ${results}`);
  }
  everythingIsTidy(run, desired);
}

/** Every key answers what the plan says, or what a person wrote; no item holds more than three versions. */
function everythingIsTidy({ world: all, watcher: watching }: Run, desired: DesiredItems): void {
  const document = documentOf(all);
  if (document?.active == null) {
    watching.report('nothing is released in the end');
    return;
  }
  if (document.active.digest !== desired.digest) watching.report('another plan is released in the end');
  for (const { map, key } of PLACES) {
    const found = all.fetchItem(MAPS[map], key);
    const item = found.kind === 'ok' ? unpack(found.value.data) : undefined;
    if ((item?.versions.length ?? 0) > 3)
      watching.report(`${map}/${key} holds ${item?.versions.length} versions`);
    const answer = item
      ? pick(item, document.active.release, document.abandoned)
      : ({ kind: 'absent' } as const);
    watching.check(document.active, map, key, answer, 'in the end');
  }
}

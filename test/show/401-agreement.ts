import { readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { agreement, type Disagreement } from '../support/agreement/agreement.ts';
import { Coverage } from '../support/agreement/coverage.ts';
import { httpAgreement } from '../support/agreement/http-run.ts';
import { tryMutation } from '../support/agreement/mutation-trial.ts';
import { MUTATIONS } from '../support/agreement/mutations.ts';
import { shrink, storyOf } from '../support/agreement/shrink.ts';
import { claim, show } from './show.ts';

// The compiler's correctness: a call as the evaluator has it over the lowered program, and the same call on the simulated
// network, which asks the handler that ships with items out of Sync, are the same in all that can be observed; and so is
// what `trace` and the plan's tests imagine.

/** Another one is tried with AGREEMENT_SEED. */
const SEED = Number(process.env.AGREEMENT_SEED ?? 20_261_122);
const PAIRS = 10_000;
const CALLS = 25;
const WORKERS = 2;

/** A part of the pairs, or every other fault. */
interface Task {
  readonly part: number;
}

interface Done {
  readonly plans: number;
  readonly refused: number;
  readonly pairs: number;
  readonly runs: number;
  readonly truncated: number;
  readonly disagreements: readonly Disagreement[];
  readonly counts: ReturnType<Coverage['counts']>;
  readonly mutations: readonly { readonly breaks: string; readonly pairs: number; readonly seen: string }[];
}

async function work({ part }: Task): Promise<Done> {
  const coverage = new Coverage();
  let last: unknown;
  const agreed = await agreement({
    seed: SEED + part * 1_000_000,
    plans: PAIRS / CALLS / WORKERS,
    callsPerPlan: CALLS,
    most: 5,
    seen: (made, plan, call, played) => {
      if (made !== last) coverage.plan(plan);
      last = made;
      coverage.pair(plan, call, played);
    },
  });
  const mutations = [];
  for (const [i, mutation] of MUTATIONS.entries()) {
    if (i % WORKERS !== part) continue;
    const { pairs, disagreements } = await tryMutation(mutation, {
      seed: SEED,
      plans: 80,
      callsPerPlan: CALLS,
    });
    const seen = disagreements[0]?.differences.filter((line) => /^[-+]/.test(line)) ?? [];
    mutations.push({ breaks: mutation.breaks, pairs, seen: seen.slice(0, 1).join('') });
  }
  return { ...agreed, counts: coverage.counts(), mutations };
}

const inWorker = (part: number): Promise<Done> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { part } satisfies Task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

async function tell(disagreements: readonly Disagreement[]): Promise<void> {
  for (const each of disagreements.slice(0, 3)) console.log(storyOf(await shrink(each)));
}

const sum = (done: readonly Done[], of: (each: Done) => number): number =>
  done.reduce((total, each) => total + of(each), 0);

async function overHttp(): Promise<void> {
  const read = (name: string): string => readFileSync(`build/${name}`, 'utf8');
  const files = { runtime: read('runtime.cjs'), classify: read('classify.cjs') };
  const { pairs, plans, releases, disagreements } = await httpAgreement({
    seed: SEED,
    plans: 10,
    callsPerPlan: 20,
    files,
  });
  claim(
    'and over HTTP: items reconciled release after release, Functions run by twilio-run, signed webhooks',
    pairs === 200 && disagreements.length === 0,
    `${pairs} pairs of ${plans} plans in ${releases} releases, ${disagreements.length} disagree`,
  );
  await tell(disagreements);
}

const NOT_COVERED = [
  'how Twilio itself behaves where that is only told: both runs take the same answers of the simulator',
  'whether the lowered program means what the plan says: both runs have it from the compiler',
  'a release that changes in the middle of a call, Sync in trouble, the snapshot',
  'a conference that is full; who is told of a message (only that the callback knows whose it is)',
  'members that confirm in a dial of several; dials of more than ten, both of which the compiler refuses',
];

if (isMainThread) {
  await show(async () => {
    const started = performance.now();
    const done = await Promise.all(Array.from({ length: WORKERS }, (_, part) => inWorker(part)));
    const disagreements = done.flatMap((each) => each.disagreements);
    const pairs = sum(done, (each) => each.pairs);
    claim(
      'the evaluator and the network agree on random plans and calls',
      pairs >= PAIRS && disagreements.length === 0,
      `seed ${SEED}: ${pairs} pairs of ${sum(done, ({ plans }) => plans)} plans (${sum(done, ({ refused }) => refused)} more were refused by the compiler), ${sum(done, ({ runs }) => runs)} runs, ${disagreements.length} disagree`,
    );
    await tell(disagreements);
    const coverage = new Coverage();
    for (const { counts } of done) coverage.add(counts);
    for (const line of coverage.lines()) console.log(`     ${line}`);
    const missing = coverage.missing();
    claim('everything that the generator is made for occurred', missing.length === 0, missing.join(', '));
    for (const each of NOT_COVERED) console.log(`     not covered: ${each}`);
    const mutations = done.flatMap((each) => each.mutations);
    for (const { breaks, pairs: tried, seen } of mutations)
      claim(`noticed: ${breaks}`, seen !== '', `pair ${tried}: ${seen.slice(0, 140)}`);
    const caught = mutations.filter(({ seen }) => seen !== '').length;
    claim('planted faults are caught', caught >= 10, `${caught} of ${mutations.length}`);
    await overHttp();
    console.log(`     ${Math.round((performance.now() - started) / 1000)} s`);
  });
} else {
  parentPort?.postMessage(await work(workerData as Task));
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Figures } from '../../support/fuzz/figures.ts';
import { fuzz } from '../../support/fuzz/fuzz-run.ts';
import { httpFuzz } from '../../support/fuzz/http-fuzz.ts';
import { claim, show } from '../show.ts';

// A million random webhooks in process, and ten thousand over HTTP through the door and twilio-run: odd parameters, wrong types,
// hostile texts, state that was replayed, forged, truncated, written by another plan, Function or release, while Sync answers well,
// badly or not at all. `FUZZ_SEED` repeats a run; `FUZZ_REQUESTS` and `FUZZ_HTTP` make it smaller.

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1_000_000);
const OVER_HTTP = Number(process.env.FUZZ_HTTP ?? 10_000);
const WORKERS = 2;
/** Runs of one worker, each with plans of its own; memory is measured between them. */
const ROUNDS = 10;

interface Done {
  readonly figures: ReturnType<Figures['plain']>;
  /** Bytes of the heap after each round, collected. */
  readonly heap: readonly number[];
}

/** @param seed of the whole run: a worker that asked the clock would have one of its own, which nobody could repeat */
async function work({ part, seed }: { readonly part: number; readonly seed: number }): Promise<Done> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const figures = new Figures();
  const heap: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const requests = Math.ceil(REQUESTS / WORKERS / ROUNDS);
    await fuzz({ seed: seed + part * 1_000 + round, requests, plans: 6, synced: 0.03, hangs: true }, figures);
    collect();
    heap.push(process.memoryUsage().heapUsed);
  }
  return { figures: figures.plain(), heap };
}

const inWorker = (part: number): Promise<Done> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { part, seed: SEED } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

const ms = (time: number): string => (time < 10 ? `${time.toFixed(2)} ms` : `${Math.round(time)} ms`);
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

function tell(figures: Figures): void {
  for (const { plan, what, request, document } of figures.faults)
    console.log(`     ${plan}: ${what}\n       ${request}\n       ${document}`);
  const counted = [...figures.seen].sort(([, a], [, b]) => b - a);
  for (let i = 0; i < counted.length; i += 8)
    console.log(
      `     ${counted
        .slice(i, i + 8)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')}`,
    );
}

async function inProcess(): Promise<void> {
  const started = performance.now();
  const done = await Promise.all(Array.from({ length: WORKERS }, (_, part) => inWorker(part)));
  const seconds = (performance.now() - started) / 1_000;
  const figures = new Figures();
  for (const each of done) figures.add(each.figures);
  const { snapshot, sync } = figures;
  const count = snapshot.count + sync.count + (figures.seen.get('callbacks of recordings') ?? 0);
  claim(
    'valid TwiML, no forbidden party, no silence, no secret in the log',
    figures.faulty === 0 && count >= REQUESTS,
    `seed ${SEED}: ${count} webhooks in process, ${figures.faulty} faults`,
  );
  claim(
    'from the snapshot, in bounded time',
    snapshot.percentile(0.99) < 100 && snapshot.most < 2_000,
    `p50 ${ms(snapshot.percentile(0.5))}, p99 ${ms(snapshot.percentile(0.99))}, most ${ms(snapshot.most)}`,
  );
  claim(
    'while Sync is asked, in bounded time',
    sync.most < 5_000,
    `p50 ${ms(sync.percentile(0.5))}, p99 ${ms(sync.percentile(0.99))}, most ${ms(sync.most)} (Sync may take 1.5 s)`,
  );
  for (const { heap } of done) {
    const [first = 0, last = 0] = [heap[1] ?? heap[0], heap.at(-1)];
    claim(
      'in bounded memory',
      last - first < 30_000_000,
      `${megabytes(first)} after ${Math.round((REQUESTS / WORKERS / ROUNDS) * 2)} webhooks, ${megabytes(last)} after ${REQUESTS / WORKERS}`,
    );
  }
  // In a small run the plans take longer than the webhooks.
  claim(
    'a million fit into five minutes',
    count < 500_000 || (seconds * 1_000_000) / count < 300,
    `${Math.round(count / seconds)} webhooks/s, ${Math.round(seconds)} s`,
  );
  console.log(`     slowest from the snapshot: ${figures.slowest.request.slice(0, 300)}`);
  tell(figures);
}

async function overHttp(): Promise<void> {
  const started = performance.now();
  const { figures, megabytesBefore, megabytesAfter, refused } = await httpFuzz({
    seed: SEED,
    requests: OVER_HTTP,
  });
  const { sync: times } = figures;
  const seconds = (performance.now() - started) / 1_000;
  claim(
    'the same over HTTP, through the door and twilio-run, with items in Sync',
    figures.faulty === 0 && times.count >= OVER_HTTP * 0.9,
    `seed ${SEED}: ${times.count} webhooks, ${figures.faulty} faults, ${Math.round(seconds)} s`,
  );
  claim(
    "without Twilio's signature nothing is answered",
    refused.answered === 0,
    `${refused.asked} asked, ${refused.answered} answered`,
  );
  claim(
    'in bounded time',
    times.most < 9_000,
    `p50 ${ms(times.percentile(0.5))}, p99 ${ms(times.percentile(0.99))}, most ${ms(times.most)}`,
  );
  claim(
    'and memory',
    megabytesAfter - megabytesBefore < 200,
    `the process of the Functions: ${megabytesBefore} MB after 1,000, ${megabytesAfter} MB at the end`,
  );
  tell(figures);
}

if (isMainThread) {
  await show(async () => {
    await inProcess();
    await overHttp();
  });
} else {
  parentPort?.postMessage(await work(workerData));
}

import { XMLValidator } from 'fast-xml-parser';
import { capacityOf } from '../../../compiler/capacity/capacity.ts';
import { readRuntimeFiles } from '../../../compiler/cli/runtime-files.ts';
import { MAX_CONCURRENT_EXECUTIONS } from '../../../compiler/model/limits.ts';
import { LiveState } from '../../../compiler/trace/live-state.ts';
import { folder, run, write } from '../../support/command-line.ts';
import { type Answered, compiledWith, type LoadedPlan, operate } from '../../support/loaded-plan.ts';
import { type Arrival, openLoop, percentile } from '../../support/open-loop.ts';
import { claim, show } from '../show.ts';

// The Functions of a plan under 100 calls a second for a minute, on this machine: twilio-run, one warm process, behind the
// door that checks signatures, an embedded Sync service that keeps Twilio's rate limits. Then what a plan of 5,000 numbers
// can carry by those limits. `LOAD_SECONDS=6` makes the minute shorter.

const SECONDS = Number(process.env.LOAD_SECONDS ?? 60) / 3;
const WANTED = 100;

/** Numbers of the plan under load; some of them are called alone at first and at last. */
const NUMBERS = 400;
const FEW = 30;

/** Where numbers lead, and what a caller must get there; ten numbers in a row are shared out like this. */
const TARGETS = [
  ...Array.from({ length: 5 }, () => ({ to: 'front', rings: /<Sip[^>]*>sip:front@/ })),
  ...Array.from({ length: 3 }, () => ({ to: 'sales', rings: /<Sip[^>]*>sip:(front|back)@/ })),
  { to: 'office_line', rings: /<Sip[^>]*>sip:(front|back)@/ },
  { to: 'closed', rings: /We are closed\./ },
];
const targetOf = (i: number) => TARGETS[i % TARGETS.length] ?? { to: '', rings: /^$/ };
const numberOf = (i: number): string => `+614${10_000_000 + i}`;

const plan = (count: number): { [file: string]: string } => ({
  'dialplan.yaml': `dialplan: 1
name: load
timezone: Australia/Sydney
country: AU
sip: {domain: load.sip.twilio.com}
emergency: {numbers: ["000", "112"], caller_id: "+61410000000"}
number_files: [numbers.csv]
schedules:
  office: {hours: {mon-sun: "00:00-24:00"}}
overrides:
  storm: {feature_code: "*28", by: [front], ends: never, forces: {office: closed}}
routes:
  office_line:
    - when: {open: office}
      to: sales
    - otherwise: closed
ring_groups:
  sales: {strategy: sequential, ring: 15s, members: [front, back], otherwise: closed}
extensions:
  front: {dial: 200, sip_user: front, otherwise: closed}
  back: {dial: 201, sip_user: back, otherwise: closed}
messages:
  closed: {say: "We are closed.", then: hangup}
`,
  'numbers.csv': `number,to\n${Array.from({ length: count }, (_, i) => `${numberOf(i)},${targetOf(i).to}\n`).join('')}`,
});

const sidOf = (index: number): string => `CA${index.toString(16).padStart(32, '0')}`;

/** What became of one call: its answers, one or two, and what was wrong with them. */
interface Called {
  readonly answers: readonly { readonly answer: Answered; readonly wrong: string | undefined }[];
}

/** What is wrong with an answer; undefined: nothing. Twilio takes a valid document with status 200, and nothing else. */
function faultOf({ status, body }: Answered, expected: RegExp): string | undefined {
  if (status !== 200) return `status ${status}: ${body.slice(0, 200)}`;
  if (XMLValidator.validate(body) !== true) return 'not XML';
  return expected.test(body) ? undefined : `not what the plan says: ${body.slice(0, 200)}`;
}

/** Calls a number; nobody takes up every tenth of the calls that ring, so that Twilio asks again. */
async function call(functions: LoadedPlan, index: number, number: number): Promise<Called> {
  const form = { CallSid: sidOf(index), From: '+61491570156', To: numberOf(number), Direction: 'inbound' };
  const first = await functions.webhook('/incoming', { ...form, CallStatus: 'ringing' });
  const wrong = faultOf(first, targetOf(number).rings);
  const action = /\baction="([^"]+)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&');
  if (index % 10 !== 0 || action === undefined) return { answers: [{ answer: first, wrong }] };
  const dialled = { ...form, CallStatus: 'in-progress', DialCallStatus: 'no-answer' };
  const second = await functions.webhook(action, dialled);
  const again = { answer: second, wrong: faultOf(second, /We are closed\.|<Sip[^>]*>sip:back@/) };
  return { answers: [{ answer: first, wrong }, again] };
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
const now = (): number => performance.now();

/** Webhooks a second that this machine answers when it does nothing else. */
async function strength(functions: LoadedPlan): Promise<number> {
  const until = now() + 3_000;
  let answered = 0;
  const began = now();
  const worker = async (first: number): Promise<void> => {
    for (let i = first; now() < until; i += 1) {
      await call(functions, 1, i % FEW);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, i) => worker(i)));
  return (answered * 1_000) / (now() - began);
}

/** A part of the minute. */
interface Stretch {
  readonly name: string;
  readonly numbers: number;
}
const STRETCHES: readonly Stretch[] = [
  { name: `${FEW} numbers`, numbers: FEW },
  { name: `${NUMBERS} numbers, evenly`, numbers: NUMBERS },
  { name: `${FEW} numbers again`, numbers: FEW },
];

const SOURCES = ['sync', 'warm', 'stale', 'snapshot', 'safe', 'bundle'] as const;

interface Seen {
  readonly stretch: Stretch;
  readonly arrivals: readonly Arrival<Called>[];
  readonly refused: number;
  readonly reads: number;
  /** Reads a second of the map of numbers, as the capacity of a plan of so many numbers counts them. */
  readonly counted: number;
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const share = (count: number, all: number): string =>
  all === 0 ? '-' : `${((100 * count) / all).toFixed(1)} %`;

/** Where the answers of some calls came from, by what the Functions have logged. */
function sourcesOf({ lines }: LoadedPlan, from: number, to: number): readonly string[] {
  const sids = new Set(Array.from({ length: to - from }, (_, i) => sidOf(from + i)));
  const sources = lines.filter((line) => sids.has(String(line.call))).map(({ source }) => String(source));
  return SOURCES.map((each) => share(sources.filter((source) => source === each).length, sources.length));
}

function printRow(cells: readonly string[]): void {
  console.log(
    `     ${(cells[0] ?? '').padEnd(22)}${cells
      .slice(1)
      .map((cell) => cell.padStart(10))
      .join('')}`,
  );
}

function printTable(functions: LoadedPlan, seen: readonly Seen[], perSecond: number): void {
  printRow(['', 'calls', 'errors', 'p50', 'p99', ...SOURCES, 'Sync 429', 'reads/s', 'counted']);
  const row = (name: string, parts: readonly Seen[], from: number): number => {
    const arrivals = parts.flatMap((part) => part.arrivals);
    const errors = arrivals.filter(({ result }) => result.answers.some(({ wrong }) => wrong !== undefined));
    const times = arrivals.map(({ took }) => took);
    const seconds = arrivals.length / perSecond;
    printRow([
      name,
      String(arrivals.length),
      share(errors.length, arrivals.length),
      ms(percentile(times, 0.5)),
      ms(percentile(times, 0.99)),
      ...sourcesOf(functions, from, from + arrivals.length),
      String(parts.reduce((sum, { refused }) => sum + refused, 0)),
      (parts.reduce((sum, { reads }) => sum + reads, 0) / seconds).toFixed(1),
      parts.length === 1 ? (parts[0]?.counted ?? 0).toFixed(1) : '',
    ]);
    return from + arrivals.length;
  };
  let from = FIRST;
  for (const part of seen) from = row(part.stretch.name, [part], from);
  row('all', seen, FIRST);
}

/** The index of the first call that counts; those before warm the process up. */
const FIRST = 1_000_000;

/** What one container that answers all calls would read of the map of numbers, if no limit held it back. */
async function countedReads(numbers: number, perSecond: number): Promise<number> {
  const { plan: made, program, bundle } = compiledWith(plan(numbers), readRuntimeFiles());
  if (made === undefined || program === undefined || bundle === undefined)
    throw new Error('the plan has errors');
  const { cacheSeconds } = made.settings;
  const { limits } = await capacityOf(
    { program, bundle },
    [Date.now()],
    { callsPerSecond: perSecond, containers: 1, cacheSeconds, webhookMs: 100 },
    { classify: () => null, live: new LiveState() },
  );
  return limits.find(({ object }) => object === 'number_map')?.load ?? 0;
}

async function load(): Promise<void> {
  const functions = await operate(compiledWith(plan(NUMBERS), readRuntimeFiles()));
  try {
    for (let i = 0; i < 20; i += 1) await call(functions, 0, i);
    const able = await strength(functions);
    // A queue that only grows says nothing of the Functions; the machine is not what is shown.
    const perSecond = Math.max(1, Math.min(WANTED, Math.floor(able * 0.7)));
    const less = perSecond < WANTED ? `: fewer than ${WANTED}, which this machine cannot do today` : '';
    console.log(
      `     twilio-run answers ${able.toFixed(0)} webhooks/s here; ${perSecond} calls/s for ${3 * SECONDS} s${less}`,
    );
    const seen: Seen[] = [];
    functions.mostUnderWay();
    for (const stretch of STRETCHES) {
      const before = functions.asked.length;
      const base = FIRST + seen.reduce((sum, { arrivals }) => sum + arrivals.length, 0);
      const make = (index: number) =>
        // A stride that has no divisor in common with the numbers: all of them, in no order that a cache would like.
        call(functions, base + index, (index * 7_919) % stretch.numbers);
      const arrivals = await openLoop({ perSecond, seconds: SECONDS, make, now, wait });
      const asked = functions.asked.slice(before);
      const refused = asked.filter(({ status }) => status === 429).length;
      const reads = asked.filter(({ url }) => url.includes('/Maps/numberConfig/')).length;
      const counted = await countedReads(stretch.numbers, perSecond);
      seen.push({ stretch, arrivals, refused, reads, counted });
    }
    await wait(500);
    console.log(
      '     reads/s: of the map of numbers, of which Twilio allows 20; counted: without any limit, by `check --capacity`',
    );
    printTable(functions, seen, perSecond);
    console.log(
      `     at most ${functions.mostUnderWay()} webhooks at the same time, where Twilio runs ${MAX_CONCURRENT_EXECUTIONS}`,
    );
    claims(functions, seen);
  } finally {
    await functions.close();
  }
}

/** Answers of the last part of the minute that came from Sync, read then or kept. */
function sourceCounts({ lines }: LoadedPlan, seen: readonly Seen[]): number {
  const before = seen.slice(0, -1).reduce((sum, { arrivals }) => sum + arrivals.length, FIRST);
  return lines.filter(
    ({ call: sid, source }) => String(sid) >= sidOf(before) && (source === 'sync' || source === 'warm'),
  ).length;
}

function claims(functions: LoadedPlan, seen: readonly Seen[]): void {
  const arrivals = seen.flatMap((part) => part.arrivals);
  const answers = arrivals.flatMap(({ result }) => result.answers);
  const wrong = answers.flatMap((each) => each.wrong ?? []);
  claim(
    'every webhook was answered, with status 200 and valid XML, as the plan says',
    wrong.length === 0,
    `${answers.length} answers, ${wrong.length} wrong${wrong[0] === undefined ? '' : `, the first: ${wrong[0]}`}`,
  );
  const counted = functions.lines.filter(({ call: sid }) => String(sid) >= sidOf(FIRST));
  claim('each has a line in the log', counted.length === answers.length, `${counted.length} lines`);
  const safe = counted.filter(({ source }) => source === 'safe').length;
  claim('nobody got the safe answer', safe === 0, String(safe));
  const [, many] = seen;
  const last = sourceCounts(functions, seen);
  // A container that gave up on Sync asks again after 10 s.
  if (SECONDS >= 15)
    claim('when the rush is over, Sync is asked again', last > 0, `${last} answers of the last part`);
  const sync = functions.asked.filter(
    ({ status }) => status !== 200 && status !== 404 && status !== 429,
  ).length;
  claim(
    'Sync answered, or refused by its limits; nothing else',
    sync === 0,
    `${many?.refused ?? 0} refused while all numbers were called`,
  );
}

/** What 5,000 numbers and 50 calls/s come to. */
async function advice(): Promise<void> {
  const place = folder();
  try {
    write(place.path, plan(5_000));
    const args = ['check', '.', '--capacity', '--calls-per-second', '50'];
    const { code, stdout } = await run(place.path, args);
    console.log(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => `     ${line}`)
        .join('\n'),
    );
    claim(
      'dialplan check --capacity: 5,000 numbers, 50 calls/s',
      code === 0 && stdout.includes('all 5000 numbers'),
    );
    claim(
      '  it says what is reached first, and what to do',
      /is reached first/.test(stdout) && /^advice:/m.test(stdout),
    );
    const json = await run(place.path, [...args, '--format', 'json']);
    const [capacity] = JSON.parse(json.stdout).capacity;
    claim(
      '  the same for programs',
      capacity.numbers === 5_000 && capacity.advice.length > 0,
      `fits: ${capacity.fits}`,
    );
  } finally {
    place.remove();
  }
}

await show(async () => {
  await load();
  await advice();
});

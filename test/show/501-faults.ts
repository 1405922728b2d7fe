import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../compiler/local/sync/faults.ts';
import type { Limits } from '../../compiler/local/sync/limit-control.ts';
import type { Sync } from '../../compiler/local/sync/sync.ts';
import { copyAcme, folder, run } from '../support/command-line.ts';
import {
  type Answered,
  type Form,
  openHook,
  openLiveSync,
  openScene,
  projectOf,
  type Scene,
} from './faults/scene.ts';
import { letterOf, printTable, table } from './faults/table.ts';
import { type Asking, EMERGENCY, SAFE, type Webhook, webhooksOf } from './faults/webhooks.ts';
import { type Heard, hear } from './faults/words.ts';
import { claim, show } from './show.ts';

// Each fault × each webhook, on the real Functions behind the front door and the embedded Sync service: what the caller
// hears, and from where it was answered. No answer is missing, none is silent, none rings what it may not. A cold
// container meets each fault; a warm one and those without Sync, or without anything, stand beside.

/** Milliseconds that an answer may take here: 1.5 s for Sync, and a container that has just started. */
const PATIENCE = 3_000;

/** Milliseconds that an answer may take which nobody hears; a Function may run for ten seconds. */
const PATIENCE_UNHEARD = 7_000;

const SOURCES = ['bundle', 'sync', 'warm', 'snapshot', 'stale', 'safe'];

interface Row {
  readonly name: string;
  readonly faults?: readonly Fault[];
  readonly limits?: Partial<Limits>;
  /** Nothing answers at once: its webhooks are asked side by side. */
  readonly slow?: true;
}

const FINE: Row = { name: 'fine' };

const ROWS: readonly Row[] = [
  FINE,
  { name: '429, rate', faults: [{ kind: 'error', code: 54009 }] },
  { name: '429, half of them', faults: [{ kind: 'error', code: 54009, probability: 0.5 }] },
  { name: '429, concurrency', faults: [{ kind: 'error', code: 20429 }] },
  { name: '429, one at a time', limits: { rates: true, concurrency: 1, latency_ms: 30 } },
  { name: '500', faults: [{ kind: 'error', code: 20500 }] },
  { name: '503', faults: [{ kind: 'error', code: 20503 }] },
  { name: 'never answers', faults: [{ kind: 'silent' }], slow: true },
  { name: 'closes connections', faults: [{ kind: 'reset' }] },
  { name: 'half a body', faults: [{ kind: 'half_body' }] },
  { name: 'HTML', faults: [{ kind: 'garbage' }] },
  { name: 'reply lost', faults: [{ kind: 'lost_reply' }] },
  { name: 'reply after 60 s', faults: [{ kind: 'late', seconds: 60 }], slow: true },
  { name: 'takes 2 s', faults: [{ kind: 'slow', seconds: 2 }], slow: true },
  { name: 'document 500', faults: [{ kind: 'error', code: 20500, path: '/Documents/' }] },
  { name: 'items 404', faults: [{ kind: 'error', code: 20404, path: '/Items/' }] },
  { name: 'wrong next page', faults: [{ kind: 'wrong_page', next: 'same' }] },
];

/** One cell, or what is wrong with it. */
interface Cell {
  readonly heard: string;
  readonly source: string;
  readonly milliseconds: number;
  readonly wrong: readonly string[];
}

/** Recordings are told apart by the row in which they were made. */
let rows = 0;
const recordingOf = ({ RecordingSid = '' }: Form): Form => ({
  RecordingSid: `${RecordingSid}${String(rows).padStart(31, '0')}`,
});

async function ask(scene: Scene, asking: Asking, may: readonly string[] = []): Promise<Cell> {
  const form = asking.unheard ? { ...asking.form, ...recordingOf(asking.form) } : asking.form;
  const answered = await scene.ask(asking.path, form);
  const { source, milliseconds, status } = answered;
  const heard = asking.unheard ? undefined : await hear(answered.body, asking.form.From ?? '');
  const wrong = [
    ...(status === 200 ? [] : [`HTTP ${status}`]),
    ...(SOURCES.includes(source) ? [] : [`the log does not say from where (${source})`]),
    ...(milliseconds < (asking.unheard ? PATIENCE_UNHEARD : PATIENCE)
      ? []
      : [`it took ${Math.round(milliseconds)} ms`]),
    ...(heard === undefined ? bodyOf(answered) : faultsOf(heard, asking, may)),
  ];
  return { heard: heard?.words ?? `nobody listens: ${answered.rule}`, source, milliseconds, wrong };
}

const bodyOf = ({ body }: Answered): readonly string[] => (body === '' ? [] : [`it answers ${body}`]);

function faultsOf(heard: Heard, asking: Asking, may: readonly string[]): readonly string[] {
  const allowed = [...asking.may, ...may];
  const forbidden = heard.rings.filter((each) => !allowed.includes(each));
  return [
    ...heard.faults.map((each) => `Twilio would say ${each}`),
    ...forbidden.map((each) => `it rings ${each}`),
    ...(asking.may.length > 0 && heard.rings.length === 0 ? ['nobody rings'] : []),
    ...(heard.silent && !asking.mayHangUp ? ['silence'] : []),
  ];
}

/** Asks every webhook under one fault: what must go through, what must stay shut, and a call for help. */
async function row(
  name: string,
  scene: Scene,
  webhooks: readonly Webhook[],
  slow = false,
  may: readonly string[] = [],
) {
  const asked: readonly (readonly [name: string, asking: Asking])[] = [
    ...webhooks.flatMap(({ name: each, open, shut }) => [
      [each, open] as const,
      [`${each}, shut`, shut] as const,
    ]),
    ['000', EMERGENCY],
  ];
  rows += 1;
  const cells: Cell[] = [];
  if (slow) cells.push(...(await Promise.all(asked.map(([, asking]) => ask(scene, asking, may)))));
  else for (const [, asking] of asked) cells.push(await ask(scene, asking, may));
  const line = cells.map(
    ({ heard, source }, index) => `${letterOf(asked[index]?.[0] ?? '', heard)} ${source}`,
  );
  table.push({ name, cells: line });
  const wrong = cells.flatMap((cell, index) =>
    cell.wrong.map((each) => `${asked[index]?.[0]}: ${each} (${cell.heard})`),
  );
  const sources = [...new Set(cells.map(({ source }) => source))].join(', ');
  const slowest = Math.round(Math.max(...cells.map(({ milliseconds }) => milliseconds)));
  claim(
    `${name}: ${cells.length} answers`,
    wrong.length === 0,
    wrong.join('; ') || `from ${sources}; the slowest took ${slowest} ms`,
  );
  return cells;
}

/** Lets a fault loose for the time of one row. */
async function under(
  sync: Sync,
  { faults = [], limits = {} }: Row,
  act: () => Promise<unknown>,
): Promise<void> {
  sync.limits.set({ rates: false, latency_ms: 0, concurrency: 100, ...limits });
  sync.faults.clear();
  sync.faults.add(...faults);
  await act();
  sync.faults.clear();
  sync.limits.set({ rates: false, latency_ms: 0 });
  // Replies that are still to come are given now.
  sync.clock.advance(120_000);
}

/** Sets how long a warm Function keeps what it has read, as `reconcile` would. */
async function keepFor({ url }: Sync, service: string, seconds: number): Promise<void> {
  const document = `${url}/v1/Services/${service}/Documents/dialplan.acme.release`;
  const { data } = (await (await fetch(document)).json()) as { data: object };
  const body = new URLSearchParams({ Data: JSON.stringify({ ...data, cache_seconds: seconds }) });
  const { status } = await fetch(document, { method: 'POST', body });
  if (status !== 200) throw new Error(`the release document could not be written: ${status}`);
}

const command = async (place: string, ...args: string[]): Promise<string> => {
  const { code, text, stdout } = await run(place, args);
  if (code !== 0) throw new Error(`dialplan ${args.join(' ')} ended with ${code}: ${text}`);
  return stdout;
};

await show(async () => {
  const place = folder();
  const hook = await openHook();
  copyAcme(place.path);
  const edit = (file: string, change: (text: string) => string): void => {
    const path = join(place.path, 'dialplan/acme', file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  edit('dialplan.yaml', (text) => text.replace('https://hooks.acme.example', hook.url));
  const live = await command(place.path, 'reconcile', 'dialplan/acme');
  await command(place.path, 'compile', 'dialplan/acme');
  const service = /Sync service (IS\w+)/.exec(live)?.[1] ?? '';
  const directory = join(place.path, '.dialplan/pbx-routing');
  const project = projectOf(place.path);
  const sync = await openLiveSync(directory);
  const environment = () => ({ SYNC_SERVICE_SID: service, DIALPLAN_SYNC_URL: sync.url });
  const scenes: Scene[] = [];
  const open = async (more: Parameters<typeof openScene>[0]): Promise<Scene> => {
    const scene = await openScene(more);
    scenes.push(scene);
    return scene;
  };
  try {
    const cold = await open({ project, environment: environment(), cold: true });
    const webhooks = await webhooksOf(cold);
    for (const each of ROWS) {
      const told = hook.told.length;
      sync.requests.clear();
      await under(sync, each, () => row(each.name, cold, webhooks, each.slow));
      const met = sync.requests
        .last()
        .filter(({ fault, status }) => fault !== undefined || status === 429).length;
      if (each !== FINE) claim('  the fault was met', met > 0, `${met} times`);
      const [message, forgery] = ['a', 'b'].map((n) =>
        hook.told.slice(told).filter((id) => id.startsWith(`RE${n}`)),
      );
      claim(
        '  the message reaches its people, a forged one nobody',
        message?.length === 1 && forgery?.length === 0,
        `${message?.length}, ${forgery?.length}`,
      );
    }

    const warm = await open({ project, environment: environment(), cold: false });
    const forWarm = await webhooksOf(warm);
    // On this machine nothing is kept, so that an edit is live in the next call; in the cloud it is, by default for 5 s.
    await keepFor(sync, service, 30);
    await row('fine, warm for the first time', warm, forWarm);
    await row('fine, warm', warm, forWarm);
    await under(sync, { name: '', faults: [{ kind: 'error', code: 54009 }] }, () =>
      row('429, warm', warm, forWarm),
    );

    // What was: the plan moves on while reads stand still, all of them, or those of items alone.
    for (const [name, path, to] of [
      ['stale reads', undefined, 'support'],
      ['stale items, new document', '/Items/', 'sales'],
    ] as const) {
      sync.faults.add({ kind: 'stale', agent: '^$', ...(path === undefined ? {} : { path }) });
      edit('numbers.yaml', (text) =>
        text.replace(/\{to: \w+, label: Sales direct\}/, `{to: ${to}, label: Sales direct}`),
      );
      await command(place.path, 'reconcile', 'dialplan/acme');
      await row(name, cold, webhooks, false, path === undefined ? [] : ['sip:bob@acme.sip.twilio.com']);
      sync.faults.clear();
    }

    const alone = await open({ project, environment: {}, cold: true });
    await row('no Sync service is set', alone, webhooks);
    renameSync(join(project, 'assets/snapshot.json.private.gz'), join(project, 'assets/gone.private.gz'));
    const bare = await open({ project, environment: environment(), cold: true });
    await under(sync, { name: '', faults: [{ kind: 'reset' }] }, () =>
      row('closed, and no snapshot', bare, webhooks, false, [SAFE]),
    );
    printTable();
    claim(
      'no cell is empty',
      table.every(({ cells }) => cells.every((each) => /^[a-z] \w+$/.test(each))),
      `${table.length} rows of ${table[0]?.cells.length} cells`,
    );
    const seen = new Set(table.flatMap(({ cells }) => cells.map((each) => each.slice(2))));
    claim(
      'answers came from everywhere',
      SOURCES.every((each) => seen.has(each)),
      [...seen].join(', '),
    );
  } finally {
    for (const scene of scenes) await scene.close();
    await sync.close();
    hook.close();
    place.remove();
  }
});

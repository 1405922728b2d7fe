import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import type { Bundle } from '../../../runtime/program.ts';
import { pick, type ReleaseDocument, readDocument, unpack } from '../../../runtime/release.ts';
import { begin, type Finished, folder, type Running, write } from '../command-line.ts';
import { compilePlan } from '../harness.ts';
import { planText, type Shape } from './plan.ts';
import { type SyncProcess, startSync } from './sync-process.ts';

/**
 * A folder with a plan, the embedded service in a process of its own, and the command line that works on it: all over
 * HTTP, nothing reaches inside. A plan of the house's own making has versions; see plan.ts.
 */
export interface World {
  readonly path: string;
  readonly shape: Shape;
  readonly sync: SyncProcess;
  /** SID of the Sync service. */
  readonly service: string;
  readonly bundle: Bundle;
  /** How the command line finds the service: the words and the environment of a command. */
  readonly way: Way;
  /** Puts a version of the plan on disk. */
  write(version: number, checkout?: string): void;
  /** Starts a command on the plan, by default on the one in `PLAN`. */
  begin(
    words: readonly string[],
    how?: { readonly checkout?: string; readonly onText?: (text: string) => void },
  ): Running;
  run(...words: readonly string[]): Promise<Finished>;
  /** The release document, and the version of the plan that it names. */
  released(): Promise<{ readonly document: ReleaseDocument; readonly version: number }>;
  /** Every item as it stands, by `map/key`. */
  items(): Promise<ReadonlyMap<string, unknown>>;
  /**
   * What is wrong when this version ought to be live, whole, and nobody at work; empty: nothing. `idle`: the last run
   * had nothing to do, so that a lease from before may lie about.
   */
  wrongs(
    version: number,
    how?: { readonly hands?: Hands; readonly idle?: boolean },
  ): Promise<readonly string[]>;
  /** Writes an item as a person does in the Console; undefined: deletes it. */
  edit(map: string, key: string, data: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Items that people wrote, by `map/key`; undefined: deleted. */
export type Hands = ReadonlyMap<string, unknown>;

/** The embedded service of the folder, or an account whose host leads to the gate. */
export interface Way {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface WorldOptions {
  readonly shape: Shape;
  /** The program that `buildSync` made. */
  readonly program: string;
  /** Whether the limits of Sync are kept. */
  readonly rates?: boolean;
  /** Whether commands believe that they work on a Twilio account: with its waits, its pace and its lease. */
  readonly account?: boolean;
}

/** Where the plan is, below the folder; others may have a checkout of their own. */
export const PLAN = 'dialplan/acme';
/** As the plan leaves them. */
export const MAPS = {
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'dialplan.acme.nodes',
} as const;
const SERVICE = 'dialplan';

/** What a version wants, compiled here once. */
interface Wanted {
  readonly digest: string;
  readonly items: ReadonlyMap<string, JsonObject>;
}

const compiled = new Map<string, Wanted>();

function wantedOf(shape: Shape, version: number): Wanted {
  const name = `${shape.lines}/${shape.comings}/${version}`;
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const { artifacts } = compilePlan(planText(shape, version));
  if (artifacts === undefined) throw new Error('the plan of the attacks has a mistake');
  const { items } = artifacts.items;
  const wanted: Wanted = {
    digest: artifacts.items.digest,
    items: new Map(items.map(({ map, key, payload }) => [`${MAPS[map]}/${key}`, payload])),
  };
  compiled.set(name, wanted);
  return wanted;
}

/** Makes the world and releases version 0. */
export async function openWorld({
  shape,
  program,
  rates = false,
  account = false,
}: WorldOptions): Promise<World> {
  const place = folder();
  const directory = join(place.path, '.dialplan', SERVICE);
  mkdirSync(directory, { recursive: true });
  const sync = await startSync(program, directory, rates);
  const way = account ? accountWay(place.path, sync.gate) : { words: [], env: {} };
  const { bundle } = compilePlan(planText(shape, 0));
  if (bundle?.service !== SERVICE) throw new Error('the plan of the attacks has a mistake');
  const versions = new Map<string, number>();
  const api = (path: string, init: RequestInit = {}) =>
    fetch(`${sync.url}/v1/Services/${world.service}${path}`, init);

  const world = {
    path: place.path,
    shape,
    sync,
    service: '',
    bundle,
    way,
    write(version: number, checkout = PLAN) {
      versions.set(wantedOf(shape, version).digest, version);
      write(place.path, { [`${checkout}/dialplan.yaml`]: planText(shape, version) });
    },
    begin(
      [command = '', ...words]: readonly string[],
      how: { checkout?: string; onText?: (text: string) => void } = {},
    ) {
      const { checkout = PLAN, onText } = how;
      const told = onText === undefined ? {} : { onText };
      return begin(place.path, [command, ...way.words, ...words, checkout], { env: way.env, ...told });
    },
    run: (...words: readonly string[]) => world.begin(words).ended,
    async released() {
      const found = (await (await api('/Documents/dialplan.acme.release')).json()) as { data: unknown };
      const document = readDocument(found.data);
      if (document === undefined) throw new Error('there is no release document');
      return { document, version: versions.get(document.active?.digest ?? '') ?? -1 };
    },
    async items() {
      const all = new Map<string, unknown>();
      for (const map of Object.values(MAPS)) {
        let from = '';
        for (;;) {
          const range = from === '' ? '' : `&From=${encodeURIComponent(from)}&Bounds=exclusive`;
          const page = await api(`/Maps/${map}/Items?PageSize=100${range}`);
          const { items } = (await page.json()) as { items: { key: string; data: unknown }[] };
          for (const { key, data } of items) all.set(`${map}/${key}`, data);
          if (items.length < 100) break;
          from = items.at(-1)?.key ?? '';
        }
      }
      return all;
    },
    async wrongs(
      version: number,
      { hands = new Map(), idle = false }: { hands?: Hands; idle?: boolean } = {},
    ) {
      const { document } = await world.released();
      const wanted = wantedOf(shape, version);
      const wrongs: string[] = [];
      if (document.active?.digest !== wanted.digest) wrongs.push(`version ${version} is not live`);
      if (!idle && (document.holder !== null || document.reserved !== null))
        wrongs.push('the lease is still held');
      const items = await world.items();
      for (const name of new Set([...wanted.items.keys(), ...items.keys(), ...hands.keys()])) {
        const item = items.has(name) ? unpack(items.get(name)) : undefined;
        const picked = item && pick(item, document.active?.release ?? 0, document.abandoned);
        const answer = picked === undefined || picked.kind === 'absent' ? undefined : digest(picked.payload);
        const payload = hands.has(name)
          ? (hands.get(name) as JsonObject | undefined)
          : wanted.items.get(name);
        if (answer !== (payload && digest(payload))) wrongs.push(`${name} is not as it should be`);
        if ((item?.versions.length ?? 0) > 3) wrongs.push(`${name} has ${item?.versions.length} versions`);
      }
      return wrongs;
    },
    async edit(map: string, key: string, data: unknown) {
      const path = `/Maps/${map}/Items/${encodeURIComponent(key)}`;
      if (data === undefined) return void (await api(path, { method: 'DELETE' }));
      const body = new URLSearchParams({ Data: JSON.stringify(data) });
      const updated = await api(path, { method: 'POST', body });
      if (updated.status !== 404) return;
      body.set('Key', key);
      await api(`/Maps/${map}/Items`, { method: 'POST', body });
    },
    async close() {
      await sync.close();
      place.remove();
    },
  };
  world.write(0);
  const first = await world.run('reconcile');
  world.service = /Sync service (IS\w+)/.exec(first.stdout)?.[1] ?? '';
  if (first.code !== 0 || world.service === '') throw new Error(`the first release failed:\n${first.text}`);
  return world;
}

/**
 * Commands work on a Twilio account whose host, for them, is the gate: what goes to sync.twilio.com over TLS goes to
 * this machine in the clear. Everything else is as it would be: the waits, the pace, the silence of a lease.
 */
function accountWay(path: string, gate: string): Way {
  const { hostname, port } = new URL(gate);
  const preload = join(path, 'to-the-gate.cjs');
  writeFileSync(
    preload,
    `const http = require('node:http'), https = require('node:https');
https.request = (options, told) => {
  if (options.hostname !== 'sync.twilio.com') throw new Error('to ' + options.hostname);
  return http.request({ ...options, agent: undefined, agents: undefined, protocol: 'http:', host: '${hostname}', hostname: '${hostname}', port: ${port} }, told);
};
`,
  );
  writeFileSync(join(path, '.env.prod'), `ACCOUNT_SID=AC${'0'.repeat(32)}\nAUTH_TOKEN=${'0'.repeat(32)}\n`);
  return { words: ['--env', 'prod'], env: { NODE_OPTIONS: `--require ${preload}` } };
}

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { pack } from '../../../runtime/release.ts';
import { type Random, random as seeded } from '../protocol/random.ts';
import { hostileText, wrongValue } from './hostile.ts';
import type { FuzzedPlan } from './plans.ts';

/** A stand-in for Sync that answers well, badly or not at all, and for the webhook that is told of messages. */

export const WEATHERS = ['well', 'mixed', 'errors', 'storm', 'garbage', 'lies', 'hangs'] as const;
export type Weather = (typeof WEATHERS)[number];

export interface SyncWeather {
  readonly url: string;
  /** Where mailboxes tell of messages. */
  readonly hook: string;
  /** Of which plan it holds the items, under the service `IS…`. */
  show(plan: FuzzedPlan, cacheSeconds: number): void;
  /** What comes of a request follows from the seed and from what it asks for, whatever else is under way. */
  set(weather: Weather, seed: number): void;
  /** Notices that the webhook was given. */
  told(): number;
  requests(): number;
  close(): Promise<void>;
}

const info = (release: number) => ({
  release,
  digest: 'x',
  counts: {},
  commit: null,
  at: '2026-01-01T00:00:00Z',
});

const documentOf = (plan: string, cacheSeconds: number): JsonObject => ({
  format: 1,
  plan,
  active: info(2),
  previous: info(1),
  reserved: null,
  holder: null,
  beat: 0,
  abandoned: [],
  cache_seconds: cacheSeconds,
  hand_edits: [],
  lease_broken_at: null,
});

/** Everything that Sync has of a plan, by its path below the service. */
function contentsOf({ items, bundle }: FuzzedPlan, cacheSeconds: number): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  found.set(`/Documents/dialplan.${bundle.plan}.release`, documentOf(bundle.plan, cacheSeconds));
  for (const name of Object.values(bundle.maps)) found.set(`/Maps/${name}`, {});
  for (const { map, key, payload } of items.items) {
    const mark = { release: 1, digest: digest(payload) };
    found.set(`/Maps/${bundle.maps[map]}/Items/${key}`, pack(bundle.plan, [{ payload, mark }]));
  }
  return found;
}

const garbage = (random: Random): string =>
  random.pick(['', '<html>', '{"data":', 'null', '[]', '{}', hostileText(random)]);

function lie(random: Random): unknown {
  const text = hostileText(random);
  return random.pick<unknown>([
    wrongValue(random, text),
    { kind: text, exits: text, _dialplan: text },
    { format: 1, plan: text, active: { release: text } },
    { to: '__proto__', exits: { constructor: 'constructor' }, needs: [text] },
    { _dialplan: { plan: 'another', release: 1, digest: 'x' } },
  ]);
}

/** Half a body, then nothing. */
function breakOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"data":{"kind":');
  setImmediate(() => response.destroy());
}

/** Opens it on loopback. */
export async function openSyncWeather(): Promise<SyncWeather> {
  let contents: ReadonlyMap<string, unknown> = new Map();
  let weather: Weather = 'well';
  let seed = 0;
  /** How often each path was asked for. */
  let asked = new Map<string, number>();
  let told = 0;
  let requests = 0;
  const answer = (response: ServerResponse, status: number, text: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(text);
  };
  const well = (response: ServerResponse, method: string, path: string): void => {
    if (path.endsWith('/Items')) {
      answer(response, method === 'GET' ? 200 : 201, JSON.stringify({ items: [], meta: {} }));
      return;
    }
    const data = contents.get(path);
    if (data === undefined) answer(response, 404, '{"code":20404}');
    else answer(response, 200, JSON.stringify({ data, revision: '1' }));
  };
  const badly = (
    response: ServerResponse,
    method: string,
    path: string,
    how: Weather,
    random: Random,
  ): void => {
    switch (how) {
      case 'errors':
        answer(response, random.pick([500, 503, 400, 401, 403, 302, 418]), '{"code":20500}');
        break;
      case 'storm':
        answer(response, 429, '{"code":54009}');
        break;
      case 'garbage':
        if (random.chance(0.3)) breakOff(response);
        else answer(response, 200, garbage(random));
        break;
      case 'lies':
        // A 404 of an item has to be believed: a phone that Sync denies is a stranger, who may do more where a plan says so.
        if (!path.includes('/Items/') && random.chance(0.3)) answer(response, 404, '{}');
        else answer(response, 200, JSON.stringify({ data: lie(random) }));
        break;
      case 'hangs':
        break;
      default:
        well(response, method, path);
    }
  };
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = decoded(pathname).replace(/^\/v1\/Services\/[^/]*/, '');
    if (path === '/hook') told += 1;
    const times = (asked.get(path) ?? 0) + 1;
    asked.set(path, times);
    const random = seeded(seed ^ hashOf(`${times} ${path}`));
    const how =
      weather === 'mixed'
        ? random.pick(['well', 'well', 'well', 'errors', 'storm', 'garbage', 'lies'] as const)
        : weather;
    if (path === '/hook' && (how === 'well' || random.chance(0.5))) answer(response, 200, '');
    else badly(response, request.method ?? 'GET', path, how, random);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    hook: `${url}/hook`,
    show: (plan, cacheSeconds) => {
      contents = contentsOf(plan, cacheSeconds);
    },
    set: (next, from) => {
      weather = next;
      seed = from;
      asked = new Map();
    },
    told: () => told,
    requests: () => requests,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

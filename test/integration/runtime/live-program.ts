import { afterEach, beforeEach } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import type { EntryName } from '../../../runtime/call.ts';
import { classify } from '../../../runtime/classify.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { type Equipment, handle } from '../../../runtime/handler.ts';
import { encode } from '../../../runtime/items.ts';
import { pack, type ReleaseDocument } from '../../../runtime/release.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { bundle, program } from '../../support/program.ts';

// A service in which the program of the tests is live, made anew for each test, and calls of the handler to it.

export let sync: Sync;
export let service: string;
export let lines: { [name: string]: unknown }[];

export async function post(path: string, form: { [name: string]: string }): Promise<{ sid: string }> {
  const response = await fetch(`${sync.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

export const info = (release: number) => ({
  release,
  digest: 'x',
  counts: {},
  commit: null,
  at: '2026-11-22T00:00:00Z',
});

export const document = (change: Partial<ReleaseDocument>): ReleaseDocument => ({
  format: 1,
  plan: 'acme',
  active: info(1),
  previous: null,
  reserved: null,
  holder: null,
  beat: 0,
  abandoned: [],
  cache_seconds: 0,
  hand_edits: [],
  lease_broken_at: null,
  ...change,
});

export const documentPath = '/Documents/dialplan.acme.release';
export const write = (value: ReleaseDocument) =>
  post(`/v1/Services/${service}${documentPath}`, { Data: JSON.stringify(value) });
export const edit = (map: string, key: string, data: unknown) =>
  post(`/v1/Services/${service}/Maps/${map}/Items/${encodeURIComponent(key)}`, {
    Data: JSON.stringify(data),
  });

export const marked = (payload: JsonObject, release = 1) =>
  pack('acme', [{ payload, mark: { release, digest: digest(payload) } }]);

beforeEach(async () => {
  sync = await openSync();
  lines = [];
  service = (await post('/v1/Services', { FriendlyName: 'pbx-routing' })).sid;
  const items = encode(program);
  for (const role of ['number_map', 'ring_group_map', 'node_map'] as const) {
    const name = bundle.maps[role];
    await post(`/v1/Services/${service}/Maps`, { UniqueName: name });
    for (const [key, payload] of Object.entries(items[role])) {
      const form = { Key: key, Data: JSON.stringify(marked(payload)) };
      await post(`/v1/Services/${service}/Maps/${name}/Items`, form);
    }
  }
  await post(`/v1/Services/${service}/Documents`, {
    UniqueName: 'dialplan.acme.release',
    Data: JSON.stringify(document({})),
  });
  sync.requests.clear();
});

afterEach(async () => {
  await sync.close();
});

export const equipmentWith = (change: Partial<Equipment> = {}): Equipment => ({
  bundle,
  store: new SyncStore(),
  snapshot: () => program,
  classify: (number) => classify(number, 'AU'),
  log: (line) => lines.push(JSON.parse(line)),
  ...change,
});

export const environment = (change: { [name: string]: string } = {}) => ({
  ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  AUTH_TOKEN: 'secret-token',
  SYNC_SERVICE_SID: service,
  DIALPLAN_SYNC_URL: sync.url,
  ...change,
});

export const caller = { From: '+61400000000', CallSid: 'CA1', CallStatus: 'ringing' };

export const call = (
  entry: EntryName,
  parameters: object,
  equipment = equipmentWith(),
  env = environment(),
) => handle(entry, { ...caller, ...parameters }, env, equipment);

/** Follows a URL of an answer, as Twilio does: its query and the body are one. */
export const follow = (twiml: string, attribute: string, parameters: object, equipment = equipmentWith()) => {
  const found = new RegExp(`${attribute}="([^"]+)"`).exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const url = new URL(found, 'http://localhost');
  return call(
    url.pathname.slice(1) as EntryName,
    { ...Object.fromEntries(url.searchParams), ...parameters },
    equipment,
  );
};

import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import type { DesiredItems, MapRole } from '../../../compiler/model/desired.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { pack, type ReleaseDocument, type Version } from '../../../runtime/release.ts';
import type { Random } from '../protocol/random.ts';

/** Plans that are live in an embedded Sync service: their items as releases leave them behind. */

/** One plan that is live. */
export interface LivePlan {
  readonly environment: { readonly [name: string]: string };
  /** Replaces all live state; keys are the ids of what it belongs to. */
  setState(state: { readonly [id: string]: JsonObject }): void;
  readState(): { readonly [id: string]: JsonObject };
  /** Takes the plan out of the service again. */
  remove(): void;
}

export interface SyncRoom {
  readonly sync: Sync;
  publish(items: DesiredItems, random: Random): LivePlan;
  close(): Promise<void>;
}

/** The release that is live; the one before it, one that was given up between them, one that is being prepared. */
const LIVE = 4;
const BEFORE = 2;
const GIVEN_UP = 3;
const PREPARED = 5;

const info = (release: number) => ({
  release,
  digest: 'x',
  counts: {},
  commit: null,
  at: '2026-01-01T00:00:00Z',
});

const documentOf = ({ plan, cacheSeconds }: DesiredItems): ReleaseDocument => ({
  format: 1,
  plan,
  active: info(LIVE),
  previous: info(BEFORE),
  reserved: PREPARED,
  holder: null,
  beat: 0,
  abandoned: [GIVEN_UP],
  cache_seconds: cacheSeconds,
  hand_edits: [],
  lease_broken_at: null,
});

/** What another release had there: something that no call may meet. */
const stranger = (release: number): Version => {
  const payload: JsonObject = { kind: 'message', prompt: [{ say: { en: `release ${release}` } }], exits: {} };
  return { payload, mark: { release, digest: digest(payload) } };
};

/** An item as it may look after some releases: unchanged since the one before, or new in the live one. */
function packed(plan: string, map: MapRole, payload: JsonObject, random: Random): JsonObject {
  // As the Console writes it: by hand, in a wrapper. In a number made by hand, what old Functions read wins.
  if (map !== 'number_map' && random.chance(0.1)) return random.chance(0.5) ? payload : { Data: payload };
  const release = random.pick([BEFORE, LIVE]);
  const ours: Version = { payload, mark: { release, digest: digest(payload) } };
  const prepared = random.chance(0.15) ? [stranger(PREPARED)] : [];
  const abandoned = random.chance(0.15) ? [stranger(GIVEN_UP)] : [];
  const older = random.chance(0.15) ? [stranger(BEFORE - 1)] : [];
  const chain = release === BEFORE ? [...abandoned, ours] : [ours, ...abandoned];
  return pack(plan, [...prepared, ...chain, ...older]);
}

/** Asks a service without HTTP: what is prepared need not take the long way. */
function ask(
  sync: Sync,
  method: string,
  path: string,
  form: { readonly [name: string]: string } = {},
): JsonObject {
  const { status, body } = sync.store.request({
    method,
    path,
    query: new URLSearchParams(),
    form: new URLSearchParams(form),
    base: sync.url,
  });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  return (body ?? {}) as JsonObject;
}

/** The live state of a plan in a service. */
export function stateRoom(sync: Sync, service: string, map: string) {
  const items = `/v1/Services/${service}/Maps/${map}/Items`;
  const read = (): { readonly [id: string]: JsonObject } => {
    const found = ask(sync, 'GET', items).items as unknown as { key: string; data: JsonObject }[];
    return Object.fromEntries(found.map(({ key, data }) => [key, data]));
  };
  return {
    read,
    /** Replaces all of it. */
    set(state: { readonly [id: string]: JsonObject }): void {
      for (const key of Object.keys(read())) ask(sync, 'DELETE', `${items}/${encodeURIComponent(key)}`);
      for (const [key, data] of Object.entries(state))
        ask(sync, 'POST', items, { Key: key, Data: JSON.stringify(data) });
    },
  };
}

/** Opens a service for plans. */
export async function syncRoom(): Promise<SyncRoom> {
  const sync = await openSync();
  const request = (
    method: string,
    path: string,
    form: { readonly [name: string]: string } = {},
  ): JsonObject => ask(sync, method, path, form);
  const publish = (items: DesiredItems, random: Random): LivePlan => {
    const sid = String(request('POST', '/v1/Services', { FriendlyName: items.service }).sid);
    const at = `/v1/Services/${sid}`;
    for (const name of Object.values(items.maps)) request('POST', `${at}/Maps`, { UniqueName: name });
    for (const { map, key, payload } of items.items) {
      const Data = JSON.stringify(packed(items.plan, map, payload, random));
      request('POST', `${at}/Maps/${items.maps[map]}/Items`, { Key: key, Data });
    }
    const UniqueName = `dialplan.${items.plan}.release`;
    request('POST', `${at}/Documents`, { UniqueName, Data: JSON.stringify(documentOf(items)) });
    const state = stateRoom(sync, sid, items.maps.state_map);
    return {
      environment: {
        ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        SYNC_SERVICE_SID: sid,
        DIALPLAN_SYNC_URL: sync.url,
      },
      readState: state.read,
      setState: state.set,
      remove: () => void request('DELETE', at),
    };
  };
  return { sync, publish, close: () => sync.close() };
}

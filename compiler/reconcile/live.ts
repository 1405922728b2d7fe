import { unpack } from '../../runtime/release.ts';
import { type DesiredItems, MAP_ROLES, type MapRole, releaseDocumentName } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Live } from './diff.ts';
import { readRelease } from './lease.ts';
import { noAnswer, serviceAmbiguous, serviceMissing } from './problems.ts';
import type { ReadTarget, StoredItem, SyncService } from './target.ts';
import type { LiveItem } from './verdict.ts';

/** Where a plan lives: its name, and its service by SID if one is given, else by friendly name. */
export interface PlanPlace {
  readonly plan: string;
  readonly service: string;
  readonly serviceSid?: string;
}

/** A value that was read, or why not; `refused`: Sync answered, but we will not go on. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refused: boolean; readonly problem: Diagnostic };

/** Finds the service of a plan; null: there is none yet. Refuses (DP6001) when two have the name. */
export async function findService(target: ReadTarget, place: PlanPlace): Promise<Read<SyncService | null>> {
  if (place.serviceSid !== undefined) {
    const answer = await target.fetchService(place.serviceSid);
    if (answer.kind === 'ok') return found(answer.value);
    const missing = answer.kind === 'not_found';
    const problem = missing ? serviceMissing(place.serviceSid) : noAnswer('find the service', answer);
    return { ok: false, refused: false, problem };
  }
  const answer = await target.findServices(place.service);
  if (answer.kind !== 'ok')
    return { ok: false, refused: false, problem: noAnswer('list the services', answer) };
  const [first, ...others] = answer.value;
  if (others.length > 0)
    return { ok: false, refused: true, problem: serviceAmbiguous(place.service, answer.value) };
  return found(first ?? null);
}

const found = <T>(value: T): Read<T> => ({ ok: true, value });

/** Every item of one map; undefined: there is no such map. */
export async function listMap(
  target: ReadTarget,
  service: string,
  map: string,
): Promise<Read<readonly StoredItem[] | undefined>> {
  const items: StoredItem[] = [];
  for (let after: string | null = null; ; ) {
    // By the range of keys, never by page token: an item that exists the whole time cannot be missed.
    const page = await target.listItems(service, map, after);
    if (page.kind === 'not_found' && after === null) return found(undefined);
    if (page.kind !== 'ok')
      return { ok: false, refused: false, problem: noAnswer(`list the map \`${map}\``, page) };
    items.push(...page.value.items);
    const last = page.value.items.at(-1);
    if (last === undefined || !page.value.more) return found(items);
    if (last.key === after) {
      const cause = `the page after \`${after}\` ends with it, and more are said to follow`;
      return {
        ok: false,
        refused: false,
        problem: noAnswer(`list the map \`${map}\``, { kind: 'unknown', cause }),
      };
    }
    after = last.key;
  }
}

/** The items of all released maps, and the names of those maps that do not exist. */
export async function listItems(
  target: ReadTarget,
  service: string,
  maps: DesiredItems['maps'],
  onItems: (count: number) => void = () => {},
): Promise<Read<{ readonly items: readonly LiveItem[]; readonly missing: readonly string[] }>> {
  const items: LiveItem[] = [];
  const missing: string[] = [];
  for (const role of MAP_ROLES) {
    const listed = await listMap(target, service, maps[role]);
    if (!listed.ok) return listed;
    if (listed.value === undefined) missing.push(maps[role]);
    for (const stored of listed.value ?? []) items.push(liveItem(role, stored));
    onItems(items.length);
  }
  return found({ items, missing });
}

function liveItem(role: MapRole, stored: StoredItem): LiveItem {
  const { key, revision, dateCreated, dateExpires, data } = stored;
  return { role, key, revision, dateCreated, dateExpires, item: unpack(data) };
}

/** A service as it is read before anything is written. */
export interface Found {
  /** Null: not there yet. */
  readonly service: SyncService | null;
  /** Names of the plan's maps, the state map included, that are not there yet. */
  readonly missingMaps: readonly string[];
  readonly live: Live;
}

/** Reads all that a preview needs. A failed read is never taken for an empty service. */
export async function readLive(
  target: ReadTarget,
  desired: Pick<DesiredItems, 'plan' | 'service' | 'maps'>,
  serviceSid?: string,
): Promise<Read<Found>> {
  const { plan, service: friendlyName, maps } = desired;
  const place = { plan, service: friendlyName, ...(serviceSid === undefined ? {} : { serviceSid }) };
  const service = await findService(target, place);
  if (!service.ok) return service;
  if (service.value === null) {
    const all = [...MAP_ROLES.map((role) => maps[role]), maps.state_map];
    return found({ service: null, missingMaps: all, live: { document: null, items: [] } });
  }
  const { sid } = service.value;
  const release = await readRelease(target, sid, releaseDocumentName(plan));
  if (!release.ok) return release;
  const listed = await listItems(target, sid, maps);
  if (!listed.ok) return listed;
  const state = await target.fetchMap(sid, maps.state_map);
  if (state.kind !== 'ok' && state.kind !== 'not_found') {
    return { ok: false, refused: false, problem: noAnswer(`read the map \`${maps.state_map}\``, state) };
  }
  const missingMaps = [...listed.value.missing, ...(state.kind === 'ok' ? [] : [maps.state_map])];
  const live = { document: release.stored?.document ?? null, items: listed.value.items };
  return found({ service: service.value, missingMaps, live });
}

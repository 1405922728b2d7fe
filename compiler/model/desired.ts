import { digest, type JsonObject } from '../../runtime/digest.ts';

/** What a map is for. Its name in the service is the plan's choice (`MapNames`). */
export type MapRole = 'number_map' | 'ring_group_map' | 'node_map';

/** Every role that a release covers, in the order in which items are sorted. `state_map` is never released. */
export const MAP_ROLES: readonly MapRole[] = ['node_map', 'number_map', 'ring_group_map'];

/** The unique names of a plan's four maps in its Sync service. */
export interface MapNames {
  readonly number_map: string;
  readonly ring_group_map: string;
  readonly node_map: string;
  readonly state_map: string;
}

/** One item as the plan wants it: its payload, without any mark. */
export interface DesiredItem {
  readonly map: MapRole;
  readonly key: string;
  readonly payload: JsonObject;
}

/** All that a plan wants of its Sync service; the content of `items.json`. */
export interface DesiredItems {
  readonly format: 1;
  readonly plan: string;
  /** Friendly name of the Sync service. */
  readonly service: string;
  readonly maps: MapNames;
  /** Digest of all items: equal plans give equal digests. */
  readonly digest: string;
  /** How long a warm Function may keep what it read, in seconds, 0 to 60. */
  readonly cacheSeconds: number;
  readonly counts: { readonly [role in MapRole]: number };
  /** Sorted by map, then key, by code unit. */
  readonly items: readonly DesiredItem[];
}

/** Compares two strings by code unit, the same on every machine. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Puts items in order, counts them, and gives them their digest. */
export function desiredItems(
  plan: Pick<DesiredItems, 'plan' | 'service' | 'maps' | 'cacheSeconds'>,
  items: readonly DesiredItem[],
): DesiredItems {
  const sorted = [...items].sort((a, b) => byCodeUnit(a.map, b.map) || byCodeUnit(a.key, b.key));
  const counts = { node_map: 0, number_map: 0, ring_group_map: 0 };
  for (const { map } of sorted) counts[map] += 1;
  return {
    format: 1,
    ...plan,
    digest: digest(sorted.map(({ map, key, payload }) => [map, key, payload])),
    counts,
    items: sorted,
  };
}

/** The unique name of a plan's release document. */
export const releaseDocumentName = (plan: string): string => `dialplan.${plan}.release`;

/** The unique name of a plan's map of live state, where the plan gives it none. */
export const stateMapName = (plan: string): string => `dialplan.${plan}.state`;

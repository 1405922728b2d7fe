import {
  type DesiredItem,
  type DesiredItems,
  desiredItems,
  type MapRole,
} from '../../../compiler/model/desired.ts';
import type { JsonObject } from '../../../runtime/digest.ts';
import type { Random } from './random.ts';

/** Small random plans over a few keys: every key has one of four payloads, or is not there. */

export const MAPS = {
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'nodes',
  state_map: 'state',
};

export const PLACES: readonly { readonly map: MapRole; readonly key: string }[] = [
  { map: 'node_map', key: 'menu:a' },
  { map: 'node_map', key: 'menu:b' },
  { map: 'node_map', key: 'menu:c' },
  { map: 'number_map', key: '+1' },
  { map: 'number_map', key: '+2' },
  { map: 'number_map', key: '+3' },
  { map: 'number_map', key: '+4' },
  { map: 'ring_group_map', key: 'sales' },
];

const VALUES = 4;

/** A payload as the plan writes it; `value` tells it from every other one of its key. */
export function payload(map: MapRole, key: string, value: string): JsonObject {
  switch (map) {
    case 'number_map':
      return { ...byHand(map, key, value), node: `node:${value}`, needs: [] };
    case 'ring_group_map':
      return { ...byHand(map, key, value), strategy: 'sequential' };
    case 'node_map':
      return { ...byHand(map, key, value), needs: [`to:${value}`] };
  }
}

/** The same as a person writes it: it leads to the same, without what only the compiler knows. */
export function byHand(map: MapRole, key: string, value: string): JsonObject {
  switch (map) {
    case 'number_map':
      return { type: 'sip', uri: `sip:${key}.${value}@pbx` };
    case 'ring_group_map':
      return { group: [{ name: 'a', type: 'sip', destination: `sip:${value}@pbx`, timeout: 20 }] };
    case 'node_map':
      return { kind: 'menu', prompt: `${key} ${value}` };
  }
}

export const anyValue = (chance: Random): string => `v${chance.between(0, VALUES - 1)}`;

function plan(items: readonly DesiredItem[], cacheSeconds: number): DesiredItems {
  return desiredItems({ plan: 'acme', service: 'pbx', maps: MAPS, cacheSeconds }, items);
}

/** Cache times that plans have, in seconds. */
const CACHES = [0, 1, 5, 20, 60];

/** A plan and some that came from it by edits; without `cacheSeconds` each may have another one. */
export function plans(
  chance: Random,
  count: number,
  cacheSeconds: number | undefined,
): readonly DesiredItems[] {
  const all = chance.chance(0.7) ? chance.pick(CACHES.slice(0, 4)) : undefined;
  const values = new Map<string, string>();
  const edit = (probability: number) => {
    for (const { map, key } of PLACES) {
      if (!chance.chance(probability)) continue;
      if (chance.chance(0.3)) values.delete(`${map}/${key}`);
      else values.set(`${map}/${key}`, anyValue(chance));
    }
  };
  edit(0.9);
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) edit(0.4);
    const items = PLACES.flatMap(({ map, key }): DesiredItem[] => {
      const value = values.get(`${map}/${key}`);
      return value === undefined ? [] : [{ map, key, payload: payload(map, key, value) }];
    });
    return plan(items, cacheSeconds ?? all ?? chance.pick(CACHES));
  });
}

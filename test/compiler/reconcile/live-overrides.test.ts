import { describe, expect, test } from 'vitest';
import { isOn, liveOverrides, switchOverride } from '../../../compiler/reconcile/live-overrides.ts';
import type { Answer, StoredItem, SyncTarget } from '../../../compiler/reconcile/target.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const PLACE = { plan: 'acme', service: 'pbx', stateMap: 'state' };

const refuse = (): never => {
  throw new Error('not expected');
};

/** A service with one map; `meanwhile` happens before a write, as another writer would. */
function sync(
  start: { readonly [key: string]: object },
  options: { pageSize?: number; meanwhile?: () => void } = {},
) {
  const items = new Map<string, StoredItem>();
  const put = (key: string, data: object): Answer<StoredItem> => {
    const revision = String(Number(items.get(key)?.revision ?? 0) + 1);
    const value = { key, revision, data, dateCreated: '', dateExpires: null };
    items.set(key, value);
    return { kind: 'ok', value };
  };
  for (const [key, data] of Object.entries(start)) put(key, data);
  const target: SyncTarget = {
    ...{
      createService: refuse,
      createMap: refuse,
      createDocument: refuse,
      updateDocument: refuse,
      deleteItem: refuse,
    },
    ...{ fetchService: refuse, fetchMap: refuse, fetchDocument: refuse },
    findServices: async () => ({ kind: 'ok', value: [{ sid: 'IS1', friendlyName: 'pbx' }] }),
    listItems: async (_service, map, after) => {
      if (map !== 'state') return { kind: 'not_found' };
      const all = [...items.values()]
        .filter(({ key }) => key > (after ?? ''))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      const size = options.pageSize ?? 50;
      return { kind: 'ok', value: { items: all.slice(0, size), more: all.length > size } };
    },
    fetchItem: async (_service, _map, key) => {
      const value = items.get(key);
      return value === undefined ? { kind: 'not_found' } : { kind: 'ok', value };
    },
    createItem: async (_service, map, key, data) => {
      options.meanwhile?.();
      if (map !== 'state') return { kind: 'not_found' };
      return items.has(key) ? { kind: 'exists' } : put(key, data);
    },
    updateItem: async (_service, _map, key, data, ifMatch) => {
      options.meanwhile?.();
      return items.get(key)?.revision === ifMatch ? put(key, data) : { kind: 'conflict' };
    },
  };
  return { target, put, data: (key: string) => items.get(key)?.data };
}

const ON = { override: 'override:night', state: 'on', now: NOW, by: 'ann' } as const;

describe('reading', () => {
  test('overrides and nothing else, over several pages, also as people write them', async () => {
    const { target } = sync(
      {
        'override:a': { state: 'on', until: '2026-11-24T13:00:00Z' },
        'override:b': { Data: { on: true } },
        'override:c': { Data: '{"state":"off"}' },
        'override:d': { nonsense: 1 },
        'waiting:1': { state: 'on' },
        'list:vip': { state: 'on' },
      },
      { pageSize: 2 },
    );
    const found = await liveOverrides(target, 'IS1', 'state');
    expect(found.ok && [...found.value]).toEqual([
      ['override:a', { state: 'on', until: '2026-11-24T13:00:00Z' }],
      ['override:b', { state: 'on' }],
      ['override:c', { state: 'off' }],
    ]);
  });

  test('without a map nothing is on', async () => {
    const found = await liveOverrides(sync({}).target, 'IS1', 'elsewhere');
    expect(found.ok && found.value.size).toBe(0);
  });

  test('a service that does not answer is no empty one', async () => {
    const { target } = sync({});
    const silent: SyncTarget = { ...target, listItems: async () => ({ kind: 'unknown', cause: 'no route' }) };
    const found = await liveOverrides(silent, 'IS1', 'state');
    expect(!found.ok && found.problem.code).toBe('DP6017');
  });

  test('on until it ends', () => {
    expect(isOn({ state: 'on' }, NOW)).toBe(true);
    expect(isOn({ state: 'off' }, NOW)).toBe(false);
    expect(isOn({ state: 'on', until: '2026-11-24T12:00:00Z' }, NOW)).toBe(false);
    expect(isOn({ state: 'on', until: 'tomorrow' }, NOW)).toBe(true);
  });
});

describe('turning', () => {
  test('makes the item, and writes over it', async () => {
    const { target, data } = sync({});
    const turned = await switchOverride(target, PLACE, { ...ON, until: NOW + 1_000 });
    expect(turned.ok && turned.value).toEqual({
      state: 'on',
      since: '2026-11-24T12:00:00.000Z',
      by: 'ann',
      until: '2026-11-24T12:00:01.000Z',
    });
    await switchOverride(target, PLACE, { ...ON, state: 'off' });
    expect(data('override:night')).toMatchObject({ state: 'off' });
    expect(data('override:night')).not.toHaveProperty('until');
  });

  test('begins again when somebody was faster, and wins', async () => {
    for (const start of [{}, { 'override:night': { state: 'off' } }]) {
      let once = true;
      const world = sync(start, {
        meanwhile: () => {
          if (once) world.put('override:night', { state: 'forward' });
          once = false;
        },
      });
      expect((await switchOverride(world.target, PLACE, ON)).ok).toBe(true);
      expect(world.data('override:night')).toMatchObject({ state: 'on', by: 'ann' });
    }
  });

  test('gives up when somebody is always faster', async () => {
    const world = sync(
      { 'override:night': { state: 'off' } },
      { meanwhile: () => void world.put('override:night', { state: 'forward' }) },
    );
    const turned = await switchOverride(world.target, PLACE, ON);
    expect(!turned.ok && turned.problem.code).toBe('DP6017');
  });

  test('says so when nothing was released yet', async () => {
    const { target } = sync({});
    const none: SyncTarget = { ...target, findServices: async () => ({ kind: 'ok', value: [] }) };
    for (const [where, place] of [
      [none, PLACE],
      [target, { ...PLACE, stateMap: 'elsewhere' }],
    ] as const) {
      const turned = await switchOverride(where, place, ON);
      expect(!turned.ok && turned.problem.code).toBe('DP6019');
    }
  });
});

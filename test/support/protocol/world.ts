import type {
  Answer,
  ItemPage,
  StoredDocument,
  StoredItem,
  SyncService,
} from '../../../compiler/reconcile/target.ts';

/**
 * Sync, as far as the protocol leans on it: single-item writes over a revision, revisions that restart at "0" when an
 * item is made again, keys in one fixed order, and listings that are not snapshots. Each operation is atomic and
 * happens at one instant.
 */
export interface World {
  readonly service: SyncService;
  findServices(name: string): Answer<readonly SyncService[]>;
  createService(name: string): Answer<SyncService>;
  fetchMap(map: string): Answer<true>;
  createMap(map: string): Answer<true>;
  fetchDocument(name: string): Answer<StoredDocument>;
  createDocument(name: string, data: object): Answer<StoredDocument>;
  updateDocument(name: string, data: object, ifMatch: string): Answer<StoredDocument>;
  listItems(map: string, after: string | null): Answer<ItemPage>;
  /** As a page token would have it: by position, so that what is removed before it shifts the rest. */
  listFrom(map: string, position: number): Answer<ItemPage>;
  fetchItem(map: string, key: string): Answer<StoredItem>;
  createItem(map: string, key: string, data: object): Answer<StoredItem>;
  updateItem(map: string, key: string, data: object, ifMatch: string): Answer<StoredItem>;
  deleteItem(map: string, key: string, ifMatch: string): Answer<true>;
  /** When an item was last deleted; undefined: never. */
  deletedAt(map: string, key: string): number | undefined;
}

/** Stands for a write without If-Match; only mutated writers and people use it. */
export const ANY_REVISION = '*';

/** What happened, for whoever watches over the invariants. */
export interface Watching {
  documentChanged(name: string): void;
  itemChanged(map: string, key: string): void;
}

interface Entry {
  readonly key: string;
  readonly revision: number;
  readonly data: string;
  readonly dateCreated: string;
}

const PAGE = 2;

const ok = <T>(value: T): Answer<T> => ({ kind: 'ok', value });

export function world(now: () => number, watching: Watching): World {
  const service = { sid: 'IS00000000000000000000000000000000', friendlyName: 'pbx' };
  const maps = new Map<string, Map<string, Entry>>();
  const documents = new Map<string, { revision: number; data: string }>();
  const deletions = new Map<string, number>();
  let exists = false;
  let made = 0;

  const stored = ({ key, revision, data, dateCreated }: Entry): StoredItem => ({
    key,
    revision: String(revision),
    data: JSON.parse(data),
    dateCreated,
    dateExpires: null,
  });

  function keep(map: string, entry: Entry): Answer<StoredItem> {
    maps.get(map)?.set(entry.key, entry);
    watching.itemChanged(map, entry.key);
    return ok(stored(entry));
  }

  function keepDocument(name: string, revision: number, data: object): Answer<StoredDocument> {
    documents.set(name, { revision, data: JSON.stringify(data) });
    watching.documentChanged(name);
    return ok({ revision: String(revision), data });
  }

  const sorted = (map: string): Entry[] | undefined => {
    const found = maps.get(map);
    return found && [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  };

  const page = (rest: readonly Entry[]): Answer<ItemPage> =>
    ok({ items: rest.slice(0, PAGE).map(stored), more: rest.length > PAGE });

  return {
    service,
    findServices: (name) => ok(exists && name === service.friendlyName ? [service] : []),
    createService() {
      exists = true;
      return ok(service);
    },
    fetchMap: (map) => (maps.has(map) ? ok(true) : { kind: 'not_found' }),
    createMap(map) {
      if (maps.has(map)) return { kind: 'exists' };
      maps.set(map, new Map());
      return ok(true);
    },
    fetchDocument(name) {
      const found = documents.get(name);
      return found
        ? ok({ revision: String(found.revision), data: JSON.parse(found.data) })
        : { kind: 'not_found' };
    },
    createDocument: (name, data) => (documents.has(name) ? { kind: 'exists' } : keepDocument(name, 0, data)),
    updateDocument(name, data, ifMatch) {
      const found = documents.get(name);
      if (found === undefined) return { kind: 'not_found' };
      if (ifMatch !== ANY_REVISION && ifMatch !== String(found.revision)) return { kind: 'conflict' };
      return keepDocument(name, found.revision + 1, data);
    },
    listItems(map, after) {
      const all = sorted(map);
      return all ? page(all.filter(({ key }) => after === null || key > after)) : { kind: 'not_found' };
    },
    listFrom(map, position) {
      const all = sorted(map);
      return all ? page(all.slice(position)) : { kind: 'not_found' };
    },
    fetchItem(map, key) {
      const found = maps.get(map)?.get(key);
      return found ? ok(stored(found)) : { kind: 'not_found' };
    },
    createItem(map, key, data) {
      if (!maps.has(map)) return { kind: 'not_found' };
      if (maps.get(map)?.has(key)) return { kind: 'exists' };
      const dateCreated = new Date(now() + made++).toISOString();
      return keep(map, { key, revision: 0, data: JSON.stringify(data), dateCreated });
    },
    updateItem(map, key, data, ifMatch) {
      const found = maps.get(map)?.get(key);
      if (found === undefined) return { kind: 'not_found' };
      if (ifMatch !== ANY_REVISION && ifMatch !== String(found.revision)) return { kind: 'conflict' };
      return keep(map, { ...found, revision: found.revision + 1, data: JSON.stringify(data) });
    },
    deleteItem(map, key, ifMatch) {
      const found = maps.get(map)?.get(key);
      if (found === undefined) return { kind: 'not_found' };
      if (ifMatch !== ANY_REVISION && ifMatch !== String(found.revision)) return { kind: 'conflict' };
      maps.get(map)?.delete(key);
      deletions.set(`${map}/${key}`, now());
      watching.itemChanged(map, key);
      return ok(true);
    },
    deletedAt: (map, key) => deletions.get(`${map}/${key}`),
  };
}

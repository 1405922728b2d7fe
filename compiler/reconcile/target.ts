/**
 * The port to a Sync service. Answers are values: what Sync may say is part of the protocol, not an exception.
 * Codes and statuses: docs/sync/api and docs/api/errors.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** 404. */
  | { readonly kind: 'not_found' }
  /** 412: the revision is not the one that was named. */
  | { readonly kind: 'conflict' }
  /** 409: the key or the unique name is taken. */
  | { readonly kind: 'exists' }
  /** 429: not processed, safe to send again. */
  | { readonly kind: 'rate_limited'; readonly code: number | null; readonly message: string }
  /** No reply, or one that says nothing (5xx): a write may have landed, and may still land. */
  | { readonly kind: 'unknown'; readonly cause: string }
  /** Another 4xx, with Twilio's code and words. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: number | null;
      readonly message: string;
    }
  /** Not sent: we may not write any more. */
  | { readonly kind: 'stopped' };

export interface SyncService {
  readonly sid: string;
  readonly friendlyName: string;
}

export interface StoredDocument {
  readonly revision: string;
  readonly data: unknown;
}

export interface StoredItem {
  readonly key: string;
  readonly revision: string;
  readonly data: unknown;
  /** ISO 8601; tells an item from another one that was made later under the same key. */
  readonly dateCreated: string;
  /** Null: lives for ever, as all of ours do. */
  readonly dateExpires: string | null;
}

/** One page of a listing. */
export interface ItemPage {
  readonly items: readonly StoredItem[];
  /** Whether the service says that more follow. */
  readonly more: boolean;
}

/** What may be read: all that a preview gets to hold, so that a preview cannot write. */
export interface ReadTarget {
  /** Every service with this friendly name: the name is no identity. */
  findServices(friendlyName: string): Promise<Answer<readonly SyncService[]>>;
  fetchService(sid: string): Promise<Answer<SyncService>>;
  fetchMap(service: string, map: string): Promise<Answer<true>>;
  fetchDocument(service: string, document: string): Promise<Answer<StoredDocument>>;
  /** A page of items, by key, after the key `after`; null: from the beginning. */
  listItems(service: string, map: string, after: string | null): Promise<Answer<ItemPage>>;
  fetchItem(service: string, map: string, key: string): Promise<Answer<StoredItem>>;
}

/** All that a reconcile needs. `ifMatch` is the revision that a write is made over. */
export interface SyncTarget extends ReadTarget {
  createService(friendlyName: string): Promise<Answer<SyncService>>;
  createMap(service: string, map: string): Promise<Answer<true>>;
  createDocument(service: string, document: string, data: object): Promise<Answer<StoredDocument>>;
  updateDocument(
    service: string,
    document: string,
    data: object,
    ifMatch: string,
  ): Promise<Answer<StoredDocument>>;
  createItem(service: string, map: string, key: string, data: object): Promise<Answer<StoredItem>>;
  updateItem(
    service: string,
    map: string,
    key: string,
    data: object,
    ifMatch: string,
  ): Promise<Answer<StoredItem>>;
  deleteItem(service: string, map: string, key: string, ifMatch: string): Promise<Answer<true>>;
}

/** The reading half of a target: an object that has no writing verb at all. */
export function readOnly(target: ReadTarget): ReadTarget {
  return {
    findServices: (name) => target.findServices(name),
    fetchService: (sid) => target.fetchService(sid),
    fetchMap: (service, map) => target.fetchMap(service, map),
    fetchDocument: (service, document) => target.fetchDocument(service, document),
    listItems: (service, map, after) => target.listItems(service, map, after),
    fetchItem: (service, map, key) => target.fetchItem(service, map, key),
  };
}

/**
 * A clock that is only ever compared with itself, in milliseconds, and a way to wait by it. It has two hands, for no clock
 * of a computer is right when the machine sleeps or its time is set: what is ours is judged by the one, others by the other.
 */
export interface Clock {
  /** Never behind the time that has really passed: how old our own sign of life is. */
  now(): number;
  /** Never ahead of it: how long we have waited for others. Only compared with itself. */
  earliest(): number;
  /** Ends early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

import type { Answer, Clock, SyncTarget } from './target.ts';

/**
 * Patience with Sync: own pacing, so that its limits are not hit, and another attempt where one is safe.
 * Sync allows 20 writes and 20 reads a second on one map, all its items together, and ever fewer writes above 1 KiB
 * down to 2 a second from 10 KiB on (docs/sync/limits). We stay below: 15, and 1.5 for the largest.
 */
export const OPERATIONS_PER_SECOND = 15;

const KIB = 1024;

/** How many ordinary writes a write of so many bytes counts for: 1 up to 1 KiB, 10 from 10 KiB on. */
export const writeCost = (bytes: number): number => Math.min(10, Math.max(1, bytes / KIB));

/** Holds a request back until Sync will take it. */
export interface Pacer {
  /** Ordinary requests a second on one map. */
  readonly perSecond: number;
  ready(object: string, verb: 'read' | 'write', bytes: number): Promise<void>;
}

/** A pacer with one token bucket for each map and verb; a bucket holds one second's worth. */
export function tokenPacer(clock: Clock, perSecond: number = OPERATIONS_PER_SECOND): Pacer {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    perSecond,
    async ready(object, verb, bytes) {
      const name = `${verb} ${object}`;
      const now = clock.now();
      const bucket = buckets.get(name) ?? { tokens: perSecond, at: now };
      buckets.set(name, bucket);
      bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      bucket.tokens -= verb === 'write' ? writeCost(bytes) : 1;
      if (bucket.tokens < 0) await clock.sleep((-bucket.tokens / perSecond) * 1000);
    },
  };
}

/** How `patient` behaves. */
export interface Patience {
  readonly clock: Clock;
  readonly pacer?: Pacer;
  /** Looked at right before every single request, after any waiting. */
  readonly maySend?: () => boolean;
  /** 0 to 1, by chance: so that those who were refused together do not come back together. Left out: always 0. */
  readonly chance?: () => number;
  /** When it is aborted no wait goes on and no page is listed any more; the release document is still seen to. */
  readonly signal?: AbortSignal;
}

/** How long a request is tried. All waits are in milliseconds. */
interface Manner {
  /** The longest wait between two attempts, before chance makes it up to half as long again. */
  readonly longest: number;
  /** How often it is sent in all when Sync says 429. */
  readonly refused: number;
  /** How often it is sent in all when there is no answer, if it is a read. */
  readonly silent: number;
  /** Whether it is still sent, and waited for, when somebody has interrupted. */
  readonly unmoved: boolean;
}

/** At most 10 s: the burst window of Sync (docs/api/errors/54009). */
const USUAL: Manner = { longest: 10_000, refused: 8, silent: 6, unmoved: false };

/**
 * The release document carries the sign of life of who writes: a wait of 10 s would sit out the rest of a lease after a
 * storm that has long passed. And whoever was interrupted gives the lease back by it.
 */
const DOCUMENT: Manner = { longest: 2_000, refused: 20, silent: 10, unmoved: true };

/** For how long from the first time a read without an answer is sent again, in milliseconds. */
const SILENT_FOR = 30_000;

/** 0.5 s, doubled each time. */
const backoff = (attempt: number, longest: number, chance: number): number =>
  Math.min(longest, 500 * 2 ** attempt) * (1 + chance / 2);

/**
 * The same target, with patience: it waits for its turn, sends a refused (429) request again, and a read without an
 * answer again. A write without an answer is never sent again here: only its writer knows what that would mean.
 */
export function patient(target: SyncTarget, patience: Patience): SyncTarget {
  const { clock, pacer, signal, maySend = () => true, chance = () => 0 } = patience;

  async function send<T>(
    object: string,
    bytes: number | null,
    call: () => Promise<Answer<T>>,
    { longest, refused, silent, unmoved }: Manner,
  ): Promise<Answer<T>> {
    const began = clock.now();
    for (let attempt = 0; ; attempt += 1) {
      await pacer?.ready(object, bytes === null ? 'read' : 'write', bytes ?? 0);
      if (!maySend()) return { kind: 'stopped' };
      const answer = await call();
      const inTime = attempt + 1 < silent && clock.now() - began < SILENT_FOR;
      const unheard = bytes === null && answer.kind === 'unknown' && inTime;
      const tooMany = answer.kind === 'rate_limited' && attempt + 1 < refused;
      if (!unheard && !tooMany) return answer;
      await clock.sleep(backoff(attempt, longest, chance()), unmoved ? undefined : signal);
      if (signal?.aborted && !unmoved) return { kind: 'stopped' };
    }
  }

  const read = <T>(object: string, call: () => Promise<Answer<T>>, manner = USUAL) =>
    send(object, null, call, manner);
  const write = <T>(
    object: string,
    data: object | null,
    call: () => Promise<Answer<T>>,
    manner = USUAL,
  ): Promise<Answer<T>> => send(object, data === null ? 0 : byteLength(data), call, manner);

  return {
    findServices: (name) => read('services', () => target.findServices(name)),
    fetchService: (sid) => read('services', () => target.fetchService(sid)),
    fetchMap: (service, map) => read(map, () => target.fetchMap(service, map)),
    fetchDocument: (service, name) => read(name, () => target.fetchDocument(service, name), DOCUMENT),
    listItems: async (service, map, after) =>
      signal?.aborted ? { kind: 'stopped' } : read(map, () => target.listItems(service, map, after)),
    fetchItem: (service, map, key) => read(map, () => target.fetchItem(service, map, key)),
    createService: (name) => write('services', null, () => target.createService(name)),
    createMap: (service, map) => write('services', null, () => target.createMap(service, map)),
    createDocument: (service, name, data) =>
      write(name, data, () => target.createDocument(service, name, data), DOCUMENT),
    updateDocument: (service, name, data, ifMatch) =>
      write(name, data, () => target.updateDocument(service, name, data, ifMatch), DOCUMENT),
    createItem: (service, map, key, data) =>
      write(map, data, () => target.createItem(service, map, key, data)),
    updateItem: (service, map, key, data, ifMatch) =>
      write(map, data, () => target.updateItem(service, map, key, data, ifMatch)),
    deleteItem: (service, map, key, ifMatch) =>
      write(map, null, () => target.deleteItem(service, map, key, ifMatch)),
  };
}

const encoder = new TextEncoder();

/** The size of a value as Sync counts it: JSON as UTF-8, in bytes. */
export const byteLength = (value: object): number => encoder.encode(JSON.stringify(value)).length;

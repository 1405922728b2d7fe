import type { JsonObject } from './digest.ts';
import { type Entry, needsIn, placeOf, readEntry } from './items.ts';
import { liveRef, type Override } from './override.ts';
import type {
  Bundle,
  CallerList,
  Destination,
  NodeId,
  NumberEntry,
  Phone,
  ProgramNode,
  Settings,
} from './program.ts';
import { isObject } from './read.ts';
import { follow, type Item, pick, type ReleaseDocument, readDocument, unpack } from './release.ts';
import type { Schedule } from './schedule.ts';
import { readSync, type SyncAccess, writeSync } from './sync-client.ts';
import { type Classified, listedRef, type Ref, type World } from './world.ts';

/**
 * Sync as the evaluator's world: reads what a call needs, picks the version of its release, and keeps what a warm
 * Function may keep. One `SyncStore` lives as long as its Function; one `SyncSession` as long as a webhook.
 */

/** Sync cannot be relied on for this call; the snapshot answers instead. */
export class SyncTrouble extends Error {
  /** Sync itself failed, so that it had better be left alone for a while; a bad item says nothing of Sync. */
  readonly down: boolean;

  constructor(message: string, down = false) {
    super(message);
    this.down = down;
  }
}

/** All that Sync may cost one webhook, milliseconds; Twilio gives up after 15 s, callers after two. */
const PATIENCE = 1_500;

/**
 * The release document and the items of a first trip are read side by side. A writer waits a second between its last
 * item and the document, so a trip that took longer may have seen an old item and a new document.
 */
const FIRST_TRIP = 1_000;

/** After two failures in a row a container leaves Sync alone for this long, milliseconds. */
const REST = 10_000;

/**
 * How long live state that was read last stands in while Sync fails, milliseconds: it is read for every call, so that a
 * busy line is the first to meet Sync's rate limit, and an office that somebody closed must not open by that.
 */
const LAST_KNOWN = 600_000;

/** Items that a warm Function keeps at most. */
const KEPT = 5_000;

/** Characters of a key that Sync takes (docs/api/errors/54209). */
const LONGEST_KEY = 256;

/**
 * Whether an item may have this key. What callers write becomes keys; one that Sync would refuse, or that a URL would take for
 * a folder, must not look as if Sync had failed.
 */
const isKey = (key: string): boolean => key.length <= LONGEST_KEY && !/^\.{0,2}$|\p{Cc}/u.test(key);

interface Kept<T> {
  readonly value: T;
  /** `performance.now()` when it was asked for. */
  readonly at: number;
}

export class SyncStore {
  #document: Kept<ReleaseDocument> | undefined;
  readonly #items = new Map<string, Kept<Item | null>>();
  /** When each map was seen last, by its name. */
  readonly #maps = new Map<string, number>();
  readonly #live = new Map<string, Kept<JsonObject | null>>();
  /** Counts how often the shelf was emptied: a reply that was asked for before that comes too late to be kept. */
  #generation = 0;
  #failures = 0;
  #restUntil = 0;

  /** Whether Sync is left alone at the moment. */
  resting(now: number): boolean {
    return now < this.#restUntil;
  }

  failed(now: number): void {
    this.#failures += 1;
    if (this.#failures >= 2) this.#restUntil = now + REST;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  document(now: number): ReleaseDocument | undefined {
    const kept = this.#document;
    return kept && now - kept.at < kept.value.cache_seconds * 1_000 ? kept.value : undefined;
  }

  item(key: string, now: number): Item | null | undefined {
    const kept = this.#items.get(key);
    const seconds = this.#document?.value.cache_seconds ?? 0;
    return kept && now - kept.at < seconds * 1_000 ? kept.value : undefined;
  }

  keepLive(ref: Ref, value: JsonObject | null, at: number): void {
    this.#live.set(ref, { value, at });
  }

  /** Live state as it was read last, where that is not long ago; for calls that Sync does not answer. */
  lastLive(id: NodeId, now: number): JsonObject | null {
    const kept = this.#live.get(liveRef(id));
    return kept !== undefined && now - kept.at < LAST_KNOWN ? kept.value : null;
  }

  /** Whether a map was there a moment ago. */
  hasMap(name: string, now: number): boolean {
    const at = this.#maps.get(name);
    return at !== undefined && now - at < (this.#document?.value.cache_seconds ?? 0) * 1_000;
  }

  sawMap(name: string, at: number): void {
    this.#maps.set(name, at);
  }

  /** Items that were read under one release say nothing of another, so a new release empties the shelf. */
  keepDocument(value: ReleaseDocument, at: number): void {
    const before = this.#document?.value;
    const changed =
      before !== undefined &&
      (before.active?.release !== value.active?.release ||
        before.previous?.release !== value.previous?.release ||
        String(before.abandoned) !== String(value.abandoned));
    if (changed) {
      this.#items.clear();
      this.#generation += 1;
    }
    this.#document = { value, at };
  }

  get generation(): number {
    return this.#generation;
  }

  keepItem(key: string, value: Item | null, at: number, generation: number): void {
    if (generation !== this.#generation) return;
    if (this.#items.size >= KEPT) this.#items.clear();
    this.#items.set(key, { value, at });
  }
}

/** What a session tells the log. */
export interface SessionReport {
  readonly reads: number;
  readonly release?: number;
  readonly repinned?: boolean;
}

export class SyncSession {
  readonly #store: SyncStore;
  readonly #access: SyncAccess;
  readonly #service: string;
  readonly #bundle: Bundle;
  readonly #pinned: number | undefined;
  readonly #started = performance.now();
  readonly #entries = new Map<Ref, Entry | null>();
  readonly #needs = new Map<Ref, readonly Ref[]>();
  readonly #writes = new Map<Ref, 'done' | 'failed'>();
  readonly #maps = new Map<string, Promise<void>>();
  readonly #caller: string | undefined;
  #document: ReleaseDocument | undefined;
  #reads = 0;

  constructor(
    store: SyncStore,
    access: SyncAccess,
    options: {
      readonly service: string;
      readonly bundle: Bundle;
      readonly pinned: number | undefined;
      /** The caller's number, E.164. */
      readonly caller: string | undefined;
    },
  ) {
    this.#store = store;
    this.#access = access;
    this.#service = options.service;
    this.#bundle = options.bundle;
    this.#pinned = options.pinned;
    this.#caller = options.caller;
  }

  /**
   * Reads entries in one trip, and with them what the item `near` says will be wanted next.
   * @throws SyncTrouble
   */
  async fetch(refs: readonly Ref[], near?: Ref): Promise<void> {
    const first = this.#document === undefined;
    const nearby =
      near === undefined ? [] : (this.#needs.get(near) ?? []).flatMap((ref) => this.#forCaller(ref));
    const wanted = [...new Set([...refs, ...nearby])];
    const [document, ...items] = await Promise.all([
      this.#readDocument(),
      ...wanted
        .filter((ref) => !this.#entries.has(ref))
        .map(async (ref) => ({ ref, item: await this.#readItem(ref) })),
    ]);
    if (first && this.#reads > 0 && performance.now() - this.#started > FIRST_TRIP) {
      throw new SyncTrouble('Sync took too long for one view of the plan', true);
    }
    this.#document = document;
    for (const { ref, item } of items) this.#take(ref, item, document);
  }

  /** The release that this call follows, for its links and the log. */
  report(): SessionReport {
    const followed = this.#document && follow(this.#document, this.#pinned);
    if (followed === undefined) return { reads: this.#reads };
    const { release, repinned } = followed;
    return { reads: this.#reads, release, ...(repinned ? { repinned } : {}) };
  }

  world(classify: (number: string) => Classified | null | undefined): World {
    const find = <T extends Entry>(ref: Ref): T | null | undefined =>
      this.#entries.get(ref) as T | null | undefined;
    return {
      number: (number) => find<NumberEntry>(`number:${number}`),
      node: (id) => find<ProgramNode>(id),
      phone: (key: NodeId) => find<Phone>(key),
      dial: (key: NodeId) => find<Destination>(key),
      settings: () => find<Settings>(`settings:${this.#bundle.plan}`),
      schedule: (id: NodeId) => find<Schedule>(id),
      override: (id: NodeId) => find<Override>(id),
      list: (id: NodeId) => find<Omit<CallerList, 'numbers'>>(id),
      listed: (id: NodeId, number) => {
        const found = find<{ readonly value: string | true }>(listedRef(id, number));
        return found ? found.value : found;
      },
      live: (id: NodeId) => find<JsonObject>(liveRef(id)),
      written: (ref) => this.#writes.get(ref),
      classify,
    };
  }

  /** `listed:vip:*` asks for this caller's entry; a caller without a number has none. */
  #forCaller(ref: Ref): readonly Ref[] {
    if (!ref.endsWith(':*')) return [ref];
    return this.#caller === undefined ? [] : [`${ref.slice(0, -1)}${this.#caller}` as Ref];
  }

  /** Writes live state, once. What was read before stays as it was read, so that asking again decides the same. */
  async write(ref: Ref, payload: JsonObject): Promise<void> {
    const { map, key } = placeOf(ref);
    const path = `/v1/Services/${this.#service}/Maps/${encodeURIComponent(this.#bundle.maps[map])}/Items`;
    this.#reads += 1;
    const answer = await writeSync(this.#access, path, key, payload, this.#started + PATIENCE);
    this.#writes.set(ref, answer);
    if (answer === 'done') this.#store.keepLive(ref, payload, performance.now());
  }

  #take(ref: Ref, item: Item | null, document: ReleaseDocument): void {
    if (placeOf(ref).map === 'state_map') {
      const live = item?.versions[0]?.payload ?? null;
      this.#entries.set(ref, live);
      this.#store.keepLive(ref, live, performance.now());
      return;
    }
    if (item?.plan != null && item.plan !== this.#bundle.plan) {
      throw new SyncTrouble(`the item of ${ref} belongs to the plan ${item.plan}`);
    }
    const followed = follow(document, this.#pinned);
    if (followed === undefined) throw new SyncTrouble('no release is active yet');
    const picked =
      item === null ? { kind: 'absent' as const } : pick(item, followed.release, document.abandoned);
    if (picked.kind === 'absent') {
      this.#entries.set(ref, null);
      return;
    }
    const entry = readEntry(ref, picked.payload, picked.kind === 'hand_made');
    if (entry === undefined) throw new SyncTrouble(`the item of ${ref} is malformed`);
    this.#entries.set(ref, entry);
    this.#needs.set(ref, needsIn(picked.payload));
  }

  async #get(path: string): Promise<unknown> {
    this.#reads += 1;
    const limit = this.#document === undefined ? FIRST_TRIP : PATIENCE;
    const deadline = this.#started + limit;
    const answer = await readSync(this.#access, `/v1/Services/${this.#service}${path}`, deadline);
    if (answer.kind === 'failed') throw new SyncTrouble(answer.because, true);
    return answer.kind === 'absent' ? null : isObject(answer.body) ? answer.body.data : undefined;
  }

  /**
   * The document that this Function keeps, unless the call began on a release that it does not name: then another
   * container has seen a newer one, and so must this one.
   */
  #keptDocument(now: number): ReleaseDocument | undefined {
    const kept = this.#store.document(now);
    return kept !== undefined && follow(kept, this.#pinned)?.repinned === false ? kept : undefined;
  }

  async #readDocument(): Promise<ReleaseDocument> {
    const now = performance.now();
    const kept = this.#document ?? this.#keptDocument(now);
    if (kept !== undefined) return kept;
    const data = await this.#get(`/Documents/dialplan.${encodeURIComponent(this.#bundle.plan)}.release`);
    if (data === null) throw new SyncTrouble('the plan has no release document');
    const document = readDocument(data);
    if (document === undefined || document.plan !== this.#bundle.plan) {
      throw new SyncTrouble('the release document is not one that this version understands');
    }
    this.#store.keepDocument(document, now);
    return document;
  }

  /**
   * A missing item and a missing map get the same answer (docs/sync/api/map-item-resource: 404), and only the first means
   * "not mapped": else a map that was deleted or misnamed would open the way out for every number. The map of nodes and
   * settings needs no look: without settings no call goes on.
   */
  #seeMap(name: string): Promise<void> {
    const now = performance.now();
    if (this.#store.hasMap(name, now)) return Promise.resolve();
    const before = this.#maps.get(name);
    if (before !== undefined) return before;
    const look = this.#get(`/Maps/${encodeURIComponent(name)}`).then((found) => {
      if (found === null) throw new SyncTrouble(`the map ${name} is missing`);
      this.#store.sawMap(name, now);
    });
    this.#maps.set(name, look);
    return look;
  }

  async #readItem(ref: Ref): Promise<Item | null> {
    const { map, key } = placeOf(ref);
    if (!isKey(key)) return null;
    const shelf = `${map}/${key}`;
    const now = performance.now();
    const { generation } = this.#store;
    // Beside a document that is only now being read, an item from the shelf may belong to the release before it.
    const settled = this.#document !== undefined || this.#keptDocument(now) !== undefined;
    // What people switch while calls are running holds for the very next call, in every container.
    const kept = settled && map !== 'state_map' ? this.#store.item(shelf, now) : undefined;
    if (kept !== undefined) return kept;
    const name = this.#bundle.maps[map];
    const data = await this.#get(`/Maps/${encodeURIComponent(name)}/Items/${encodeURIComponent(key)}`);
    if (data === null && (map === 'number_map' || map === 'ring_group_map')) await this.#seeMap(name);
    const item = data === null ? null : unpack(data);
    if (item === undefined) throw new SyncTrouble(`the item of ${ref} is malformed`);
    if (map !== 'state_map') this.#store.keepItem(shelf, item, now, generation);
    return item;
  }
}

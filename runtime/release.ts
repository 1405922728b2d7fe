import { digest, type Json, type JsonObject } from './digest.ts';

/**
 * The reading half of the release protocol: many versions of an item live side by side, one document says which
 * release is live, and a reader picks its version. The writing half is compiler/reconcile/.
 *
 * An item on the wire is `{...payload, _dialplan: {plan, release, digest, older: [...]}}`: the newest version at the
 * top, `older` newest first. A version without mark, or whose digest does not fit its payload, was written by hand:
 * it is live at once, for every release.
 */

/** What a release is called in the release document, and what it holds. `at` is ISO 8601 UTC. */
export interface ReleaseInfo {
  readonly release: number;
  readonly digest: string;
  readonly counts: { readonly [map: string]: number };
  readonly commit: string | null;
  readonly at: string;
}

/** The one document of a plan, `dialplan.<plan>.release`. */
export interface ReleaseDocument {
  readonly format: 1;
  readonly plan: string;
  /** Absent only between a plan's very first reservation and its first release. */
  readonly active: ReleaseInfo | null;
  readonly previous: ReleaseInfo | null;
  readonly reserved: number | null;
  readonly holder: string | null;
  readonly beat: number;
  readonly abandoned: readonly number[];
  readonly cache_seconds: number;
  readonly hand_edits: readonly string[];
  readonly lease_broken_at: string | null;
}

export const DOCUMENT_FORMAT = 1;

/** The mark of a version that we wrote. */
export interface VersionMark {
  readonly release: number;
  readonly digest: string;
  readonly removed?: true;
}

/** One version of an item, unpacked. `mark` is absent for a version written by hand. */
export interface Version {
  readonly payload: JsonObject;
  readonly mark?: VersionMark;
}

/** An item, unpacked: its versions, newest first, and the plan that marked it (none: no mark at all). */
export interface Item {
  readonly plan: string | null;
  readonly versions: readonly Version[];
}

/** What a reader knows of the live release; null: no document. */
export type Release = Pick<ReleaseDocument, 'active' | 'previous' | 'abandoned' | 'cache_seconds'>;

/** The version that a reader takes. `absent`: nothing, or removed. */
export type Picked =
  | { readonly kind: 'absent' }
  | { readonly kind: 'ours'; readonly payload: JsonObject; readonly release: number }
  | { readonly kind: 'hand_made'; readonly payload: JsonObject };

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The data of a person's edit without the wrapper that one form of the Console puts around it: `{"Data": {...}}`,
 * or the same with the object as text.
 */
export function unwrap(data: unknown): unknown {
  if (!isObject(data) || Object.keys(data).length !== 1 || !('Data' in data)) return data;
  const inner = data.Data;
  if (typeof inner !== 'string') return inner;
  try {
    return JSON.parse(inner);
  } catch {
    return inner;
  }
}

function markOf(value: unknown): VersionMark | undefined {
  if (!isObject(value)) return undefined;
  const { release, digest: sum, removed } = value;
  if (typeof release !== 'number' || typeof sum !== 'string') return undefined;
  return removed === true ? { release, digest: sum, removed } : { release, digest: sum };
}

/** A version, with its mark only if the digest fits: otherwise somebody edited it by hand. */
function version(payload: JsonObject, mark: VersionMark | undefined): Version {
  return mark !== undefined && digest(payload) === mark.digest ? { payload, mark } : { payload };
}

/**
 * Unpacks the data of an item.
 * Undefined: not an object, so nothing that a reader could use (a malformed item).
 */
export function unpack(data: unknown): Item | undefined {
  const bare = unwrap(data);
  if (!isObject(bare)) return undefined;
  const { _dialplan: stamp, ...payload } = bare;
  if (!isObject(stamp)) return { plan: null, versions: [{ payload }] };
  const older = Array.isArray(stamp.older) ? stamp.older : [];
  const versions = [version(payload, markOf(stamp))];
  for (const entry of older) {
    if (isObject(entry) && isObject(entry.payload)) versions.push(version(entry.payload, markOf(entry)));
  }
  return { plan: typeof stamp.plan === 'string' ? stamp.plan : null, versions };
}

/** Packs versions into the data of an item: the inverse of `unpack` for what the writer makes. */
export function pack(plan: string, versions: readonly Version[]): JsonObject {
  const [newest, ...rest] = versions;
  if (newest === undefined) throw new Error('an item has at least one version');
  const older = rest.map(({ payload, mark }): Json => (mark ? { payload, ...mark } : { payload }));
  if (newest.mark === undefined && older.length === 0) return newest.payload;
  return { ...newest.payload, _dialplan: { plan, ...newest.mark, older } };
}

/** The release that a reader follows: the pinned one while the document still names it, else the active one. */
export function follow(
  document: Release,
  pinned: number | undefined,
): { release: number; repinned: boolean } | undefined {
  const { active, previous } = document;
  if (active === null) return undefined;
  const known = pinned === active.release || (previous !== null && pinned === previous.release);
  return known && pinned !== undefined
    ? { release: pinned, repinned: false }
    : { release: active.release, repinned: pinned !== undefined };
}

/**
 * The version that a reader of `release` takes: from newest to oldest the first that was made by hand, or that is not
 * newer than the release and not abandoned.
 */
export function pick(item: Item, release: number, abandoned: readonly number[]): Picked {
  for (const { payload, mark } of item.versions) {
    if (mark === undefined) return { kind: 'hand_made', payload };
    if (mark.release <= release && !abandoned.includes(mark.release)) {
      return mark.removed ? { kind: 'absent' } : { kind: 'ours', payload, release: mark.release };
    }
  }
  return { kind: 'absent' };
}

/** Reads a release document; undefined: not one that this program understands (then the snapshot answers). */
export function readDocument(data: unknown): ReleaseDocument | undefined {
  const bare = unwrap(data);
  if (!isObject(bare) || bare.format !== DOCUMENT_FORMAT || typeof bare.plan !== 'string') return undefined;
  const info = (value: unknown): value is JsonObject => isObject(value) && typeof value.release === 'number';
  if (bare.active !== null && !info(bare.active)) return undefined;
  if (bare.previous !== null && bare.previous !== undefined && !info(bare.previous)) return undefined;
  const numbers = Array.isArray(bare.abandoned) ? bare.abandoned.filter((n) => typeof n === 'number') : [];
  const seconds = typeof bare.cache_seconds === 'number' ? Math.min(60, Math.max(0, bare.cache_seconds)) : 0;
  return {
    format: DOCUMENT_FORMAT,
    plan: bare.plan,
    active: bare.active as unknown as ReleaseInfo | null,
    previous: (bare.previous ?? null) as unknown as ReleaseInfo | null,
    reserved: typeof bare.reserved === 'number' ? bare.reserved : null,
    holder: typeof bare.holder === 'string' ? bare.holder : null,
    beat: typeof bare.beat === 'number' ? bare.beat : 0,
    abandoned: numbers,
    cache_seconds: seconds,
    hand_edits: Array.isArray(bare.hand_edits) ? bare.hand_edits.filter((k) => typeof k === 'string') : [],
    lease_broken_at: typeof bare.lease_broken_at === 'string' ? bare.lease_broken_at : null,
  };
}

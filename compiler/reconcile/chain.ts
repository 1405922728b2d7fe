import { digest, type JsonObject } from '../../runtime/digest.ts';
import { pack, type Version } from '../../runtime/release.ts';
import type { ItemName } from '../model/change.ts';
import { MAX_ITEM_BYTES } from '../model/limits.ts';
import type { Judged } from './diff.ts';
import { byteLength } from './pacing.ts';
import type { Seen, View } from './verdict.ts';

/**
 * What a release writes at one key, so that every reader keeps what it can reach.
 *
 * Three kinds of readers may look at an item while a release R is prepared and after it went live: those on the
 * active release, calls that began on the previous one, and, once the document has moved, those on R. So an item that
 * changes gets R's version in front of the versions that the first two can reach, and nothing else. Versions that none
 * of them can reach (an attempt that died, a release that was rolled back) must go before the document forgets their
 * numbers; a removed item goes for good once the removal is what all readers see.
 */

/** The release that is being prepared. */
export interface Preparing {
  readonly plan: string;
  readonly release: number;
  readonly view: View;
  /** A lease was broken lately: its writer may still be alive, so nothing is deleted that it might make again. */
  readonly keepTombstones: boolean;
}

/** Why an item is written: for callers, or to tidy up. */
export type Because = 'change' | 'adopt' | 'left_overs' | 'tombstone';

/** One write, over the revision that was listed. */
export type ItemWrite = { readonly name: ItemName; readonly because: Because } & (
  | { readonly verb: 'create'; readonly data: JsonObject }
  | {
      readonly verb: 'update';
      readonly data: JsonObject;
      readonly revision: string;
      readonly dateCreated: string;
    }
  | { readonly verb: 'delete'; readonly revision: string; readonly dateCreated: string }
);

/** Most versions that an item of ours ever holds: being prepared, active, previous. */
export const MOST_VERSIONS = 3;

/**
 * The versions that readers of the active and of the previous release can reach: as seen at `active`, ending with the
 * first one that the previous release already had (the active one, when there is no previous).
 */
export function chainOf(seen: Seen, view: View): readonly Version[] {
  const oldest = view.previous ?? view.active;
  const end = seen.versions.findIndex(({ mark }) => mark === undefined || mark.release <= oldest);
  return end === -1 ? seen.versions : seen.versions.slice(0, end + 1);
}

const isTombstone = (version: Version): boolean => version.mark?.removed === true;

/** The version of a key in the release that is being prepared: a payload, or its removal. */
function prepared(wanted: JsonObject | undefined, release: number): Version {
  return wanted === undefined
    ? { payload: {}, mark: { release, digest: digest({}), removed: true } }
    : { payload: wanted, mark: { release, digest: digest(wanted) } };
}

/**
 * The write of one key; undefined: none.
 * A hand-made version is replaced if it leads where the plan leads or is in `overwrite`; otherwise it stays.
 */
export function writeFor(one: Judged, preparing: Preparing, overwrite: boolean): ItemWrite | undefined {
  const { verdict, seen, wanted } = one;
  const chain = chainOf(seen, preparing.view);
  switch (verdict.kind) {
    case 'added':
    case 'changed':
    case 'removed':
      return put(one, preparing, 'change', [prepared(wanted, preparing.release), ...chain]);
    case 'adoptable':
      return put(one, preparing, 'adopt', [prepared(wanted, preparing.release), ...chain]);
    case 'conflicting':
      return overwrite
        ? put(one, preparing, 'change', [prepared(wanted, preparing.release), ...chain])
        : tidy(one, preparing, chain);
    case 'foreign':
    case 'same':
      return tidy(one, preparing, chain);
  }
}

/** An item that stays as it is for callers: without left-overs, and gone when only its removal is left. */
function tidy(one: Judged, preparing: Preparing, chain: readonly Version[]): ItemWrite | undefined {
  const { live, seen, name } = one;
  if (live?.item === undefined) return undefined;
  const [newest] = chain;
  const gone =
    newest === undefined || (chain.length === 1 && isTombstone(newest) && isOld(newest, preparing.view));
  if (gone) {
    if (preparing.keepTombstones) return undefined;
    const because = newest === undefined ? 'left_overs' : 'tombstone';
    return { name, because, verb: 'delete', revision: live.revision, dateCreated: live.dateCreated };
  }
  if (seen.leftOvers.length === 0) return undefined;
  // What lies below a version made by hand is reached by nobody: the chain ends with it.
  return put(one, preparing, 'left_overs', chain);
}

/** Whether every reader that is left sees this version: the release before the active one already had it. */
const isOld = ({ mark }: Version, view: View): boolean =>
  mark !== undefined && mark.release <= (view.previous ?? view.active);

function put(
  { name, live }: Judged,
  { plan }: Preparing,
  because: Because,
  versions: readonly Version[],
): ItemWrite {
  const data = pack(plan, versions);
  if (live === undefined) return { name, because, verb: 'create', data };
  const { revision, dateCreated } = live;
  return { name, because, verb: 'update', data, revision, dateCreated };
}

/** The writes that Sync would refuse for their size, with their bytes: only a long version made by hand can do that. */
export function tooLarge(
  writes: readonly ItemWrite[],
): readonly { readonly write: ItemWrite; readonly bytes: number }[] {
  return writes.flatMap((write) => {
    const bytes = write.verb === 'delete' ? 0 : byteLength(write.data);
    return bytes > MAX_ITEM_BYTES ? [{ write, bytes }] : [];
  });
}

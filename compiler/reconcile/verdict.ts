import { digest, type JsonObject } from '../../runtime/digest.ts';
import type { Item, ReleaseDocument, Version } from '../../runtime/release.ts';
import type { MapRole } from '../model/desired.ts';
import { leadsToTheSame } from './adopt.ts';

/** An item as it was listed. `item` is absent when its data is no object. */
export interface LiveItem {
  readonly role: MapRole;
  readonly key: string;
  readonly revision: string;
  readonly dateCreated: string;
  readonly dateExpires: string | null;
  readonly item: Item | undefined;
}

/** From where an item is looked at: the live release (0: none yet), the one before it, and what does not count. */
export interface View {
  readonly active: number;
  readonly previous: number | null;
  readonly abandoned: readonly number[];
}

export function viewOf(document: ReleaseDocument | null): View {
  return {
    active: document?.active?.release ?? 0,
    previous: document?.previous?.release ?? null,
    abandoned: document?.abandoned ?? [],
  };
}

/** The versions of an item that readers of a view can reach, newest first, and those that none can. */
export interface Seen {
  readonly versions: readonly Version[];
  readonly leftOvers: readonly number[];
}

/** A version made by hand is valid for every release: nothing below it is ever reached. */
export function seenFrom(item: Item | undefined, view: View): Seen {
  const versions: Version[] = [];
  const leftOvers: number[] = [];
  for (const version of item?.versions ?? []) {
    const { mark } = version;
    if (mark !== undefined && (mark.release > view.active || view.abandoned.includes(mark.release))) {
      leftOvers.push(mark.release);
      continue;
    }
    versions.push(version);
    if (mark === undefined) break;
  }
  return { versions, leftOvers };
}

/**
 * What a release has to do about one key.
 * `same`: nothing for callers; `malformed` stands with a hand-made item whose data is no object.
 */
export type Verdict =
  | { readonly kind: 'same'; readonly wanted: boolean }
  | { readonly kind: 'added'; readonly after: JsonObject }
  | { readonly kind: 'changed'; readonly before: JsonObject; readonly after: JsonObject }
  | { readonly kind: 'removed'; readonly before: JsonObject }
  | {
      readonly kind: 'adoptable' | 'conflicting';
      readonly live: JsonObject | undefined;
      readonly after: JsonObject;
    }
  | { readonly kind: 'foreign'; readonly live: JsonObject | undefined };

/** Compares what a reader of the live release finds at a key with what the plan wants there. */
export function judge(
  role: MapRole,
  key: string,
  live: LiveItem | undefined,
  wanted: JsonObject | undefined,
  seen: Seen,
): Verdict {
  const [top] = seen.versions;
  const malformed = live !== undefined && live.item === undefined;
  if (malformed || (top !== undefined && top.mark === undefined)) {
    return judgeHandMade(role, key, top?.payload, wanted);
  }
  const before = top === undefined || top.mark?.removed ? undefined : top.payload;
  if (before === undefined) return wanted === undefined ? same(false) : { kind: 'added', after: wanted };
  if (wanted === undefined) return { kind: 'removed', before };
  return digest(before) === digest(wanted) ? same(true) : { kind: 'changed', before, after: wanted };
}

const same = (wanted: boolean): Verdict => ({ kind: 'same', wanted });

function judgeHandMade(
  role: MapRole,
  key: string,
  live: JsonObject | undefined,
  wanted: JsonObject | undefined,
): Verdict {
  if (wanted === undefined) return { kind: 'foreign', live };
  const equal = live !== undefined && leadsToTheSame(role, key, live, wanted);
  return { kind: equal ? 'adoptable' : 'conflicting', live, after: wanted };
}

import type { Json, JsonObject } from '../../runtime/digest.ts';
import type { MapRole } from './desired.ts';

/** Names one item: its map and its key. */
export interface ItemName {
  readonly map: MapRole;
  /** The map's unique name in the service. */
  readonly mapName: string;
  readonly key: string;
}

/** One difference inside a payload. `path` reads like `group[alice].timeout`; empty: the payload itself. */
export interface PathChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: Json;
  readonly after?: Json;
}

/** One item that a release would change for callers. */
export interface ItemChange extends ItemName {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly paths: readonly PathChange[];
}

/**
 * An item whose live version was written by hand.
 * `adoptable`: it leads where the plan leads; `conflicting`: elsewhere; `foreign`: the plan has no such key.
 */
export interface HandMade extends ItemName {
  readonly verdict: 'adoptable' | 'conflicting' | 'foreign';
  /** Absent when the item is malformed: not an object. */
  readonly live?: JsonObject;
  readonly wanted?: JsonObject;
  /** From the live version to the wanted one; empty for a foreign item. */
  readonly paths: readonly PathChange[];
}

/** Versions in an item that no caller can reach: an attempt that did not end, or one that was rolled back. */
export interface LeftOver extends ItemName {
  readonly releases: readonly number[];
}

/** An item that carries the mark of another plan. */
export interface OtherPlan extends ItemName {
  readonly plan: string;
}

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly adoptable: number;
  readonly conflicting: number;
  readonly foreign: number;
  readonly leftOvers: number;
}

/** What a reconcile would do to a service: data, for people and machines. Everything is sorted by map and key. */
export interface ChangeSet {
  readonly plan: string;
  /** Friendly name of the service. */
  readonly service: string;
  /** The live release; null before the first one. */
  readonly active: {
    readonly release: number;
    readonly digest: string;
    readonly commit: string | null;
  } | null;
  /** Digest of what the plan wants. */
  readonly digest: string;
  readonly changes: readonly ItemChange[];
  readonly handMade: readonly HandMade[];
  readonly leftOvers: readonly LeftOver[];
  readonly otherPlans: readonly OtherPlan[];
  /** Items that Sync will delete by itself: somebody gave them a time to live. */
  readonly expiring: readonly ItemName[];
  readonly counts: ChangeCounts;
  /** Changes whenever what would be written, or what callers find there until then, changes; for `--expect`. */
  readonly fingerprint: string;
}

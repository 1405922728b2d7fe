import { digest, type Json, type JsonObject } from '../../runtime/digest.ts';
import type { ReleaseDocument } from '../../runtime/release.ts';
import type {
  ChangeCounts,
  ChangeSet,
  HandMade,
  ItemChange,
  ItemName,
  LeftOver,
  OtherPlan,
} from '../model/change.ts';
import { byCodeUnit, type DesiredItems, MAP_ROLES } from '../model/desired.ts';
import { pathChanges } from './paths.ts';
import { judge, type LiveItem, type Seen, seenFrom, type Verdict, viewOf } from './verdict.ts';

/** What a service holds of a plan: its release document (null: none) and every item of its three released maps. */
export interface Live {
  readonly document: ReleaseDocument | null;
  readonly items: readonly LiveItem[];
}

/** One key, as it is wanted and as it is: what `diff` and the writer both decide by. */
export interface Judged {
  readonly name: ItemName;
  readonly live: LiveItem | undefined;
  readonly wanted: JsonObject | undefined;
  readonly seen: Seen;
  readonly verdict: Verdict;
}

/** Judges every key that is wanted or live, sorted by map and key. */
export function judgeAll(desired: DesiredItems, live: Live): readonly Judged[] {
  const view = viewOf(live.document);
  return MAP_ROLES.flatMap((role) => {
    const wanted = new Map(desired.items.filter((i) => i.map === role).map((i) => [i.key, i.payload]));
    const found = new Map(live.items.filter((i) => i.role === role).map((i) => [i.key, i]));
    const keys = [...new Set([...wanted.keys(), ...found.keys()])].sort(byCodeUnit);
    return keys.map((key) => {
      const item = found.get(key);
      const payload = wanted.get(key);
      const seen = seenFrom(item?.item, view);
      const name = { map: role, mapName: desired.maps[role], key };
      return { name, live: item, wanted: payload, seen, verdict: judge(role, key, item, payload, seen) };
    });
  });
}

/** Compares what a plan wants with what a service holds. Pure: the same two give the same changes and fingerprint. */
export function diff(desired: DesiredItems, live: Live): ChangeSet {
  return changeSet(desired, live, judgeAll(desired, live));
}

/** The changes of judged keys: what `diff` gives, for who has judged already. */
export function changeSet(desired: DesiredItems, live: Live, judged: readonly Judged[]): ChangeSet {
  const active = live.document?.active ?? null;
  const changes = judged.flatMap(change);
  const handMade = judged.flatMap(madeByHand);
  const leftOvers = judged.flatMap(leftOver);
  return {
    plan: desired.plan,
    service: desired.service,
    active: active && { release: active.release, digest: active.digest, commit: active.commit ?? null },
    digest: desired.digest,
    changes,
    handMade,
    leftOvers,
    otherPlans: judged.flatMap((one) => otherPlan(one, desired.plan)),
    expiring: judged.filter(({ live: item }) => item?.dateExpires != null).map(({ name }) => name),
    counts: count(judged, leftOvers.length),
    fingerprint: fingerprint(desired, judged),
  };
}

function change({ name, verdict }: Judged): ItemChange[] {
  switch (verdict.kind) {
    case 'added':
      return [{ ...name, kind: 'added', after: verdict.after, paths: [] }];
    case 'removed':
      return [{ ...name, kind: 'removed', before: verdict.before, paths: [] }];
    case 'changed':
      return [{ ...name, ...verdict, paths: pathChanges(verdict.before, verdict.after) }];
    default:
      return [];
  }
}

function madeByHand({ name, verdict }: Judged): HandMade[] {
  if (verdict.kind !== 'adoptable' && verdict.kind !== 'conflicting' && verdict.kind !== 'foreign') return [];
  const live = verdict.live === undefined ? {} : { live: verdict.live };
  if (verdict.kind === 'foreign') return [{ ...name, verdict: 'foreign', ...live, paths: [] }];
  const paths = verdict.live === undefined ? [] : pathChanges(verdict.live, verdict.after);
  return [{ ...name, verdict: verdict.kind, ...live, wanted: verdict.after, paths }];
}

const leftOver = ({ name, seen }: Judged): LeftOver[] =>
  seen.leftOvers.length === 0 ? [] : [{ ...name, releases: seen.leftOvers }];

function otherPlan({ name, live }: Judged, plan: string): OtherPlan[] {
  const owner = live?.item?.plan ?? null;
  return owner === null || owner === plan ? [] : [{ ...name, plan: owner }];
}

function count(judged: readonly Judged[], leftOvers: number): ChangeCounts {
  const of = (kind: Verdict['kind']) => judged.filter(({ verdict }) => verdict.kind === kind).length;
  return {
    added: of('added'),
    changed: of('changed'),
    removed: of('removed'),
    unchanged: judged.filter(({ verdict }) => verdict.kind === 'same' && verdict.wanted).length,
    adoptable: of('adoptable'),
    conflicting: of('conflicting'),
    foreign: of('foreign'),
    leftOvers,
  };
}

/**
 * Covers, for each key that a release would write: what would be written, and what callers find there now. It does not
 * cover the number of the release, nor what is of no consequence to callers: a revision also moves with what a release
 * wrote that never became active, and a review holds beyond that.
 */
function fingerprint(desired: DesiredItems, judged: readonly Judged[]): string {
  const rows = judged.flatMap(({ name, live, verdict }): Json[] => {
    if (verdict.kind === 'same' || verdict.kind === 'foreign') return [];
    const after = 'after' in verdict ? digest(verdict.after) : null;
    return [[name.map, name.mapName, name.key, verdict.kind, after, isNow(verdict, live)]];
  });
  return digest([desired.plan, desired.service, desired.digest, rows]);
}

/** What callers find at a key, as a digest; of data that is no object only its revision tells one from another. */
function isNow(verdict: Verdict, live: LiveItem | undefined): string | null {
  if ('before' in verdict) return digest(verdict.before);
  if (!('live' in verdict)) return null;
  return verdict.live === undefined ? (live?.revision ?? null) : digest(verdict.live);
}

/** The number of live items of ours in each role, as callers see them. */
export const ourItems = (counts: ChangeCounts): number => counts.unchanged + counts.changed + counts.removed;

/** A key as people name it on the command line: `numberConfig/+61255501000`, or the key alone. */
export const isNamed = (
  names: readonly string[],
  { mapName, key }: Pick<ItemName, 'mapName' | 'key'>,
): boolean => names.includes(key) || names.includes(`${mapName}/${key}`);

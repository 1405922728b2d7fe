import type { ChangeSet, HandMade } from '../model/change.ts';
import type { DesiredItems } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { changeSet, isNamed, type Judged, judgeAll, type Live } from './diff.ts';
import { GUARD, guard } from './guard.ts';
import {
  expiringItems,
  foreignItems,
  handMadeItems,
  mapOfAnotherPlan,
  nothingMadeByHand,
  notWhatWasReviewed,
} from './problems.ts';

/** What a person has decided about a release beforehand. Keys are `map/key` or the key alone. */
export interface Wishes {
  /** Items made by hand that the plan replaces. */
  readonly overwrite?: readonly string[];
  /** Items made by hand that stay as they are. */
  readonly keep?: readonly string[];
  /** So many removals are meant. */
  readonly allowRemovals?: number;
  /** The fingerprint of the changes that were reviewed, or its beginning: at least eight digits. */
  readonly expect?: string;
}

/** What a release would do, and whether it may. */
export interface Inspection {
  readonly changes: ChangeSet;
  readonly judged: readonly Judged[];
  /** Errors: with any of them nothing is written. */
  readonly refusals: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  /** Whether callers would notice nothing at all. */
  readonly nothing: boolean;
}

/** Compares, guards, and asks the wishes. Codes: DP6002, DP6003, DP6004, DP6007, and the warnings DP6018, 6020, 6021. */
export function inspect(desired: DesiredItems, live: Live, wishes: Wishes): Inspection {
  const judged = judgeAll(desired, live);
  const changes = changeSet(desired, live, judged);
  const { counts } = changes;
  const visible = counts.added + counts.changed + counts.removed + counts.adoptable;
  const replaced = conflicting(changes).some((item) => isOverwritten(item, wishes));
  return {
    changes,
    judged,
    refusals: refusals(changes, wishes),
    warnings: warnings(changes, wishes),
    nothing:
      visible === 0 &&
      !replaced &&
      changes.active?.digest === desired.digest &&
      live.document?.cache_seconds === desired.cacheSeconds,
  };
}

const conflicting = (changes: ChangeSet): readonly HandMade[] =>
  changes.handMade.filter(({ verdict }) => verdict === 'conflicting');

/** Whether the plan replaces this item made by hand. `keep` wins over `overwrite`. */
export const isOverwritten = (item: Pick<HandMade, 'mapName' | 'key'>, wishes: Wishes): boolean =>
  isNamed(wishes.overwrite ?? [], item) && !isNamed(wishes.keep ?? [], item);

function refusals(changes: ChangeSet, wishes: Wishes): readonly Diagnostic[] {
  if (changes.otherPlans.length > 0) return [mapOfAnotherPlan(changes.plan, changes.otherPlans)];
  const named = [...(wishes.overwrite ?? []), ...(wishes.keep ?? [])];
  const undecided = conflicting(changes).filter((item) => !isNamed(named, item));
  const limits = wishes.allowRemovals === undefined ? GUARD : { ...GUARD, allowed: wishes.allowRemovals };
  const unexpected = wishes.expect !== undefined && !isFingerprint(wishes.expect, changes.fingerprint);
  return [
    ...(undecided.length > 0 ? [handMadeItems(undecided)] : []),
    ...guard(changes, limits),
    ...(unexpected ? [notWhatWasReviewed(wishes.expect, changes)] : []),
  ];
}

/** As with commits of git, the first eight digits will do: nobody has two such changes before them. */
const isFingerprint = (named: string, fingerprint: string): boolean =>
  named.length >= 8 && fingerprint.startsWith(named.toLowerCase());

function warnings(changes: ChangeSet, wishes: Wishes): readonly Diagnostic[] {
  const decided = conflicting(changes);
  const named = [...(wishes.overwrite ?? []), ...(wishes.keep ?? [])];
  const idle = named.filter((name) => !decided.some((item) => isNamed([name], item)));
  const foreign = changes.handMade.filter(({ verdict }) => verdict === 'foreign');
  return [
    ...idle.map(nothingMadeByHand),
    ...(foreign.length > 0 ? [foreignItems(foreign)] : []),
    ...(changes.expiring.length > 0 ? [expiringItems(changes.expiring)] : []),
  ];
}

/** The items made by hand that stay live with this release, as names; for the document. */
export function handEdits(changes: ChangeSet, wishes: Wishes): readonly string[] {
  return changes.handMade
    .filter(
      (item) =>
        item.verdict === 'foreign' || (item.verdict === 'conflicting' && !isOverwritten(item, wishes)),
    )
    .map(({ mapName, key }) => `${mapName}/${key}`);
}

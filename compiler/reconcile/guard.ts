import type { ChangeSet } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { ourItems } from './diff.ts';
import { tooManyRemovals } from './problems.ts';

/** How many items one release may remove. */
export interface GuardLimits {
  /** The largest share of the live items, 0 to 1. */
  readonly share: number;
  /** With fewer live items than this, nothing is refused. */
  readonly fromItems: number;
  /** A number of removals that a person has allowed. */
  readonly allowed?: number;
}

/** As octoDNS has it: 30 % of ten or more. A plan that lost a file to a merge is caught by it. */
export const GUARD: GuardLimits = { share: 0.3, fromItems: 10 };

/** Refuses (DP6002) a release that would remove an unusual share of what is live. */
export function guard(changes: ChangeSet, limits: GuardLimits = GUARD): readonly Diagnostic[] {
  const { removed } = changes.counts;
  const live = ourItems(changes.counts);
  if (live < limits.fromItems || removed <= live * limits.share || removed <= (limits.allowed ?? 0))
    return [];
  return [tooManyRemovals(removed, live)];
}

import type { ReleaseDocument } from '../../runtime/release.ts';
import { releaseDocumentName } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { readRelease } from './lease.ts';
import { findService, type PlanPlace } from './live.ts';
import { patient } from './pacing.ts';
import { noAnswer, noPrevious, nothingReleased, perhapsBack, releaseMoved } from './problems.ts';
import { rollBack } from './release-document.ts';
import type { Clock, SyncTarget } from './target.ts';

/** What a rollback needs: credentials and names, no plan. */
export interface RollbackOptions extends PlanPlace {
  readonly target: SyncTarget;
  readonly clock: Clock;
  /** 0 to 1, by chance: spreads what is sent again. */
  readonly chance?: () => number;
}

export type RollbackResult =
  | {
      readonly kind: 'rolled_back';
      readonly from: number;
      readonly to: number;
      readonly document: ReleaseDocument;
    }
  /** There is nothing to go back to, or something else is active meanwhile. */
  | { readonly kind: 'refused'; readonly problem: Diagnostic }
  | { readonly kind: 'failed'; readonly problem: Diagnostic };

/** A beat comes every 10 s at most, so one repetition is the rule. */
const MOST_TRIES = 8;

/** Before a write without an answer is sent again, in milliseconds. */
const AGAIN = 1_000;

/**
 * Makes the previous release active again, in one write. It waits for nobody: a reconcile that is at work loses its
 * lease by it. Codes: DP6011 no previous release, DP6012 another release became active, DP6017 no answer, DP6019 nothing
 * released.
 */
export async function rollback(options: RollbackOptions): Promise<RollbackResult> {
  const { clock, plan, chance } = options;
  const target = patient(options.target, { clock, ...(chance === undefined ? {} : { chance }) });
  const service = await findService(target, options);
  if (!service.ok) return { kind: service.refused ? 'refused' : 'failed', problem: service.problem };
  if (service.value === null) return { kind: 'refused', problem: nothingReleased(plan, options.service) };
  const { sid } = service.value;
  const name = releaseDocumentName(plan);
  let from: number | undefined;
  let to = 0;
  let perhaps = false;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const read = await readRelease(target, sid, name);
    if (!read.ok) {
      if (perhaps) return { kind: 'failed', problem: perhapsBack(from ?? 0, to) };
      return { kind: read.refused ? 'refused' : 'failed', problem: read.problem };
    }
    if (read.stored == null || read.stored.document.active === null) {
      return { kind: 'refused', problem: nothingReleased(plan, options.service) };
    }
    const { document, revision } = read.stored;
    const active = document.active?.release ?? 0;
    // Only a write of ours whose reply was lost can have abandoned the release that we saw active.
    if (from !== undefined && active === to && document.abandoned.includes(from)) {
      return { kind: 'rolled_back', from, to, document };
    }
    if (from !== undefined && active !== from)
      return { kind: 'refused', problem: releaseMoved(from, active) };
    const next = rollBack(document);
    if (next === undefined) return { kind: 'refused', problem: noPrevious(plan, active) };
    from = active;
    to = next.active?.release ?? 0;
    const written = await target.updateDocument(sid, name, next, revision);
    if (written.kind === 'ok') {
      return { kind: 'rolled_back', from, to, document: next };
    }
    perhaps ||= written.kind === 'unknown';
    if (written.kind !== 'conflict' && written.kind !== 'unknown') {
      const problem = perhaps ? perhapsBack(from, to) : noAnswer('write the release document', written);
      return { kind: 'failed', problem };
    }
    if (perhaps) await clock.sleep(AGAIN);
  }
  const problem = perhaps
    ? perhapsBack(from ?? 0, to)
    : noAnswer('write the release document', { kind: 'conflict' });
  return { kind: 'failed', problem };
}

import type { ReleaseInfo } from '../../runtime/release.ts';
import { releaseDocumentName } from '../model/desired.ts';
import { readRelease } from './lease.ts';
import { findService, type PlanPlace, type Read } from './live.ts';
import { nothingReleased, toldByStatus } from './problems.ts';
import type { ReadTarget, SyncService } from './target.ts';

/** A reconcile that holds the lease. */
export interface LeaseStatus {
  readonly holder: string;
  /** The release that it prepares; null: a rollback has stopped it. */
  readonly release: number | null;
  readonly beat: number;
  /** `perhaps_at_work`: it may have died, which one look cannot tell. `died`: its process has ended. */
  readonly state: 'perhaps_at_work' | 'died' | 'rolled_back';
}

/** What the service says of a plan's release. */
export interface ReleaseStatus {
  readonly service: SyncService;
  /** Null: reserved, never released. */
  readonly active: ReleaseInfo | null;
  /** Where a rollback would lead; null: nowhere. */
  readonly previous: ReleaseInfo | null;
  /** Who took the lease and did not give it back; null: nobody. */
  readonly lease: LeaseStatus | null;
  /** Releases that were rolled back or never became active, not yet tidied up. */
  readonly abandoned: readonly number[];
  /** Items made by hand that the last reconcile left live, as `map/key`. */
  readonly handEdits: readonly string[];
  /** ISO 8601; null: no lease was broken lately. */
  readonly leaseBrokenAt: string | null;
  /** In seconds. */
  readonly cacheSeconds: number;
}

/**
 * Two reads, one when the SID of the service is known. Codes: DP6001, DP6016, DP6017, DP6019.
 * @param isDead whether a holder is known to be a process that has ended
 */
export async function status(
  target: ReadTarget,
  place: PlanPlace,
  isDead: (holder: string) => boolean = () => false,
): Promise<Read<ReleaseStatus>> {
  const service = await known(target, place);
  if (!service.ok) return { ...service, problem: toldByStatus(service.problem) };
  const none = { ok: false, refused: true, problem: nothingReleased(place.plan, place.service) } as const;
  if (service.value === null) return none;
  const read = await readRelease(target, service.value.sid, releaseDocumentName(place.plan));
  if (!read.ok) return { ...read, problem: toldByStatus(read.problem) };
  if (read.stored === null) return none;
  const { document } = read.stored;
  const { holder, reserved: release, beat } = document;
  // Only a rollback takes the number and leaves the holder.
  const state = (of: string) => (release === null ? 'rolled_back' : isDead(of) ? 'died' : 'perhaps_at_work');
  return {
    ok: true,
    value: {
      service: service.value,
      active: document.active,
      previous: document.previous,
      lease: holder === null ? null : { holder, release, beat, state: state(holder) },
      abandoned: document.abandoned,
      handEdits: document.hand_edits,
      leaseBrokenAt: document.lease_broken_at,
      cacheSeconds: document.cache_seconds,
    },
  };
}

/** A known SID needs no read of its own: the document is found through it or not at all. */
async function known(target: ReadTarget, place: PlanPlace): Promise<Read<SyncService | null>> {
  if (place.serviceSid === undefined) return findService(target, place);
  return { ok: true, value: { sid: place.serviceSid, friendlyName: place.service } };
}

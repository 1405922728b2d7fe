import type { ReleaseDocument } from '../../runtime/release.ts';
import type { ChangeSet } from '../model/change.ts';
import { type DesiredItems, releaseDocumentName } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ApplyReport } from './apply-report.ts';
import type { Live } from './diff.ts';
import { inspect, type Wishes } from './inspect.ts';
import { acquire, type Lease, type LeaseWish } from './lease.ts';
import { type Found, type PlanPlace, type Read, readLive } from './live.ts';
import { type Pacer, patient } from './pacing.ts';
import { documentLost, interrupted } from './problems.ts';
import { provideMap, provideService } from './provide.ts';
import type { Clock, ReadTarget, SyncService, SyncTarget } from './target.ts';
import { TIMINGS, type Timings } from './timings.ts';
import { makeRelease, newest, type Progress, type Releasing } from './writer.ts';

/**
 * The door of this folder: what a plan would change (`preview`), and making it so (`reconcile`).
 *
 * A reconcile reads everything once before it writes anything at all. Most refusals, and "nothing to do", are decided
 * then, so that they leave no trace. Only after that it takes the lease, reads everything again, for only what is read
 * under the lease counts, and releases.
 */

/** What `preview` found. */
export interface Preview {
  /** Null: not there yet. */
  readonly service: SyncService | null;
  readonly missingMaps: readonly string[];
  readonly document: ReleaseDocument | null;
  readonly changes: ChangeSet;
  /** Whether a reconcile would do nothing. */
  readonly nothing: boolean;
  /** What a reconcile would refuse, and warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a service and says what a reconcile would change. It holds no verb that writes. */
export async function preview(
  target: ReadTarget,
  desired: DesiredItems,
  serviceSid?: string,
  wishes: Wishes = {},
): Promise<Read<Preview>> {
  const found = await readLive(target, desired, serviceSid);
  if (!found.ok) return found;
  const { service, missingMaps, live } = found.value;
  const { changes, refusals, warnings, nothing } = inspect(desired, live, wishes);
  const lost = lostDocument(desired, live);
  const diagnostics = [...(lost === undefined ? [] : [lost]), ...refusals, ...warnings];
  const { document } = live;
  return {
    ok: true,
    value: {
      service,
      missingMaps,
      document,
      changes,
      nothing: nothing && missingMaps.length === 0,
      diagnostics,
    },
  };
}

/** A document that was deleted by hand: items carry our marks, but nothing says which release is live (DP6006). */
function lostDocument({ plan }: DesiredItems, { document, items }: Live): Diagnostic | undefined {
  if (document !== null) return undefined;
  const highest = newest(items.filter(({ item }) => item?.plan === plan))?.release;
  return highest === undefined ? undefined : documentLost(releaseDocumentName(plan), highest);
}

/** How a plan is reconciled. */
export interface ReconcileOptions extends Wishes {
  readonly target: SyncTarget;
  readonly clock: Clock;
  readonly desired: DesiredItems;
  /** Names this writer and no other: random. With the embedded service it may tell the process (see `isDead`). */
  readonly holder: string;
  /** Now, as ISO 8601 UTC. */
  readonly at: string;
  readonly commit: string | null;
  readonly serviceSid?: string;
  /** Takes the lease of a holder without waiting for its silence. */
  readonly breakLease?: boolean;
  /** Makes the release document again, or starts above the highest release found in any item. */
  readonly rebuildRelease?: boolean;
  readonly timings?: Timings;
  /** Left out: no pacing (the embedded service has no limits unless it is told so). */
  readonly pacer?: Pacer;
  readonly concurrency?: number;
  /** Ctrl-C: nothing more is listed, no new write is begun, and the lease is given back. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** 0 to 1, by chance: spreads what is sent again. */
  readonly chance?: () => number;
  readonly isDead?: (holder: string) => boolean;
}

/** How a reconcile ended. */
export type ReconcileResult =
  /** Callers would notice nothing. */
  | {
      readonly kind: 'nothing_to_do';
      readonly service: SyncService;
      readonly changes: ChangeSet;
      readonly warnings: readonly Diagnostic[];
    }
  /** The release is live. */
  | {
      readonly kind: 'released';
      readonly service: SyncService;
      readonly changes: ChangeSet;
      readonly report: ApplyReport;
      readonly warnings: readonly Diagnostic[];
    }
  /** It began to write and did not end: callers follow the release from before. */
  | {
      readonly kind: 'stopped';
      readonly service: SyncService;
      readonly changes: ChangeSet;
      readonly report: ApplyReport;
      readonly problems: readonly Diagnostic[];
      readonly warnings: readonly Diagnostic[];
    }
  /** No item was written, on purpose. */
  | {
      readonly kind: 'refused';
      readonly changes?: ChangeSet;
      readonly problems: readonly Diagnostic[];
      readonly warnings: readonly Diagnostic[];
    }
  /** No item was written, for Sync would not let us. */
  | {
      readonly kind: 'failed';
      readonly problems: readonly Diagnostic[];
      readonly warnings: readonly Diagnostic[];
    };

/** Item writes under way at a time: with 100 ms a request, enough for the pace of three maps. */
const CONCURRENCY = 6;

/** Makes the live service what the plan wants, in one step for callers. */
export async function reconcile(options: ReconcileOptions): Promise<ReconcileResult> {
  let lease: Lease | undefined;
  const { clock, pacer, desired, signal, chance } = options;
  const patience = {
    clock,
    maySend: () => lease?.maySend() ?? true,
    ...(pacer === undefined ? {} : { pacer }),
    ...(signal === undefined ? {} : { signal }),
    ...(chance === undefined ? {} : { chance }),
  };
  const target = patient(options.target, patience);

  const found = await readLive(target, desired, options.serviceSid);
  if (!found.ok) {
    if (signal?.aborted) return end('failed', [interrupted()]);
    return end(found.refused ? 'refused' : 'failed', [found.problem]);
  }
  const { live, missingMaps, service: existing } = found.value;
  const lost = options.rebuildRelease ? undefined : lostDocument(desired, live);
  const first = inspect(desired, live, options);
  const refusals = [...(lost === undefined ? [] : [lost]), ...first.refusals];
  const { changes, warnings } = first;
  if (refusals.length > 0) return { kind: 'refused', changes, problems: refusals, warnings };
  if (existing !== null && first.nothing && missingMaps.length === 0) {
    return { kind: 'nothing_to_do', service: existing, changes, warnings };
  }

  if (signal?.aborted) return end('failed', [interrupted()]);
  const provided = await provide(target, options, found.value);
  if (!provided.ok) return end(provided.refused ? 'refused' : 'failed', [provided.problem]);
  const service = provided.value;
  const place = { target, clock, timings: options.timings ?? TIMINGS, service: service.sid };
  const acquired = await acquire(
    { ...place, name: releaseDocumentName(desired.plan) },
    leaseWish(options, live),
  );
  if (!acquired.ok) return end(acquired.refused ? 'refused' : 'failed', [acquired.problem]);
  lease = acquired.lease;
  const released = await makeRelease({ ...releasing(options), ...place }, lease);
  return result(released, service);
}

const end = (kind: 'refused' | 'failed', problems: readonly Diagnostic[]): ReconcileResult => ({
  kind,
  problems,
  warnings: [],
});

async function provide(
  target: SyncTarget,
  options: ReconcileOptions,
  found: Found,
): Promise<Read<SyncService>> {
  const { desired, clock } = options;
  const place: PlanPlace = { plan: desired.plan, service: desired.service };
  const service =
    found.service === null
      ? await provideService(target, clock, place)
      : ({ ok: true, value: found.service } as const);
  if (!service.ok) return service;
  for (const map of found.missingMaps) {
    const made = await provideMap(target, clock, service.value.sid, map);
    if (!made.ok) return made;
  }
  return service;
}

function leaseWish(options: ReconcileOptions, live: Live): LeaseWish {
  const highest = options.rebuildRelease ? (newest(live.items)?.release ?? 0) : 0;
  return {
    plan: options.desired.plan,
    holder: options.holder,
    cacheSeconds: options.desired.cacheSeconds,
    at: options.at,
    breakLease: options.breakLease ?? false,
    atLeast: highest + 1,
    documentSeen: live.document !== null,
    isDead: options.isDead ?? (() => false),
    signal: options.signal ?? new AbortController().signal,
    onHolder: (holder, milliseconds) => options.onProgress?.({ step: 'holder', holder, milliseconds }),
  };
}

function releasing(options: ReconcileOptions): Omit<Releasing, 'target' | 'clock' | 'timings' | 'service'> {
  return {
    desired: options.desired,
    wishes: options,
    commit: options.commit,
    at: options.at,
    rebuild: options.rebuildRelease ?? false,
    concurrency: options.concurrency ?? CONCURRENCY,
    ...(options.pacer === undefined ? {} : { perSecond: options.pacer.perSecond }),
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => {}),
  };
}

type Released = Awaited<ReturnType<typeof makeRelease>>;

function result(released: Released, service: SyncService): ReconcileResult {
  const { inspection } = released;
  const warnings = inspection?.warnings ?? [];
  switch (released.kind) {
    case 'refused':
      return {
        kind: 'refused',
        problems: released.problems,
        warnings,
        ...(inspection === undefined ? {} : { changes: inspection.changes }),
      };
    case 'failed':
      return { kind: 'failed', problems: released.problems, warnings };
    case 'nothing_to_do':
      return { kind: 'nothing_to_do', service, changes: released.inspection.changes, warnings };
    case 'released':
      return { ...released, service, changes: released.inspection.changes, warnings };
    case 'stopped':
      return { ...released, service, changes: released.inspection.changes, warnings };
  }
}

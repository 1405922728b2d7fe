import type { ReleaseInfo } from '../../runtime/release.ts';
import type { ItemName } from '../model/change.ts';
import type { DesiredItems } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { MAX_ITEM_BYTES } from '../model/limits.ts';
import { type ApplyReport, applied } from './apply-report.ts';
import { type ItemWrite, type Preparing, tooLarge, writeFor } from './chain.ts';
import type { Live } from './diff.ts';
import { forecast } from './forecast.ts';
import { handEdits, type Inspection, inspect, isOverwritten, type Wishes } from './inspect.ts';
import { type Outcome, writeItem } from './item-writer.ts';
import type { Lease, NotPut } from './lease.ts';
import { listItems } from './live.ts';
import { interrupted, noRoom, overtaken, perhapsLive } from './problems.ts';
import { activate, brokenLately, longestCache } from './release-document.ts';
import { spread } from './spread.ts';
import type { Clock, SyncTarget } from './target.ts';
import type { Timings } from './timings.ts';
import { type LiveItem, viewOf } from './verdict.ts';

/**
 * Steps 4 to 8 of a release: what happens while the lease is held.
 *
 * List everything; wait until no reader can have a document that names anything older than `previous`; write what
 * differs, invisibly, each item over the revision that was listed; and when every write is known to have landed, move
 * the document. Up to that one write callers notice nothing, and any surprise before it ends the release.
 */

/** What is going on, for a progress bar. */
export type Progress =
  | { readonly step: 'reading'; readonly items: number }
  /** Somebody has the lease, who may be alive: waited for at most so long. */
  | { readonly step: 'holder'; readonly holder: string; readonly milliseconds: number }
  | { readonly step: 'waiting'; readonly milliseconds: number }
  /** `left`: milliseconds until it is live, where we keep a pace. */
  | { readonly step: 'writing'; readonly done: number; readonly total: number; readonly left?: number }
  | { readonly step: 'activating'; readonly release: number };

/** Everything that a release is made with. */
export interface Releasing {
  readonly target: SyncTarget;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly service: string;
  readonly desired: DesiredItems;
  readonly wishes: Wishes;
  readonly commit: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly rebuild: boolean;
  /** How many item writes are under way at a time. */
  readonly concurrency: number;
  /** Ordinary writes a second on one map; absent: as fast as they go. */
  readonly perSecond?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export type Released =
  | { readonly kind: 'nothing_to_do'; readonly inspection: Inspection }
  | { readonly kind: 'released'; readonly inspection: Inspection; readonly report: ApplyReport }
  | {
      readonly kind: 'stopped';
      readonly inspection: Inspection;
      readonly report: ApplyReport;
      readonly problems: readonly Diagnostic[];
    }
  | {
      readonly kind: 'refused' | 'failed';
      readonly inspection?: Inspection;
      readonly problems: readonly Diagnostic[];
    };

/** When the last request went out whose fate was not known at once, and when the last answer came in, at the earliest. */
interface Ledger {
  lastLost: number;
  lastAnswer: number;
}

/** Makes the release that the lease has reserved. */
export async function makeRelease(releasing: Releasing, lease: Lease): Promise<Released> {
  lease.keepAlive();
  // Nobody knows what document readers have if ours was lost: then everything is read after the longest wait.
  if (releasing.rebuild) await waitForReaders(releasing, lease);
  const listed = await list(releasing, lease);
  if ('problems' in listed) return quit(lease, { kind: 'failed', problems: listed.problems });
  const { inspection, writes, problems } = examine(releasing, lease, listed.items);
  if (problems.length > 0) return quit(lease, { kind: 'refused', inspection, problems });
  if (inspection.nothing) return quit(lease, { kind: 'nothing_to_do', inspection });
  if (!releasing.rebuild) await waitForReaders(releasing, lease);
  const ledger: Ledger = { lastLost: Number.NEGATIVE_INFINITY, lastAnswer: Number.NEGATIVE_INFINITY };
  const outcomes = await writeAll(releasing, lease, writes, ledger);
  return conclude(releasing, lease, { inspection, writes, outcomes, ledger });
}

/** Gives the lease back when nothing was written. */
async function quit(lease: Lease, released: Released): Promise<Released> {
  await lease.rest();
  const lost = lease.lost() ?? (await lease.giveBack())?.problem;
  if (lost === undefined || released.kind === 'stopped' || released.kind === 'released') return released;
  if (released.kind === 'nothing_to_do') return released;
  return { ...released, problems: [...released.problems, lost] };
}

async function list(
  { target, service, desired, signal, onProgress }: Releasing,
  lease: Lease,
): Promise<{ readonly items: readonly LiveItem[] } | { readonly problems: readonly Diagnostic[] }> {
  const listed = await listItems(target, service, desired.maps, (items) =>
    onProgress({ step: 'reading', items }),
  );
  if (!listed.ok) return { problems: [lease.lost() ?? (signal.aborted ? interrupted() : listed.problem)] };
  return { items: listed.value.items };
}

function examine(releasing: Releasing, lease: Lease, items: readonly LiveItem[]) {
  const { desired, wishes } = releasing;
  // The reservation has brought the plan's cache time into the document already: it is still a change to release.
  const cacheBefore = lease.before?.cache_seconds ?? lease.document().cache_seconds;
  const live: Live = { document: { ...lease.document(), cache_seconds: cacheBefore }, items };
  const inspection = inspect(desired, live, wishes);
  const writes = writesOf(releasing, lease, inspection);
  const late = newest(items);
  const problems = [
    ...inspection.refusals,
    ...(late !== undefined && late.release > lease.release
      ? [overtakenBy(releasing, late, lease.release)]
      : []),
    ...tooLarge(writes).map(({ write, bytes }) =>
      noRoom(write.name, bytes, MAX_ITEM_BYTES, canStay(inspection, write.name)),
    ),
  ];
  return { inspection, writes, problems };
}

/** Only what leads elsewhere than the plan can be kept; what says the same is taken over, whoever asks. */
const canStay = ({ judged }: Inspection, name: ItemName): boolean =>
  judged.some((one) => one.name === name && one.verdict.kind === 'conflicting');

const overtakenBy = ({ desired }: Releasing, { item, release }: Newest, ours: number): Diagnostic =>
  overtaken({ map: item.role, mapName: desired.maps[item.role], key: item.key }, release, ours);

/** The writes of a release, in the order of their keys. */
export function writesOf(
  { desired, wishes, at }: Pick<Releasing, 'desired' | 'wishes' | 'at'>,
  lease: Pick<Lease, 'release' | 'document'>,
  { judged }: Inspection,
): readonly ItemWrite[] {
  const document = lease.document();
  const preparing: Preparing = {
    plan: desired.plan,
    release: lease.release,
    view: viewOf(document),
    keepTombstones: brokenLately(document, at),
  };
  return judged.flatMap((one) => writeFor(one, preparing, isOverwritten(one.name, wishes)) ?? []);
}

interface Newest {
  readonly item: LiveItem;
  readonly release: number;
}

/** The item with the highest release of all, in any of its versions. */
export function newest(items: readonly LiveItem[]): Newest | undefined {
  let highest: Newest | undefined;
  for (const item of items) {
    for (const { mark } of item.item?.versions ?? []) {
      if (mark !== undefined && mark.release > (highest?.release ?? 0))
        highest = { item, release: mark.release };
    }
  }
  return highest;
}

/** Step 5: until no reader has a document from before our reservation. */
async function waitForReaders(releasing: Releasing, lease: Lease): Promise<void> {
  const { timings, clock, desired, rebuild, signal, onProgress } = releasing;
  if (!timings.waitForReaders) return;
  const seconds = Math.max(lease.before === null ? 0 : longestCache(lease.before), desired.cacheSeconds);
  const wait = rebuild ? timings.longestCache : seconds * 1000;
  const left = lease.since + wait + timings.webhook - clock.earliest();
  if (left <= 0) return;
  onProgress({ step: 'waiting', milliseconds: left });
  await clock.sleep(left, signal);
}

async function writeAll(
  releasing: Releasing,
  lease: Lease,
  writes: readonly ItemWrite[],
  ledger: Ledger,
): Promise<readonly Outcome[]> {
  const { target, clock, service, concurrency, signal } = releasing;
  const outcomes: Outcome[] = writes.map(() => ({ kind: 'skipped' }));
  const order = spread(writes, ({ name }) => name.mapName);
  const tell = teller(releasing, writes);
  const onLost = (sentAt: number) => {
    ledger.lastLost = Math.max(ledger.lastLost, sentAt);
  };
  let next = 0;
  let failing = false;
  const worker = async (): Promise<void> => {
    while (!failing && !signal.aborted && lease.lost() === undefined) {
      const index = order[next++] ?? writes.length;
      const write = writes[index];
      if (write === undefined) return;
      const outcome = await writeItem({ target, clock, service, onLost }, write);
      outcomes[index] = outcome;
      ledger.lastAnswer = clock.earliest();
      if (outcome.kind !== 'done') failing = true;
      else tell(write);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, writes.length) }, worker));
  return outcomes;
}

/** Tells how far the writes are: before the first one, and after each that has landed. */
function teller(
  { clock, timings, perSecond, onProgress }: Releasing,
  writes: readonly ItemWrite[],
): (write: ItemWrite) => void {
  const expected = perSecond === undefined ? undefined : forecast(writes, perSecond, clock.now());
  const total = writes.length;
  let done = 0;
  const tell = (): void => {
    const left = expected === undefined ? {} : { left: expected.left(clock.now()) + timings.settle };
    onProgress({ step: 'writing', done, total, ...left });
  };
  tell();
  return (write) => {
    expected?.done(write);
    done += 1;
    tell();
  };
}

interface Written {
  readonly inspection: Inspection;
  readonly writes: readonly ItemWrite[];
  readonly outcomes: readonly Outcome[];
  readonly ledger: Ledger;
}

/** Step 8, or an end in good order. */
async function conclude(releasing: Releasing, lease: Lease, written: Written): Promise<Released> {
  const { clock, timings, signal, onProgress } = releasing;
  const { inspection, ledger } = written;
  const complete = written.outcomes.every(({ kind }) => kind === 'done');
  const quiet = Math.max(ledger.lastAnswer + timings.settle, ledger.lastLost + timings.request);
  if (complete && !signal.aborted) await clock.sleep(Math.max(0, quiet - clock.earliest()), signal);
  await lease.rest();
  if (!complete || signal.aborted) return stop(releasing, lease, written);
  onProgress({ step: 'activating', release: lease.release });
  const before = lease.lost();
  const not = before ? { problem: before, perhaps: false } : await moveDocument(releasing, lease, inspection);
  if (not === undefined) {
    return { kind: 'released', inspection, report: reportOf(releasing, lease, written, true) };
  }
  const report = reportOf(releasing, lease, written, not.perhaps ? null : false);
  const problems = not.perhaps ? [perhapsLive(lease.release)] : [not.problem];
  return { kind: 'stopped', inspection, report, problems };
}

function moveDocument(
  releasing: Releasing,
  lease: Lease,
  inspection: Inspection,
): Promise<NotPut | undefined> {
  const { desired, commit, at, wishes } = releasing;
  const { release } = lease;
  const active: ReleaseInfo = { release, digest: desired.digest, counts: desired.counts, commit, at };
  const document = lease.document();
  const edits = mostEdits(handEdits(inspection.changes, wishes));
  const next = activate(document, active, edits, brokenLately(document, at));
  return lease.put(next, (now) => release <= (now.active?.release ?? 0) && !now.abandoned.includes(release));
}

/** The document has 16 KiB (docs/sync/limits) for everything: names of hand edits get half of it. */
const EDITS_CHARACTERS = 8_000;

function mostEdits(edits: readonly string[]): readonly string[] {
  let room = EDITS_CHARACTERS;
  return edits.filter((name) => {
    room -= name.length + 3;
    return room >= 0;
  });
}

/** Ends without a release. The lease is given back only if nothing of ours can land any more. */
async function stop(releasing: Releasing, lease: Lease, written: Written): Promise<Released> {
  const { clock, timings, signal } = releasing;
  const { inspection, outcomes, ledger } = written;
  const failures = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome] : []));
  const open =
    failures.some((failure) => failure.open) || clock.earliest() < ledger.lastLost + timings.request;
  const lost = lease.lost();
  if (lost === undefined && !open) await lease.giveBack();
  const problems = [
    ...failures.map(({ problem }) => problem),
    ...(lost === undefined ? [] : [lost]),
    ...(signal.aborted ? [interrupted()] : []),
  ];
  return { kind: 'stopped', inspection, report: reportOf(releasing, lease, written, false), problems };
}

const NEXT = 'see `dialplan status` for the release that callers follow, then reconcile again';

const reportOf = (
  releasing: Releasing,
  lease: Lease,
  written: Written,
  active: boolean | null,
): ApplyReport => ({
  release: lease.release,
  previous: lease.before?.active?.release ?? null,
  active,
  items: applied(written.writes, written.outcomes),
  handEdits: handEdits(written.inspection.changes, releasing.wishes),
  next: active ? '' : NEXT,
});

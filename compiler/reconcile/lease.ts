import type { Diagnostic } from '../model/diagnostic.ts';
import {
  answerText,
  documentUnreadable,
  interrupted,
  leaseLost,
  noAnswer,
  reconcileRunning,
} from './problems.ts';
import { beat, emptyDocument, giveBack, type KeptDocument, readKept, reserve } from './release-document.ts';
import type { Clock, ReadTarget, SyncTarget } from './target.ts';
import type { Timings } from './timings.ts';

/**
 * The lease on a plan's release document: who may write items now.
 *
 * No clocks of two machines are compared. A holder shows that it lives by raising `beat`; whoever wants the lease
 * reads the document, waits by its own clock, reads again, and only if nothing moved takes it. The holder for its part
 * stops sending in good time before that wait can have ended, counted from when its last beat was *sent*, so that even
 * a request on its way has landed by then. Every change is made over the holder's own last revision: whoever else
 * writes the document (a rollback, a newer writer) ends the lease with it.
 */

/** The document as it was read, or what to say; null: there is none. */
export type Reading =
  | {
      readonly ok: true;
      readonly stored: { readonly revision: string; readonly document: KeptDocument } | null;
    }
  | { readonly ok: false; readonly refused: boolean; readonly problem: Diagnostic };

/** Reads the release document. Codes: DP6016 not one of ours, DP6017 no answer. */
export async function readRelease(target: ReadTarget, service: string, name: string): Promise<Reading> {
  const answer = await target.fetchDocument(service, name);
  if (answer.kind === 'not_found') return { ok: true, stored: null };
  if (answer.kind !== 'ok') {
    return { ok: false, refused: false, problem: noAnswer('read the release document', answer) };
  }
  const document = readKept(answer.value.data);
  return document === undefined
    ? { ok: false, refused: true, problem: documentUnreadable(name) }
    : { ok: true, stored: { revision: answer.value.revision, document } };
}

/** Where the lease is, and with whose clock it is kept. */
export interface LeasePlace {
  readonly target: SyncTarget;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly service: string;
  /** Unique name of the release document. */
  readonly name: string;
}

/** How the lease is asked for. */
export interface LeaseWish {
  readonly plan: string;
  /** This writer, and no other: random. */
  readonly holder: string;
  readonly cacheSeconds: number;
  /** ISO 8601. */
  readonly at: string;
  readonly breakLease: boolean;
  /** Lowest release number; 1 unless the document was lost. */
  readonly atLeast: number;
  /** Whether a document was seen before: then a missing one was deleted meanwhile, and none is made. */
  readonly documentSeen: boolean;
  /** Whether a holder is known to be dead: a process of this machine that has ended. */
  readonly isDead: (holder: string) => boolean;
  readonly signal: AbortSignal;
  /** Told when somebody has the lease, who may be alive: we wait, at most for so many milliseconds. */
  readonly onHolder: (holder: string, milliseconds: number) => void;
}

/** A lease that is held. */
export interface Lease {
  /** The reserved release. */
  readonly release: number;
  /** The document as it was before the reservation; null: there was none. */
  readonly before: KeptDocument | null;
  /** When the reservation was known to have landed, by the earliest hand of the holder's clock. */
  readonly since: number;
  /** Our own last version of the document. */
  document(): KeptDocument;
  /** Whether anything may still be sent. */
  maySend(): boolean;
  /** Why the lease is lost; undefined: it is not. */
  lost(): Diagnostic | undefined;
  /** Starts to beat, until `rest`. */
  keepAlive(): void;
  /** Stops beating; resolves when no beat is on its way. */
  rest(): Promise<void>;
  /**
   * Replaces the document over our own last revision. When no reply comes, `landed` says from what the document says
   * then whether it was ours.
   */
  put(next: KeptDocument, landed: (found: KeptDocument) => boolean): Promise<NotPut | undefined>;
  /** Gives the lease back without a release. */
  giveBack(): Promise<NotPut | undefined>;
}

/** Why the document was not replaced. */
export interface NotPut {
  readonly problem: Diagnostic;
  /** Nobody knows: it was sent, and no answer ever said what became of it. */
  readonly perhaps: boolean;
}

export type Acquired =
  | { readonly ok: true; readonly lease: Lease }
  | { readonly ok: false; readonly refused: boolean; readonly problem: Diagnostic };

type Stored = { readonly revision: string; readonly document: KeptDocument };
type Taken = Stored & { readonly sentAt: number; readonly before: KeptDocument | null };

/** Before a document write without an answer is sent again, in milliseconds. */
const AGAIN = 500;

/** How often a reservation is tried when others keep changing the document. */
const MOST_TRIES = 6;

/** Takes the lease and reserves a release number; refuses (DP6005) while another holder is alive. */
export async function acquire(place: LeasePlace, wish: LeaseWish): Promise<Acquired> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const free = await findFree(place, wish);
    if ('problem' in free) return { ok: false, refused: free.refused, problem: free.problem };
    if (free.stored === null && wish.documentSeen) {
      return { ok: false, refused: true, problem: leaseLost('the release document was deleted meanwhile') };
    }
    const taken = await take(place, wish, free.stored, free.broken);
    if (taken === 'taken_by_another') continue;
    if ('problem' in taken) return { ok: false, refused: false, problem: taken.problem };
    return { ok: true, lease: hold(place, taken) };
  }
  return { ok: false, refused: true, problem: leaseLost('others keep changing the release document') };
}

type Free =
  | { readonly stored: Stored | null; readonly broken: boolean }
  | { readonly refused: boolean; readonly problem: Diagnostic };

/** Step 2: a document that nobody living holds. Whoever holds it may end meanwhile: then there is no more to wait for. */
async function findFree(
  { target, clock, timings, service, name }: LeasePlace,
  wish: LeaseWish,
): Promise<Free> {
  const first = await readRelease(target, service, name);
  if (!first.ok) return first;
  const holder = first.stored?.document.holder ?? null;
  if (first.stored === null || holder === null || wish.isDead(holder))
    return { stored: first.stored, broken: false };
  if (wish.breakLease) return { stored: first.stored, broken: true };
  wish.onHolder(holder, timings.silence);
  const until = clock.earliest() + timings.silence;
  for (;;) {
    await clock.sleep(Math.min(timings.look, until - clock.earliest()), wish.signal);
    if (wish.signal.aborted) return { refused: false, problem: interrupted() };
    const again = await readRelease(target, service, name);
    if (!again.ok) return again;
    const now = again.stored?.document;
    if (now?.holder == null || wish.isDead(now.holder)) return { stored: again.stored, broken: false };
    if (clock.earliest() < until) continue;
    const alive = now.holder !== holder || now.beat !== first.stored.document.beat;
    if (alive) return { refused: true, problem: reconcileRunning(now.holder, now.reserved) };
    return { stored: again.stored, broken: false };
  }
}

/** Step 3: reserves over what was read, or makes the document. */
async function take(
  { target, clock, service, name }: LeasePlace,
  wish: LeaseWish,
  stored: Stored | null,
  broken: boolean,
): Promise<Taken | 'taken_by_another' | { readonly problem: Diagnostic }> {
  const before = stored?.document ?? null;
  const base = before ?? emptyDocument(wish.plan, wish.cacheSeconds);
  const document = reserve(base, { ...wish, brokenAt: broken ? wish.at : null });
  const sentAt = clock.now();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer =
      stored === null
        ? await target.createDocument(service, name, document)
        : await target.updateDocument(service, name, document, stored.revision);
    if (answer.kind === 'ok') return { revision: answer.value.revision, document, sentAt, before };
    const collided = answer.kind === 'conflict' || answer.kind === 'exists' || answer.kind === 'not_found';
    if (collided && tries === 0) return 'taken_by_another';
    if (!collided && answer.kind !== 'unknown') return { problem: noAnswer('reserve a release', answer) };
    // Without a reply, or after one that may have been an answer to the lost request: two writers compute the same
    // number, so only the holder tells whose reservation it is.
    const found = await readRelease(target, service, name);
    if (!found.ok) return { problem: found.problem };
    if (found.stored?.document.holder === wish.holder) return { ...found.stored, sentAt, before };
    if (found.stored?.revision !== stored?.revision) return 'taken_by_another';
    await clock.sleep(AGAIN);
  }
  return { problem: leaseLost('the release document gave no answer') };
}

function hold(place: LeasePlace, taken: Taken): Lease {
  const { target, clock, timings, service, name } = place;
  const release = taken.document.reserved ?? 0;
  const since = clock.earliest();
  const resting = new AbortController();
  let { document, revision } = taken;
  let lastBeat = taken.sentAt;
  let lost: Diagnostic | undefined;
  let beating: Promise<void> = Promise.resolve();

  const maySend = (): boolean => {
    if (lost !== undefined) return false;
    if (clock.now() - lastBeat < timings.lease) return true;
    lost = leaseLost(`its last sign of life is more than ${timings.lease / 1000} s old`);
    return false;
  };

  async function put(
    next: KeptDocument,
    landed: (found: KeptDocument) => boolean,
  ): Promise<NotPut | undefined> {
    let uncertain = false;
    while (lost === undefined) {
      if (!maySend()) break;
      const answer = await target.updateDocument(service, name, next, revision);
      if (answer.kind === 'ok') {
        ({ revision } = answer.value);
        document = next;
        return undefined;
      }
      if (answer.kind === 'unknown' || (uncertain && answer.kind === 'conflict')) {
        uncertain = true;
        if (!maySend()) break;
        const found = await readRelease(target, service, name);
        if (!found.ok || found.stored?.revision === revision) {
          await clock.sleep(AGAIN);
          continue;
        }
        if (found.stored !== null && landed(found.stored.document)) {
          ({ revision, document } = found.stored);
          return undefined;
        }
        // It is no longer over what it was sent over: it has not landed, and never will.
        uncertain = false;
      } else if (answer.kind !== 'conflict' && answer.kind !== 'not_found' && answer.kind !== 'stopped') {
        lost ??= leaseLost(`the release document could not be written (${answerText(answer)})`);
      }
      lost ??= leaseLost('the release document was changed by a rollback or by a newer reconcile');
    }
    return lost && { problem: lost, perhaps: uncertain };
  }

  async function beatOnce(): Promise<void> {
    const sentAt = clock.now();
    const next = beat(document);
    const ours = (found: KeptDocument) =>
      found.holder === next.holder && found.reserved === release && found.beat === next.beat;
    if ((await put(next, ours)) === undefined) lastBeat = sentAt;
  }

  async function beatAlways(): Promise<void> {
    while (lost === undefined) {
      await clock.sleep(Math.max(0, lastBeat + timings.beat - clock.now()), resting.signal);
      if (resting.signal.aborted) return;
      await beatOnce();
    }
  }

  return {
    release,
    before: taken.before,
    since,
    document: () => document,
    maySend,
    lost: () => lost,
    put,
    keepAlive() {
      beating = beatAlways();
    },
    async rest() {
      resting.abort();
      await beating;
    },
    giveBack() {
      return put(giveBack(document), (found) => found.holder === null && found.abandoned.includes(release));
    },
  };
}

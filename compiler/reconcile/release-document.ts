import {
  DOCUMENT_FORMAT,
  type ReleaseDocument,
  type ReleaseInfo,
  readDocument,
  unwrap,
} from '../../runtime/release.ts';

/** Every change of the release document, as a value: what the writer and the rollback put in its place. */

/**
 * The document as writers keep it. A reservation may bring a shorter cache time into it; if it then dies, readers may
 * still have a document from before for the longer time, and the next writer must wait as long. Readers need not know.
 */
export interface KeptDocument extends ReleaseDocument {
  /** In seconds; absent unless it is longer than `cache_seconds`. */
  readonly cache_seconds_before?: number;
}

/** Reads a document with what only writers keep in it; undefined: not one of ours. */
export function readKept(data: unknown): KeptDocument | undefined {
  const document = readDocument(data);
  const before = (unwrap(data) as Partial<KeptDocument> | null)?.cache_seconds_before;
  return document === undefined || typeof before !== 'number'
    ? document
    : { ...document, cache_seconds_before: before };
}

/** How long readers may keep any document that was in force since the last release, in seconds. */
export const longestCache = (document: KeptDocument): number =>
  Math.max(document.cache_seconds, document.cache_seconds_before ?? 0);

/** The number of the next release: above all that were ever given away. */
export const nextRelease = (document: KeptDocument, atLeast = 1): number =>
  Math.max(
    atLeast,
    1 + Math.max(0, document.active?.release ?? 0, document.reserved ?? 0, ...document.abandoned),
  );

/** A plan's document before anything was reserved. */
export const emptyDocument = (plan: string, cacheSeconds: number): KeptDocument => ({
  format: DOCUMENT_FORMAT,
  plan,
  active: null,
  previous: null,
  reserved: null,
  holder: null,
  beat: 0,
  abandoned: [],
  cache_seconds: cacheSeconds,
  hand_edits: [],
  lease_broken_at: null,
});

const abandon = (
  document: KeptDocument,
  ...numbers: readonly (number | null | undefined)[]
): readonly number[] => {
  const all = [...document.abandoned, ...numbers.filter((n) => n != null)];
  return [...new Set(all)].sort((a, b) => a - b);
};

/** What a writer says when it takes the lease. `brokenAt`: ISO 8601, when it did not wait for the last holder. */
export interface Reservation {
  readonly holder: string;
  readonly cacheSeconds: number;
  readonly brokenAt: string | null;
  /** The lowest number to take: one above the highest in any item, when the document was lost. */
  readonly atLeast: number;
}

/** Takes the next release number and the lease; the number that an earlier holder had reserved is abandoned. */
export function reserve(document: KeptDocument, by: Reservation): KeptDocument {
  const before = longestCache(document);
  return {
    ...withoutBefore(document),
    reserved: nextRelease(document, by.atLeast),
    holder: by.holder,
    beat: 0,
    abandoned: abandon(document, document.reserved),
    cache_seconds: by.cacheSeconds,
    ...(before > by.cacheSeconds ? { cache_seconds_before: before } : {}),
    lease_broken_at: by.brokenAt ?? document.lease_broken_at,
  };
}

function withoutBefore({ cache_seconds_before: _before, ...document }: KeptDocument): KeptDocument {
  return document;
}

/** A sign of life. */
export const beat = (document: KeptDocument): KeptDocument => ({ ...document, beat: document.beat + 1 });

/**
 * Makes the reserved release the active one, and gives the lease back: the one write that callers notice. By then no
 * reader has a document from before the reservation.
 */
export const activate = (
  document: KeptDocument,
  active: ReleaseInfo,
  handEdits: readonly string[],
  leaseBroken: boolean,
): KeptDocument => ({
  ...withoutBefore(document),
  active,
  previous: document.active,
  reserved: null,
  holder: null,
  abandoned: leaseBroken ? document.abandoned : [],
  hand_edits: handEdits,
  lease_broken_at: leaseBroken ? document.lease_broken_at : null,
});

/** Gives the lease back without a release. */
export const giveBack = (document: KeptDocument): KeptDocument => ({
  ...document,
  reserved: null,
  holder: null,
  abandoned: abandon(document, document.reserved),
});

/**
 * The previous release is active again; undefined when there is none. `holder` stays: a writer that was at work has
 * lost its revision, and the next one observes it first.
 */
export const rollBack = (document: KeptDocument): KeptDocument | undefined =>
  document.previous === null
    ? undefined
    : {
        ...document,
        active: document.previous,
        previous: null,
        reserved: null,
        abandoned: abandon(document, document.active?.release, document.reserved),
      };

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Whether a lease was broken in the 24 hours before `at` (both ISO 8601): its writer may still wake up. */
export function brokenLately(document: ReleaseDocument, at: string): boolean {
  if (document.lease_broken_at === null) return false;
  const age = Date.parse(at) - Date.parse(document.lease_broken_at);
  return !(age >= DAY_MILLISECONDS);
}

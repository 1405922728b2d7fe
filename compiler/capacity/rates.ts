import type { SyncObject } from './requests.ts';

/**
 * From requests a call to requests a second. A warm Function keeps an item for `cache_seconds`, so what is asked for often
 * is read once in that time by each container, and what is asked for seldom is read nearly every time. Calls are taken to
 * come at random (a Poisson process), each webhook to any container: an item that a container is asked for `d` times a
 * second is then read `d / (1 + d × cache_seconds)` times, and beside a document that is itself being read it is read again.
 */

/** One key, as the calls of a plan ask for it. All per call, on average. */
export interface Use {
  readonly object: SyncObject;
  readonly key: string;
  readonly kept: boolean;
  readonly write: boolean;
  readonly perCall: number;
  /** Of these so many beside the release document. */
  readonly first: number;
}

/** What an average call asks for. */
export interface Profile {
  readonly webhooks: number;
  readonly uses: readonly Use[];
}

/** How many calls come, and who answers them. */
export interface Traffic {
  readonly callsPerSecond: number;
  /** Processes of Functions that keep items, each for itself. */
  readonly containers: number;
  readonly cacheSeconds: number;
}

/** The share of demands that finds nothing kept. @param demand a second, on all containers together */
const missed = (demand: number, { containers, cacheSeconds }: Traffic): number =>
  1 / (1 + (demand * cacheSeconds) / containers);

/** Requests a second for one key. */
function ratePerKey({ kept, perCall, first }: Use, documents: number, traffic: Traffic): number {
  const demand = perCall * traffic.callsPerSecond;
  if (!kept) return demand;
  // What every webhook asks for together with the document is read whenever that is, and only then.
  if (first > documents * 0.999_999) return demand * missed(demand, traffic);
  const miss = missed(demand, traffic);
  const afresh = missed(documents * traffic.callsPerSecond, traffic);
  return demand * miss + first * traffic.callsPerSecond * (1 - miss) * afresh;
}

const documentsIn = ({ uses }: Profile): number =>
  uses.find(({ object }) => object === 'document')?.perCall ?? 0;

/** Requests a second of one object: reads, or writes. Never negative; never more with a longer cache. */
export function requestsPerSecond(
  profile: Profile,
  of: { readonly object: SyncObject; readonly write: boolean },
  traffic: Traffic,
): number {
  const documents = documentsIn(profile);
  return profile.uses
    .filter(({ object, write }) => object === of.object && write === of.write)
    .reduce((sum, use) => sum + ratePerKey(use, documents, traffic), 0);
}

/** More calls a second than any account has; a limit that is not reached by then is none. */
const MOST_CALLS = 100_000;

/** The most calls a second under a limit; `load` grows with the calls. Infinity: no number of calls reaches it. */
export function mostCalls(limit: number, load: (callsPerSecond: number) => number): number {
  if (load(MOST_CALLS) <= limit) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, MOST_CALLS];
  // Sixty halvings leave less than any figure that is shown.
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (load(middle) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

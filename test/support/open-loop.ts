/**
 * Load by the clock: requests begin when they are due, whether or not those before them have been answered, as callers do.
 * A time is counted from the moment at which a request was due, so that a stall is seen by all that came during it.
 */

/** One request that was made. Milliseconds. */
export interface Arrival<T> {
  readonly index: number;
  /** Since the beginning: when it was due. */
  readonly due: number;
  /** From when it was due to its answer. */
  readonly took: number;
  readonly result: T;
}

export interface OpenLoop<T> {
  readonly perSecond: number;
  readonly seconds: number;
  /** Makes one request. Never rejects: what went wrong is a result. */
  readonly make: (index: number) => Promise<T>;
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Makes all requests that are due within the time, and resolves when the last of them is answered. In order. */
export async function openLoop<T>({
  perSecond,
  seconds,
  make,
  now,
  wait,
}: OpenLoop<T>): Promise<readonly Arrival<T>[]> {
  const count = Math.round(perSecond * seconds);
  const dueAt = (index: number): number => (index * 1_000) / perSecond;
  const began = now();
  const arrivals: Promise<Arrival<T>>[] = [];
  while (arrivals.length < count) {
    const index = arrivals.length;
    const due = dueAt(index);
    const early = due - (now() - began);
    if (early > 0) {
      await wait(early);
      continue;
    }
    arrivals.push(make(index).then((result) => ({ index, due, took: now() - began - due, result })));
  }
  return Promise.all(arrivals);
}

/** The value below which a share of them lies; 0 of none. @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? sorted[0] ?? 0;
}

/** One request to the Sync API, as it was answered. */
export interface LoggedRequest {
  /** ISO 8601 UTC, by the service's clock. */
  readonly at: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Null: no answer was given (a fault on demand). */
  readonly status: number | null;
  /** The fault that the request met, if any. */
  readonly fault?: string;
}

/** What was asked since the start, or since `clear`. */
export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
  /** Writes that took effect: answered with 2xx, or lost on the way back. */
  readonly written: number;
}

/** Counts requests and remembers the last ones, so that a test can say what was read and written. */
export interface RequestLog {
  add(request: LoggedRequest, tookEffect: boolean): void;
  counts(): RequestCounts;
  last(): readonly LoggedRequest[];
  clear(): void;
  /** Is told of each request from now on. */
  listen(hear: (request: LoggedRequest) => void): void;
}

/** Requests that are remembered. */
const REMEMBERED = 1_000;

/** An empty log. */
export function requestLog(): RequestLog {
  let [reads, writes, written] = [0, 0, 0];
  let last: LoggedRequest[] = [];
  const listeners: ((request: LoggedRequest) => void)[] = [];
  return {
    add(request, tookEffect) {
      if (request.method === 'GET') reads += 1;
      else {
        writes += 1;
        if (tookEffect) written += 1;
      }
      last.push(request);
      if (last.length > 2 * REMEMBERED) last = last.slice(-REMEMBERED);
      for (const hear of listeners) hear(request);
    },
    counts: () => ({ reads, writes, written }),
    last: () => last.slice(-REMEMBERED),
    clear() {
      [reads, writes, written] = [0, 0, 0];
      last = [];
    },
    listen: (hear) => {
      listeners.push(hear);
    },
  };
}

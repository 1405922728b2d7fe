import { CONCURRENT_REQUESTS } from './limits.ts';

/** How the service is held back, beside faults. */
export interface Limits {
  /** Whether Sync's rate limits and the account's limit of concurrent requests are kept. */
  readonly rates: boolean;
  /** Milliseconds that each request takes at least: a round trip to Twilio. */
  readonly latency_ms: number;
  /** Requests of an account that may be under way at a time, where limits are kept. */
  readonly concurrency: number;
}

/** The limits that are in force. */
export interface LimitControl {
  get(): Limits;
  /** Changes those that are given; buckets of rates are full again. */
  set(limits: Partial<Limits>): void;
}

/** Longest latency, milliseconds: a minute. */
const LONGEST = 60_000;

/** Limits as they are at first. */
export function limitControl(rates: boolean, changed: (limits: Limits) => void): LimitControl {
  let limits: Limits = { rates, latency_ms: 0, concurrency: CONCURRENT_REQUESTS };
  changed(limits);
  return {
    get: () => limits,
    set(more) {
      limits = { ...limits, ...more };
      changed(limits);
    },
  };
}

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

/** Reads limits that somebody sent; a text says what is wrong with them. */
export function readLimits(value: unknown): Partial<Limits> | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'limits are an object';
  const { rates, latency_ms, concurrency, ...rest } = value as Record<string, unknown>;
  const [extra] = Object.keys(rest);
  if (extra !== undefined) return `there is no limit \`${extra}\``;
  if (rates !== undefined && typeof rates !== 'boolean') return '`rates` is true or false';
  if (latency_ms !== undefined && !isWhole(latency_ms, 0, LONGEST))
    return `\`latency_ms\` is a whole number from 0 to ${LONGEST}`;
  if (concurrency !== undefined && !isWhole(concurrency, 1, 1_000_000))
    return '`concurrency` is a whole number from 1';
  return {
    ...(rates !== undefined && { rates }),
    ...(latency_ms !== undefined && { latency_ms: Number(latency_ms) }),
    ...(concurrency !== undefined && { concurrency: Number(concurrency) }),
  };
}

import type { Charge } from './exchange.ts';
import {
  BURST_SECONDS,
  CHEAP_WRITE_BYTES,
  DEAR_WRITE_BYTES,
  DEAR_WRITE_COST,
  RATE_PER_SECOND,
} from './limits.ts';

/**
 * Sync's limits as token buckets: each holds what ten seconds bring, and fills by twenty a second. All items of a map
 * share its two buckets (docs/sync/limits). The bucket is our reading of "may be exceeded for up to ten seconds"
 * (docs/api/errors/54009); how a page of a listing is charged is not documented, so it costs one read.
 */
export interface Bucket {
  readonly tokens: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const CAPACITY = RATE_PER_SECOND * BURST_SECONDS;

/** Takes tokens out of a bucket; a new bucket is full. `allowed: false` takes nothing. */
export function take(bucket: Bucket | undefined, cost: number, now: number): Bucket & { allowed: boolean } {
  const before = bucket ?? { tokens: CAPACITY, at: now };
  const seconds = Math.max(0, now - before.at) / 1000;
  const tokens = Math.min(CAPACITY, before.tokens + seconds * RATE_PER_SECOND);
  const allowed = tokens >= cost;
  return { tokens: allowed ? tokens - cost : tokens, at: now, allowed };
}

/**
 * Tokens that a write of so many bytes costs: 1 up to 1 KiB, 10 from 10 KiB on (2 writes a second instead of 20), and
 * in between on a straight line, since only the two ends are documented.
 */
export function writeCost(bytes: number): number {
  const share = (bytes - CHEAP_WRITE_BYTES) / (DEAR_WRITE_BYTES - CHEAP_WRITE_BYTES);
  return 1 + (DEAR_WRITE_COST - 1) * Math.min(1, Math.max(0, share));
}

/** What a read of an object costs. */
export function readOf(kind: 'map' | 'document', sid: string): Charge {
  return { bucket: `read-${kind}-${sid}`, cost: 1 };
}

/** What a write to an object costs, by the bytes of its data. */
export function writeOf(kind: 'map' | 'document', sid: string, bytes: number): Charge {
  return { bucket: `write-${kind}-${sid}`, cost: writeCost(bytes) };
}

/** What making or deleting an object costs: all kinds of a service share one bucket. */
export function createDelete(service: string): Charge {
  return { bucket: `create-delete-${service}`, cost: 1 };
}

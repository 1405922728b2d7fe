// Numbers of the Sync API that only the embedded service needs; those that the compiler shares are in model/limits.ts.

/** Deepest nesting of `Data`: ours, since Twilio tells none. Beyond it JSON cannot be written back safely. */
export const DATA_DEPTH = 1_000;

/** Longest unique name, in UTF-16 units (docs/api/errors/54302). */
export const UNIQUE_NAME_LENGTH = 256;

/** Longest friendly name of a service, in UTF-16 units (docs/api/errors/54053). */
export const FRIENDLY_NAME_LENGTH = 255;

/** Longest time to live, in seconds: one year (docs/api/errors/54011). */
export const TTL_SECONDS = 31_536_000;

/** Entries on a page when nothing is asked (docs/sync/api/map-item-resource). */
export const PAGE_SIZE = 50;

/**
 * Largest `PageSize` that may be asked (docs/api/errors/54454). The SDK's `list({limit: 500})` asks for 500, and code
 * that does so works against the live service: so it is not refused, and gets pages of the largest size.
 */
export const PAGE_SIZE_ASKED_MAX = 1_000;

/** Requests a second that one object sustains, for reads and for writes (docs/sync/limits). */
export const RATE_PER_SECOND = 20;

/** Seconds for which the sustained rate may be exceeded (docs/api/errors/54009). */
export const BURST_SECONDS = 10;

/** Data above this many bytes costs more than one write (docs/sync/limits). */
export const CHEAP_WRITE_BYTES = 1_024;

/** From this many bytes on, an object takes 2 writes a second: ten times the cost (docs/sync/limits). */
export const DEAR_WRITE_BYTES = 10_240;
export const DEAR_WRITE_COST = 10;

/**
 * Requests of one account that may be under way at a time (docs/api/errors/20429). The page gives no number; 100 is what
 * accounts are known to have at first.
 */
export const CONCURRENT_REQUESTS = 100;

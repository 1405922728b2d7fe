/**
 * Every number of Twilio's that the compiler and the reconciler rely on, with its unit and the page it comes from.
 * Read in 2026; where Twilio's pages disagree, the smaller one stands here.
 */

/** Bytes of one Sync item, as UTF-8 JSON (docs/sync/limits: 16 KiB). */
export const MAX_ITEM_BYTES = 16_384;

/** Bytes of one version of an item: three of them and their marks must fit into an item. */
export const MAX_PAYLOAD_BYTES = 5_000;

/** Characters of an item's key (docs/api/errors/54209; the API definition says 320). */
export const MAX_KEY_CHARACTERS = 256;

/** Parties that one dial may ring at once (docs/voice/twiml/sip). */
export const MAX_SIMULTANEOUS = 10;

/** Seconds that a dial may ring (docs/voice/twiml/dial, timeout). */
export const MIN_RING_SECONDS = 5;
export const MAX_RING_SECONDS = 600;

/** Items of one page of a listing (Sync API definition: PageSize). */
export const MAX_PAGE_SIZE = 100;

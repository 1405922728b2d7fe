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

/** Characters that one `<Say>` can speak (docs/api/errors/13521): with the voices of Amazon Polly, and with any other. */
export const MAX_SPEECH_POLLY = 3_000;
export const MAX_SPEECH = 4_096;

/** Items of one page of a listing (Sync API definition: PageSize). */
export const MAX_PAGE_SIZE = 100;

/** Seconds that a recording may last (docs/voice/twiml/record, maxLength). */
export const MIN_RECORDING_SECONDS = 2;
export const MAX_RECORDING_SECONDS = 14_400;

/** Seconds of a recording that is transcribed (docs/voice/twiml/record, transcribe). */
export const MAX_TRANSCRIBED_SECONDS = 120;

/** Characters of TwiML of one answer (docs/api/errors/11750: 64 kB), less some for what Twilio counts otherwise. */
export const MAX_ANSWER = 60_000;

/** Milliseconds that a Function may run (docs/serverless/functions-assets/functions/request-flow); then 504, 82002. */
export const MAX_FUNCTION_MILLISECONDS = 10_000;

/** Executions of one service's Functions at a time; what is beyond is answered 429 (docs/serverless/functions-assets/functions). */
export const MAX_CONCURRENT_EXECUTIONS = 30;

/** Characters of a variable's name, and bytes of its value (Serverless API definition, Variable). */
export const MAX_VARIABLE_NAME = 128;
export const MAX_VARIABLE_BYTES = 450;

/** Bytes of the headers and cookies of a request to a Function, or of its answer, and how many there may be (docs/api/errors/82008). */
export const MAX_HEADER_BYTES = 4_096;
export const MAX_HEADERS = 75;

/** Bytes of all that a Function is given around a request, as JSON: variables, account, domain, path (docs/api/errors/82006). */
export const MAX_CONTEXT_BYTES = 3_072;

/** Requests a second that one map, with all its items, or one document sustains: reads, and apart from them writes (docs/sync/limits). */
export const SYNC_READS_PER_SECOND = 20;
export const SYNC_WRITES_PER_SECOND = 20;

/** Seconds for which these rates may be exceeded (docs/api/errors/54009). */
export const SYNC_BURST_SECONDS = 10;

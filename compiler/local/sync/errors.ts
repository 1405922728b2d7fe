/** What a Sync error looks like on the wire (docs/usage/twilios-response, "Exceptions"). */
export interface ErrorBody {
  readonly code: number;
  readonly message: string;
  readonly more_info: string;
  readonly status: number;
}

/** A request that is not done, and why: a value, never thrown. */
export interface Refusal {
  readonly refused: ErrorBody;
}

interface ErrorKind {
  readonly status: number;
  /** `{}` stands for the subject: a path, a bucket. */
  readonly message: string;
}

/**
 * Every error that Sync is known to give, by code (docs/api/errors/<code>). Statuses that the pages leave open are
 * those seen in live use. Codes that a REST client never meets (ACL, lists) are here so that a fault can answer them.
 */
export const SYNC_ERRORS = {
  20001: { status: 400, message: 'Invalid parameter: {}' },
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20404: { status: 404, message: 'The requested resource {} was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'Internal Server Error' },
  20503: { status: 503, message: 'Service Unavailable' },
  54003: { status: 400, message: 'Malformed If-Match header' },
  54006: { status: 413, message: 'Request entity too large: Data must not exceed 16 KiB' },
  54007: { status: 403, message: 'Access forbidden for identity' },
  54008: { status: 400, message: 'Invalid JSON: Data must be a serialized JSON object' },
  54009: { status: 429, message: 'Rate limit exceeded for {}' },
  54010: { status: 400, message: 'No parameters specified' },
  54011: { status: 400, message: 'Invalid TTL: must be an integer between 0 and 31536000 seconds' },
  54050: { status: 404, message: 'Service Instance not found' },
  54051: { status: 400, message: 'Invalid webhook URL' },
  54053: { status: 400, message: 'Invalid friendly name: must have 1 to 255 characters' },
  54056: { status: 403, message: 'Access forbidden for Service Instance' },
  54100: { status: 404, message: 'Document not found' },
  54101: { status: 400, message: "Invalid Document data: the 'Data' parameter cannot be null" },
  54103: { status: 412, message: 'The revision of the Document does not match the expected revision' },
  54150: { status: 404, message: 'List not found' },
  54151: { status: 404, message: 'List Item not found' },
  54155: { status: 412, message: 'The revision of the List Item does not match the expected revision' },
  54200: { status: 404, message: 'Map not found' },
  54201: { status: 404, message: 'Map Item not found' },
  54205: { status: 412, message: 'The revision of the Map Item does not match the expected revision' },
  54206: { status: 400, message: "Invalid Map Item data: the 'Data' parameter cannot be null" },
  54208: { status: 409, message: 'An Item with given key already exists in the Map' },
  54209: { status: 400, message: 'Invalid Map Item key: must have 1 to 256 characters' },
  54300: { status: 404, message: 'Unique name not found' },
  54301: { status: 409, message: 'Unique name already exists' },
  54302: {
    status: 400,
    message: 'Invalid unique name: must have 1 to 256 characters and not look like a SID',
  },
  54451: { status: 400, message: "Invalid 'Order' query parameter: must be asc or desc" },
  54452: { status: 400, message: "Invalid 'Bounds' query parameter: must be inclusive or exclusive" },
  54453: { status: 400, message: "Invalid 'PageToken' query parameter" },
  54454: {
    status: 400,
    message: "Invalid 'PageSize' query parameter: must be an integer between 1 and 1000",
  },
} as const satisfies Record<number, ErrorKind>;

/** The code of an error that this service can answer. */
export type SyncErrorCode = keyof typeof SYNC_ERRORS;

/** Whether a number is one of the codes above. */
export function isSyncErrorCode(code: number): code is SyncErrorCode {
  return Object.hasOwn(SYNC_ERRORS, code);
}

/** The body of one error. `subject` fills the gap in its message. */
export function errorBody(code: SyncErrorCode, subject = ''): ErrorBody {
  const { status, message } = SYNC_ERRORS[code];
  const text = message.replace('{}', () => subject);
  return { code, message: text, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

/** A refusal with one error. */
export function refuse(code: SyncErrorCode, subject?: string): Refusal {
  return { refused: errorBody(code, subject) };
}

/** Whether a result is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'refused');
}

import { type ErrorBody, errorBody, isSyncErrorCode, SYNC_ERRORS, type SyncErrorCode } from './errors.ts';

/** What a fault does to a request. Only `slow` and `lost_reply` let it take effect. */
export type FaultKind =
  /** Answers one of Sync's errors, by `code`: 20429, 20500, 54009, … */
  | 'error'
  /** Answers 200 with a page of HTML, as a broken proxy does. */
  | 'garbage'
  /** Closes the connection without an answer; nothing is done. */
  | 'reset'
  /** Never answers; nothing is done. */
  | 'silent'
  /** Waits `seconds`, then does the request and answers: a write can land after its client gave up. */
  | 'slow'
  /** Does the request, then closes the connection without an answer. */
  | 'lost_reply';

/** A fault on demand, and which requests it meets. */
export interface Fault {
  readonly kind: FaultKind;
  /** For `error`. */
  readonly code?: SyncErrorCode;
  /** For `slow`: how long, in seconds of real time. */
  readonly seconds?: number;
  /** `GET`, `POST` or `DELETE`; without it any. */
  readonly method?: string;
  /** A regular expression for the path with its query, as sent; without it any. */
  readonly path?: string;
  /** How many matching requests go through before it begins. Default 0. */
  readonly skip?: number;
  /** How many requests it meets after that; without it every one. */
  readonly times?: number;
}

const KINDS: readonly FaultKind[] = ['error', 'garbage', 'reset', 'silent', 'slow', 'lost_reply'];

/** The faults after a request has passed them, and the one that it met: the first that matches. */
export function meetFaults(
  faults: readonly Fault[],
  request: { readonly method: string; readonly url: string },
): { readonly met: Fault | undefined; readonly faults: readonly Fault[] } {
  let met: Fault | undefined;
  const left: Fault[] = [];
  for (const fault of faults) {
    if (met || !matches(fault, request)) {
      left.push(fault);
    } else if (fault.skip) {
      left.push({ ...fault, skip: fault.skip - 1 });
    } else {
      met = fault;
      if (fault.times === undefined) left.push(fault);
      else if (fault.times > 1) left.push({ ...fault, times: fault.times - 1 });
    }
  }
  return { met, faults: left };
}

function matches(fault: Fault, { method, url }: { readonly method: string; readonly url: string }): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return fault.path === undefined || new RegExp(fault.path).test(url);
}

/** The answer of an `error` fault. */
export function faultBody(fault: Fault): ErrorBody {
  return errorBody(fault.code ?? 20500, 'a fault on demand');
}

/** Reads a fault that somebody sent; a text says what is wrong with it. */
export function readFault(value: unknown): Fault | string {
  if (typeof value !== 'object' || value === null) return 'a fault is an object';
  const { kind, code, seconds, method, path, skip, times, ...rest } = value as Record<string, unknown>;
  const [extra] = Object.keys(rest);
  if (extra !== undefined) return `a fault has no \`${extra}\``;
  const known = KINDS.find((name) => name === kind);
  if (known === undefined) return `\`kind\` is one of ${KINDS.join(', ')}`;
  if (code !== undefined && !(typeof code === 'number' && isSyncErrorCode(code))) {
    return `\`code\` is one of ${Object.keys(SYNC_ERRORS).join(', ')}`;
  }
  if (known === 'error' && code === undefined) return '`kind: error` needs a `code`, such as 20429 or 20500';
  if (seconds !== undefined && !(typeof seconds === 'number' && seconds >= 0 && seconds <= 600)) {
    return '`seconds` is a number from 0 to 600';
  }
  if (known === 'slow' && seconds === undefined) return '`kind: slow` needs `seconds`';
  if (method !== undefined && typeof method !== 'string') return '`method` is a text, such as POST';
  if (path !== undefined && !isRegExp(path)) return '`path` is a regular expression';
  if (skip !== undefined && !isCount(skip)) return '`skip` is a whole number from 0';
  if (times !== undefined && !(isCount(times) && times > 0)) return '`times` is a whole number from 1';
  return {
    kind: known,
    ...(code !== undefined && { code }),
    ...(seconds !== undefined && { seconds }),
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    ...(skip !== undefined && { skip }),
    ...(times !== undefined && { times }),
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isRegExp(value: unknown): value is string {
  try {
    return typeof value === 'string' && Boolean(new RegExp(value));
  } catch {
    return false;
  }
}

import { type ErrorBody, errorBody, isSyncErrorCode, SYNC_ERRORS, type SyncErrorCode } from './errors.ts';

/** What a fault does to a request, and what becomes of the request itself. */
export const FAULT_KINDS = {
  /** Answers one of Sync's errors, by `code`: 20429, 20500, 54009, … Nothing is done. */
  error: 'answers an error',
  /** Answers 200 with a page of HTML, as a broken proxy does. Nothing is done. */
  garbage: 'answers a page of HTML',
  /** Closes the connection without an answer. Nothing is done. */
  reset: 'closes the connection',
  /** Never answers, until the faults are cleared. Nothing is done. */
  silent: 'never answers',
  /** Waits `seconds`, then does the request and answers: a write can land after its client gave up. */
  slow: 'waits, then does it',
  /** Does the request at once, and answers after `seconds`. */
  late: 'does it, and answers late',
  /** Does the request, then closes the connection without an answer. */
  lost_reply: 'does it, and loses the reply',
  /** Does the request, and closes the connection in the middle of the answer. */
  half_body: 'does it, and answers half',
  /** Answers a read from a past state: of `seconds` ago, or without that of when the fault was set. */
  stale: 'answers what was',
  /** Names a wrong next page in a listing, by `next`. */
  wrong_page: 'names a wrong next page',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

/** The wrong next page: this one again, none although there are more, one of another host. */
const WRONG_PAGES = ['same', 'none', 'elsewhere'] as const;

/** The methods that Sync knows. */
const METHODS = ['GET', 'POST', 'DELETE'] as const;

/** A fault on demand, and which requests it meets. */
export interface Fault {
  readonly kind: FaultKind;
  /** For `error`. */
  readonly code?: SyncErrorCode;
  /** For `slow` and `late`: how long; for `stale`: how long ago; for others: how long before it happens. */
  readonly seconds?: number;
  /** For `wrong_page`. */
  readonly next?: (typeof WRONG_PAGES)[number];
  /** `GET`, `POST` or `DELETE`; without it any. */
  readonly method?: string;
  /** A regular expression for the path with its query, as sent; without it any. */
  readonly path?: string;
  /**
   * A regular expression for the `User-Agent`; without it any. The official client sends `twilio-node/…`, the generated
   * Functions send none: `^$` meets them alone.
   */
  readonly agent?: string;
  /** The share of the matching requests that it meets, above 0 up to 1. Default 1. */
  readonly probability?: number;
  /** How many of the requests that it would meet go through before it begins. Default 0. */
  readonly skip?: number;
  /** How many requests it meets after that; without it every one. */
  readonly times?: number;
  /** Seconds from when it was set until it begins, by the service's clock. Default 0. */
  readonly after?: number;
  /** Seconds that it lasts from then on; without it for ever. */
  readonly lasts?: number;
}

/** A fault that is in force. */
export interface SetFault {
  readonly fault: Fault;
  /** Tells it from others for as long as it is set. */
  readonly id: number;
  /** When it was set, milliseconds since 1970. */
  readonly since: number;
}

/** What of a request decides whether a fault meets it. */
export interface Encounter {
  readonly method: string;
  readonly url: string;
  /** The `User-Agent`; empty: none. */
  readonly agent: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The faults after a request has passed them, and the one that it met: the first that matches.
 * @param chance a number from 0 up to 1, another one each time
 */
export function meetFaults(
  faults: readonly SetFault[],
  request: Encounter,
  chance: () => number,
): { readonly met: SetFault | undefined; readonly faults: readonly SetFault[] } {
  let met: SetFault | undefined;
  const left: SetFault[] = [];
  for (const set of faults) {
    const { fault } = set;
    if (isOver(set, request.now)) continue;
    if (met || !matches(set, request) || !isHit(fault, chance)) {
      left.push(set);
    } else if (fault.skip) {
      left.push({ ...set, fault: { ...fault, skip: fault.skip - 1 } });
    } else {
      met = set;
      if (fault.times === undefined) left.push(set);
      else if (fault.times > 1) left.push({ ...set, fault: { ...fault, times: fault.times - 1 } });
    }
  }
  return { met, faults: left };
}

const isHit = ({ probability }: Fault, chance: () => number): boolean =>
  probability === undefined || chance() < probability;

const begin = ({ fault, since }: SetFault): number => since + (fault.after ?? 0) * 1000;

/** Whether a fault has lasted as long as it should. */
export const isOver = (set: SetFault, now: number): boolean =>
  set.fault.lasts !== undefined && now >= begin(set) + set.fault.lasts * 1000;

/** What was, and what comes next, can only be asked. */
const isOfReads = (kind: FaultKind): boolean => kind === 'stale' || kind === 'wrong_page';

function matches(set: SetFault, { method, url, agent, now }: Encounter): boolean {
  const { fault } = set;
  if (now < begin(set)) return false;
  if (fault.method !== undefined && fault.method !== method) return false;
  if (isOfReads(fault.kind) && method !== 'GET') return false;
  if (fault.agent !== undefined && !new RegExp(fault.agent).test(agent)) return false;
  return fault.path === undefined || new RegExp(fault.path).test(url);
}

/** The answer of an `error` fault. */
export function faultBody(fault: Fault): ErrorBody {
  return errorBody(fault.code ?? 20500, 'a fault on demand');
}

/** Longest time that a fault may name, in seconds: a day. */
const LONGEST = 86_400;

const isKind = (value: unknown): value is FaultKind =>
  typeof value === 'string' && Object.hasOwn(FAULT_KINDS, value);
const isSeconds = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= LONGEST;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** What each property must be, in the order in which it is looked at. */
const PROPERTIES: {
  readonly [name in keyof Fault]-?: readonly [is: (value: unknown) => boolean, wanted: string];
} = {
  kind: [isKind, `is one of ${Object.keys(FAULT_KINDS).join(', ')}`],
  code: [
    (value) => typeof value === 'number' && isSyncErrorCode(value),
    `is one of ${Object.keys(SYNC_ERRORS).join(', ')}`,
  ],
  seconds: [isSeconds, `is a number from 0 to ${LONGEST}`],
  next: [(value) => WRONG_PAGES.some((each) => each === value), `is one of ${WRONG_PAGES.join(', ')}`],
  method: [(value) => METHODS.some((each) => each === value), 'is GET, POST or DELETE'],
  path: [isRegExp, 'has to be a regular expression, and is none'],
  agent: [isRegExp, 'has to be a regular expression, and is none'],
  probability: [
    (value) => typeof value === 'number' && value > 0 && value <= 1,
    'is a number above 0, up to 1',
  ],
  skip: [isCount, 'is a whole number from 0'],
  times: [(value) => isCount(value) && value > 0, 'is a whole number from 1'],
  after: [isSeconds, `is a number from 0 to ${LONGEST}`],
  lasts: [(value) => isSeconds(value) && value > 0, `is a number above 0, up to ${LONGEST}`],
};

/** Properties that belong to one kind alone. */
const OWN: { readonly [name in keyof Fault]?: FaultKind } = { code: 'error', next: 'wrong_page' };

/** What does not go together, and so would be no fault at all, or another one than it seems. */
function clash(fault: Fault): string | undefined {
  const { kind } = fault;
  const foreign = Object.entries(OWN).find(
    ([name, owner]) => fault[name as keyof Fault] !== undefined && owner !== kind,
  );
  if (foreign !== undefined)
    return `\`kind: ${kind}\` has no \`${foreign[0]}\`; that is for \`kind: ${foreign[1]}\``;
  if (kind === 'silent' && fault.seconds !== undefined)
    return '`kind: silent` has no `seconds`; it ends when its client goes or the faults are cleared, and meets nobody any more after `lasts`';
  if (isOfReads(kind) && fault.method !== undefined && fault.method !== 'GET')
    return `\`kind: ${kind}\` meets reads only, which are GET`;
  return undefined;
}

/** What a kind cannot do without. */
const NEEDED: { readonly [kind in FaultKind]?: readonly [name: keyof Fault, hint: string] } = {
  error: ['code', 'a `code`, such as 20429 or 20500'],
  slow: ['seconds', '`seconds`'],
  late: ['seconds', '`seconds`'],
  wrong_page: ['next', '`next`: same, none or elsewhere'],
};

/** Reads a fault that somebody sent; a text says what is wrong with it. */
export function readFault(value: unknown): Fault | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'a fault is an object';
  const given = value as { readonly [name: string]: unknown };
  const extra = Object.keys(given).find((name) => !Object.hasOwn(PROPERTIES, name));
  if (extra !== undefined) return `a fault has no \`${extra}\``;
  for (const [name, [is, wanted]] of Object.entries(PROPERTIES)) {
    if ((given[name] !== undefined || name === 'kind') && !is(given[name])) return `\`${name}\` ${wanted}`;
  }
  const fault = given as unknown as Fault;
  const [needed, hint] = NEEDED[fault.kind] ?? [];
  if (needed !== undefined && fault[needed] === undefined) return `\`kind: ${fault.kind}\` needs ${hint}`;
  return clash(fault) ?? { ...fault };
}

function isRegExp(value: unknown): boolean {
  try {
    return typeof value === 'string' && Boolean(new RegExp(value));
  } catch {
    return false;
  }
}

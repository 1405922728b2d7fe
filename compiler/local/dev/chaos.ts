import { type Fault, readFault } from '../sync/faults.ts';
import { type Limits, readLimits } from '../sync/limit-control.ts';

/** Trouble on purpose, for people who want to hear what their callers would hear. */
export interface Chaos {
  /** What happens, a sentence without its full stop. */
  readonly does: string;
  readonly faults: readonly Fault[];
  readonly limits?: Partial<Limits>;
  /** After so many requests the Functions are cold again. */
  readonly cold?: number;
}

/** A share of the requests for each of many faults. */
const NOW_AND_THEN = 0.04;

/** Chaos by its name. */
export const CHAOS = {
  storm: {
    does: 'Sync answers nine of ten requests with 429, too many requests',
    faults: [{ kind: 'error', code: 54009, probability: 0.9 }],
  },
  crowd: {
    does: 'half of the requests are more than the account may have under way: 429',
    faults: [{ kind: 'error', code: 20429, probability: 0.5 }],
  },
  errors: {
    does: 'Sync answers a third of the requests with 500, a third with 503',
    faults: [
      { kind: 'error', code: 20500, probability: 1 / 3 },
      { kind: 'error', code: 20503, probability: 1 / 2 },
    ],
  },
  down: { does: 'Sync closes every connection', faults: [{ kind: 'reset' }] },
  hang: { does: 'Sync never answers', faults: [{ kind: 'silent' }] },
  slow: {
    does: 'Sync takes up to two seconds for each request',
    faults: [
      { kind: 'slow', seconds: 0.5, probability: 1 / 3 },
      { kind: 'slow', seconds: 1.2, probability: 1 / 2 },
      { kind: 'slow', seconds: 2 },
    ],
  },
  minute: {
    does: 'Sync does what it is asked, and answers after a minute',
    faults: [{ kind: 'late', seconds: 60 }],
  },
  half: { does: 'Sync breaks off in the middle of each answer', faults: [{ kind: 'half_body' }] },
  garbage: { does: 'Sync answers with pages of HTML', faults: [{ kind: 'garbage' }] },
  lost: {
    does: 'Sync loses half of its answers; what was written stays written',
    faults: [{ kind: 'lost_reply', probability: 0.5 }],
  },
  stale: { does: 'reads see what was 30 seconds ago', faults: [{ kind: 'stale', seconds: 30 }] },
  limits: {
    does: 'Sync keeps its rate limits, and every request takes 40 ms',
    faults: [],
    limits: { rates: true, latency_ms: 40 },
  },
  cold: { does: 'every request meets Functions that have just started', faults: [], cold: 1 },
  weather: {
    does: 'now and then anything of all this goes wrong',
    faults: [
      { kind: 'error', code: 54009, probability: NOW_AND_THEN },
      { kind: 'error', code: 20503, probability: NOW_AND_THEN },
      { kind: 'silent', probability: NOW_AND_THEN },
      { kind: 'reset', probability: NOW_AND_THEN },
      { kind: 'half_body', probability: NOW_AND_THEN },
      { kind: 'lost_reply', probability: NOW_AND_THEN },
      { kind: 'slow', seconds: 2, probability: NOW_AND_THEN },
    ],
    limits: { latency_ms: 40 },
    cold: 5,
  },
} as const satisfies { readonly [name: string]: Chaos };

/** Several at once. Of faults that meet the same request the first does; containers are as cold as the coldest wants. */
export function together(all: readonly Chaos[]): Chaos {
  const colds = all.flatMap(({ cold }) => cold ?? []);
  return {
    does: all.map(({ does }) => does).join('; '),
    faults: all.flatMap(({ faults }) => faults),
    limits: Object.assign({}, ...all.map(({ limits }) => limits)) as Partial<Limits>,
    ...(colds.length > 0 && { cold: Math.min(...colds) }),
  };
}

/** Chaos of a name; undefined: there is none of it. */
export const namedChaos = (name: string): Chaos | undefined =>
  Object.hasOwn(CHAOS, name) ? CHAOS[name as keyof typeof CHAOS] : undefined;

/**
 * Reads chaos that somebody wrote: `{faults: […], limits: {…}, cold: 1}`, or the list of faults alone. A text says what
 * is wrong with it.
 */
export function readChaos(value: unknown): Chaos | string {
  const given = Array.isArray(value) ? { faults: value as readonly unknown[] } : value;
  if (typeof given !== 'object' || given === null)
    return 'it wants `faults`, a list; `limits` and `cold` may stand beside it';
  const { does, faults = [], limits = {}, cold, ...rest } = given as Record<string, unknown>;
  const [extra] = Object.keys(rest);
  if (extra !== undefined) return `there is no \`${extra}\`; there are does, faults, limits and cold`;
  if (does !== undefined && typeof does !== 'string') return '`does` is a sentence';
  const read = Array.isArray(faults) ? faults.map(readFault) : '`faults` is a list';
  if (typeof read === 'string') return read;
  const wrong = read.findIndex((each) => typeof each === 'string');
  if (wrong !== -1) return `fault ${wrong + 1}: ${String(read[wrong])}`;
  const held = readLimits(limits);
  if (typeof held === 'string') return held;
  if (cold !== undefined && !(Number.isSafeInteger(cold) && Number(cold) > 0))
    return '`cold` is a whole number from 1';
  return {
    does: does ?? `what the file says: ${read.length === 1 ? 'one fault' : `${read.length} faults`}`,
    faults: read as readonly Fault[],
    limits: held,
    ...(cold === undefined ? {} : { cold: Number(cold) }),
  };
}

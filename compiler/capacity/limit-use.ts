import { MAX_CONCURRENT_EXECUTIONS, SYNC_READS_PER_SECOND, SYNC_WRITES_PER_SECOND } from '../model/limits.ts';
import { mostCalls, type Profile, requestsPerSecond, type Traffic } from './rates.ts';
import type { SyncObject } from './requests.ts';

/** Twilio's limits, and how near the calls of a plan come to them. */

/** What is taken for granted. */
export interface Assumed extends Traffic {
  /** Milliseconds that a Function takes for one webhook, on average. */
  readonly webhookMs: number;
}

/** A limit of Twilio's, and how near a plan comes to it. */
export interface LimitUse {
  readonly what: 'reads' | 'writes' | 'functions';
  /** Absent: Functions. */
  readonly object?: SyncObject;
  /** The unique name of the map or document, as it stands in Sync. */
  readonly name?: string;
  /** Requests a second; executions at the same time for Functions. */
  readonly limit: number;
  /** Requests of one call to Functions that keep nothing yet; absent: Functions. */
  readonly perCall?: number;
  /** Of these so many that no Function may keep, each read or written every time; absent: Functions. */
  readonly neverKept?: number;
  /** The same at the calls that are assumed. */
  readonly load: number;
  /** The most calls a second; Infinity: this limit is never reached. */
  readonly carries: number;
}

const READ: readonly SyncObject[] = ['document', 'number_map', 'ring_group_map', 'node_map', 'state_map'];

/** What one call asks of an object. */
function perCallOf({ uses }: Profile, of: { readonly object: SyncObject; readonly write: boolean }) {
  const asked = uses.filter(({ object, write }) => object === of.object && write === of.write);
  const sum = (some: typeof asked): number => some.reduce((total, { perCall }) => total + perCall, 0);
  return { perCall: sum(asked), neverKept: sum(asked.filter(({ kept }) => !kept)) };
}

/** Every limit, for a profile of calls; what is reached first stands first. */
export function limitsOf(profile: Profile, assumed: Assumed, names: Names): readonly LimitUse[] {
  const use = (
    what: LimitUse['what'],
    limit: number,
    at: (callsPerSecond: number) => number,
    object?: SyncObject,
  ): LimitUse => ({
    what,
    ...(object === undefined ? {} : { object, name: names[object] }),
    limit,
    ...(object === undefined ? {} : perCallOf(profile, { object, write: what === 'writes' })),
    load: at(assumed.callsPerSecond),
    carries: mostCalls(limit, at),
  });
  const rate = (object: SyncObject, write: boolean) => (callsPerSecond: number) =>
    requestsPerSecond(profile, { object, write }, { ...assumed, callsPerSecond });
  const asked = (object: SyncObject, write: boolean): boolean =>
    profile.uses.some((each) => each.object === object && each.write === write);
  const busy = (callsPerSecond: number) => callsPerSecond * profile.webhooks * (assumed.webhookMs / 1_000);
  return [
    ...READ.filter((object) => asked(object, false)).map((object) =>
      use('reads', SYNC_READS_PER_SECOND, rate(object, false), object),
    ),
    ...(asked('state_map', true)
      ? [use('writes', SYNC_WRITES_PER_SECOND, rate('state_map', true), 'state_map')]
      : []),
    use('functions', MAX_CONCURRENT_EXECUTIONS, busy),
  ].sort((a, b) => a.carries - b.carries);
}

/** What each object is called in Sync. */
export type Names = { readonly [O in SyncObject]: string };

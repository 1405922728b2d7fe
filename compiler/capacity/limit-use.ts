import { MAX_CONCURRENT_EXECUTIONS, SYNC_READS_PER_SECOND, SYNC_WRITES_PER_SECOND } from '../model/limits.ts';
import { mostCalls, type Profile, requestsPerSecond, type Traffic } from './rates.ts';
import type { SyncObject } from './requests.ts';

/** Twilio's limits, and how near the calls of a plan come to them. */

/** What is taken for granted. */
export interface Assumed extends Traffic {
  /** Milliseconds that a Function takes for one webhook, on average. */
  readonly webhookMs: number;
}

/** A limit of Twilio's, and what the calls that are assumed ask of it. */
export interface Load {
  readonly what: 'reads' | 'writes' | 'functions';
  /** Absent: Functions. */
  readonly object?: SyncObject;
  /** The unique name of the map or document, as it stands in Sync. */
  readonly name?: string;
  /** Requests a second; executions at the same time for Functions. */
  readonly limit: number;
  /** The same at the calls that are assumed. */
  readonly load: number;
}

/** A limit, and how near a plan comes to it. */
export interface LimitUse extends Load {
  /** Requests of one call to Functions that keep nothing yet; absent: Functions. */
  readonly perCall?: number;
  /** Of these so many that no Function may keep, each read or written every time; absent: Functions. */
  readonly neverKept?: number;
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

/** A limit, and what it is asked for at any number of calls a second. */
interface Asked extends Omit<Load, 'load'> {
  readonly at: (callsPerSecond: number) => number;
}

function asks(profile: Profile, assumed: Assumed, names: Names): readonly Asked[] {
  const sync = (what: 'reads' | 'writes', limit: number, object: SyncObject): Asked[] => {
    const write = what === 'writes';
    if (!profile.uses.some((use) => use.object === object && use.write === write)) return [];
    const at = (callsPerSecond: number) =>
      requestsPerSecond(profile, { object, write }, { ...assumed, callsPerSecond });
    return [{ what, limit, object, name: names[object], at }];
  };
  const busy = (callsPerSecond: number) => callsPerSecond * profile.webhooks * (assumed.webhookMs / 1_000);
  return [
    ...READ.flatMap((object) => sync('reads', SYNC_READS_PER_SECOND, object)),
    ...sync('writes', SYNC_WRITES_PER_SECOND, 'state_map'),
    { what: 'functions', limit: MAX_CONCURRENT_EXECUTIONS, at: busy },
  ];
}

/** What each limit is asked for, and no more: one look at what calls ask for, however often that is wanted. */
export const loadsOf = (profile: Profile, assumed: Assumed, names: Names): readonly Load[] =>
  asks(profile, assumed, names).map(({ at, ...limit }) => ({ ...limit, load: at(assumed.callsPerSecond) }));

/** Every limit, for a profile of calls; what is reached first stands first. */
export function limitsOf(profile: Profile, assumed: Assumed, names: Names): readonly LimitUse[] {
  return asks(profile, assumed, names)
    .map(({ at, ...limit }) => ({
      ...limit,
      ...(limit.object === undefined
        ? {}
        : perCallOf(profile, { object: limit.object, write: limit.what === 'writes' })),
      load: at(assumed.callsPerSecond),
      carries: mostCalls(limit.limit, at),
    }))
    .sort((a, b) => a.carries - b.carries);
}

/** What each object is called in Sync. */
export type Names = { readonly [O in SyncObject]: string };

import type { JsonObject } from '../../../runtime/digest.ts';

/** The settings of a service that a client may change. They are stored and shown; no webhook is ever called. */
export interface ServiceSettings {
  readonly friendlyName: string | null;
  readonly webhookUrl: string | null;
  readonly webhooksFromRest: boolean;
  readonly reachabilityWebhooks: boolean;
  readonly acl: boolean;
  readonly reachabilityDebouncing: boolean;
  readonly reachabilityDebouncingWindow: number;
}

/** Milliseconds since 1970, as every time of the core. */
interface Dated {
  readonly created: number;
  readonly updated: number;
}

interface Versioned extends Dated {
  readonly revision: number;
  /** When it stops to exist; null: never. */
  readonly expires: number | null;
}

/** `n` is the running number of an object: its SID comes from it, and listings are in its order. */
export interface ServiceRecord extends Dated {
  readonly n: number;
  readonly sid: string;
  /** Only the account's default service has one: REST cannot set it. */
  readonly uniqueName: string | null;
  readonly settings: ServiceSettings;
}

export interface MapRecord extends Versioned {
  readonly n: number;
  readonly sid: string;
  readonly uniqueName: string | null;
}

export interface ItemRecord extends Versioned {
  readonly key: string;
  readonly data: JsonObject;
}

export interface DocumentRecord extends Versioned {
  readonly n: number;
  readonly sid: string;
  readonly uniqueName: string | null;
  readonly data: JsonObject;
}

/** Whether an object still exists at `now`. Expired ones are dropped lazily: nobody sees them. */
export function isAlive(record: { readonly expires: number | null }, now: number): boolean {
  return record.expires === null || record.expires > now;
}

/** The settings of a service that was made without any (docs/sync/api/service). */
export const NEW_SERVICE: ServiceSettings = {
  friendlyName: null,
  webhookUrl: null,
  webhooksFromRest: false,
  reachabilityWebhooks: false,
  acl: false,
  reachabilityDebouncing: false,
  reachabilityDebouncingWindow: 5000,
};

import twilio from 'twilio';
import { MAX_PAGE_SIZE } from '../model/limits.ts';
import type { Answer, StoredDocument, StoredItem, SyncTarget } from './target.ts';

/**
 * Sync through Twilio's own client: the real service and the embedded one, by the same code.
 *
 * Resources that a list or a create returned are never asked to do anything: since 6.1 they have lost their address
 * (`Parameter 'key' is not valid.`). Every request names what it is about anew. Sync exists in US1 only
 * (docs/global-infrastructure/regional-product-and-feature-availability), so TWILIO_REGION and TWILIO_EDGE, which
 * would send every request elsewhere, are not followed. Requests are not repeated here: their sender decides.
 */

/** Whose Sync, and where. */
export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** Base URL of the embedded service; left out: Twilio. */
  readonly url?: string;
  /** When a request without an answer is given up, in milliseconds. The lease counts on 15 s. */
  readonly timeout?: number;
}

const TWILIO_SYNC = 'https://sync.twilio.com';
const TIMEOUT = 15_000;

/**
 * A client that sends every request to one host, whatever the environment says. The client's own time limit begins anew
 * with every byte that comes, so an answer in drops would never end: ours does not.
 */
function oneHost(base: string, timeout: number): twilio.RequestClient {
  const { protocol, host } = new URL(base);
  const client = new twilio.RequestClient({ timeout, keepAlive: true });
  client.axios.interceptors.request.use((config) => ({ ...config, signal: AbortSignal.timeout(timeout) }));
  const send = client.request.bind(client);
  client.request = (options) => {
    const { pathname, search } = new URL(options.uri);
    return send({ ...options, uri: `${protocol}//${host}${pathname}${search}` });
  };
  return client;
}

/** What the client's item and document instances carry, as far as it is used. */
interface Instance {
  readonly revision: string;
  readonly data: unknown;
  readonly dateCreated: Date;
  readonly dateExpires: Date | null;
}

/** The client inserts names into paths as they are. */
const path = encodeURIComponent;

/** A key that is no path segment of its own: URLs resolve it away, percent-encoded too, and the map itself answers. */
const unaddressable = (key: string): boolean => key === '.' || key === '..';

/** Opens Sync of an account. Nothing is sent before the first verb. */
export function twilioTarget({ accountSid, authToken, url, timeout = TIMEOUT }: TwilioAccount): SyncTarget {
  const httpClient = oneHost(url ?? TWILIO_SYNC, timeout);
  const client = twilio(accountSid, authToken, { httpClient, accountSid, logLevel: 'error' });
  const { services } = client.sync.v1;
  const document = (service: string, name: string) => services(path(service)).documents(path(name));
  const items = (service: string, map: string) => services(path(service)).syncMaps(path(map)).syncMapItems;
  const answer = <T>(ask: () => Promise<T>): Promise<Answer<T>> => answered(ask, timeout);
  const one = <T>(key: string, ask: () => Promise<T>): Promise<Answer<T>> =>
    unaddressable(key) ? Promise.resolve(NO_ADDRESS) : answer(ask);

  return {
    findServices: (friendlyName) =>
      answer(async () => {
        const all = await everyPage(await services.page({ pageSize: MAX_PAGE_SIZE }), services.getPage);
        return all
          .filter((found) => found.friendlyName === friendlyName)
          .map((found) => ({ sid: found.sid, friendlyName: found.friendlyName }));
      }),
    fetchService: (sid) =>
      answer(async () => {
        const found = await services(path(sid)).fetch();
        return { sid: found.sid, friendlyName: found.friendlyName };
      }),
    createService: (friendlyName) =>
      answer(async () => {
        const made = await services.create({ friendlyName });
        return { sid: made.sid, friendlyName: made.friendlyName };
      }),
    fetchMap: (service, map) =>
      answer(async () => {
        await services(path(service)).syncMaps(path(map)).fetch();
        return true as const;
      }),
    createMap: (service, uniqueName) =>
      answer(async () => {
        await services(path(service)).syncMaps.create({ uniqueName });
        return true as const;
      }),
    fetchDocument: (service, name) =>
      answer(async () => storedDocument(await document(service, name).fetch())),
    createDocument: (service, uniqueName, data) =>
      answer(async () =>
        storedDocument(await services(path(service)).documents.create({ uniqueName, data })),
      ),
    updateDocument: (service, name, data, ifMatch) =>
      answer(async () => storedDocument(await document(service, name).update({ data, ifMatch }))),
    listItems: (service, map, after) =>
      answer(async () => {
        const range = after === null ? {} : { from: after, bounds: 'exclusive' as const };
        const page = await items(service, map).page({ order: 'asc', ...range, pageSize: MAX_PAGE_SIZE });
        return {
          items: page.instances.map((found) => storedItem(found.key, found)),
          // A page that is full is not believed to be the last: what comes after it would be taken for missing.
          more: page.nextPageUrl !== undefined || page.instances.length >= MAX_PAGE_SIZE,
        };
      }),
    fetchItem: (service, map, key) =>
      one(key, async () => storedItem(key, await items(service, map)(path(key)).fetch())),
    createItem: (service, map, key, data) =>
      one(key, async () => storedItem(key, await items(service, map).create({ key, data }))),
    updateItem: (service, map, key, data, ifMatch) =>
      one(key, async () => storedItem(key, await items(service, map)(path(key)).update({ data, ifMatch }))),
    deleteItem: (service, map, key, ifMatch) =>
      one(key, async () => {
        await items(service, map)(path(key)).remove({ ifMatch });
        return true as const;
      }),
  };
}

const NO_ADDRESS = {
  kind: 'refused',
  status: 400,
  code: null,
  message: 'an item with this key cannot be addressed; delete it in the Console',
} as const;

const storedDocument = ({ revision, data }: Pick<Instance, 'revision' | 'data'>): StoredDocument => ({
  revision: String(revision),
  data,
});

const storedItem = (key: string, { revision, data, dateCreated, dateExpires }: Instance): StoredItem => ({
  key,
  revision: String(revision),
  data,
  dateCreated: isoDate(dateCreated) ?? '',
  dateExpires: isoDate(dateExpires),
});

/** The client gives dates as `Date`, or as it got them when it could not read them. */
function isoDate(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return value === null || value === undefined ? null : String(value);
}

/** What the client throws for an answer that is no success. */
interface RestError {
  readonly status: number;
  readonly code?: number | null;
  readonly message: string;
}

const isRestError = (error: unknown): error is RestError =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';

/** A page of a listing, as far as it is used. */
interface Page<T> {
  readonly instances: readonly T[];
  readonly nextPageUrl?: string | undefined;
}

/** All rows of a listing. The client's own `list` would go in a circle for ever where a page names one from before. */
async function everyPage<T>(first: Page<T>, get: (url: string) => Promise<Page<T>>): Promise<readonly T[]> {
  const asked = new Set<string>();
  const rows = [...first.instances];
  for (let next = first.nextPageUrl; next !== undefined; ) {
    if (asked.has(next)) throw new Error('a page of the list names itself, or one before it, as the next');
    asked.add(next);
    const page = await get(next);
    rows.push(...page.instances);
    next = page.nextPageUrl;
  }
  return rows;
}

/** Turns what the client throws into a value. */
async function answered<T>(ask: () => Promise<T>, timeout: number): Promise<Answer<T>> {
  try {
    return { kind: 'ok', value: await ask() };
  } catch (error) {
    // A socket error, a timeout, or a reply that is no JSON: nobody knows whether the request was carried out.
    if (!isRestError(error)) return { kind: 'unknown', cause: causeOf(error, timeout) };
    return refusal(error);
  }
}

/** The client's two ways to say that it is out of time say nothing to a person. */
function causeOf(error: unknown, timeout: number): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  if (code === 'ECONNABORTED' || code === 'ERR_CANCELED') return `no answer within ${timeout / 1000} s`;
  return error instanceof Error ? error.message : String(error);
}

function refusal({ status, message, code = null }: RestError): Answer<never> {
  if (status === 404) return { kind: 'not_found' };
  if (status === 412) return { kind: 'conflict' };
  if (status === 409) return { kind: 'exists' };
  if (status === 429) return { kind: 'rate_limited', code, message };
  if (status >= 400 && status < 500) return { kind: 'refused', status, code, message };
  return { kind: 'unknown', cause: `HTTP ${status}: ${message}` };
}

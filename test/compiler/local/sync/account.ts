import type { Answer, SyncRequest } from '../../../../compiler/local/sync/exchange.ts';
import { createStore, type StoreOptions } from '../../../../compiler/local/sync/store.ts';

/** When the tests begin: 30 July 2015, 20:00 UTC, the date in Twilio's own examples. */
export const BEGIN = Date.UTC(2015, 6, 30, 20);

export type Form = Readonly<Record<string, string>>;

/** How a request is asked in a test: a method and a path with query, a form, an `If-Match`. */
export type Asking = (what: string, form?: Form, ifMatch?: string) => Answer;

/** A request without wire: `POST /Maps` is below the default service, `POST /v1/…` is what it says. */
export function requestOf(what: string, form: Form = {}, ifMatch?: string): SyncRequest {
  const [method = '', url = ''] = what.split(' ');
  const [path = '', query = ''] = url.split('?');
  return {
    method,
    path: path.startsWith('/v1/') ? path : `/v1/Services/default${path}`,
    query: new URLSearchParams(query),
    form: new URLSearchParams(form),
    ifMatch,
    base: 'http://127.0.0.1:1',
  };
}

/** An account on a clock that the test moves. */
export function account(options: Omit<StoreOptions, 'now'> = {}) {
  const time = { now: BEGIN };
  const store = createStore({ ...options, now: BEGIN });
  const ask: Asking = (what, form, ifMatch) => store.request(requestOf(what, form, ifMatch), time.now);
  const wait = (seconds: number): void => {
    time.now += seconds * 1000;
  };
  return { ask, store, wait };
}

/** `409/54208` or `200`: status, and the code of an error. */
export function verdict({ status, body }: Answer): string {
  const code = (body as { code?: unknown } | undefined)?.code;
  return code === undefined ? String(status) : `${status}/${code}`;
}

/** The body of an answer, to be looked into. */
export function bodyOf(answer: Answer): Readonly<Record<string, unknown>> {
  return (answer.body ?? {}) as Record<string, unknown>;
}

/** The keys that a listing of items gave. */
export function keysOf(answer: Answer): readonly string[] {
  return ((bodyOf(answer).items ?? []) as readonly { key: string }[]).map(({ key }) => key);
}

import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * `/setupSync` is opened by a person in a browser, so Twilio signs nothing there. Its link carries a signature of
 * ours, made with the account's auth token: whoever holds that token may see what the page shows, for a while.
 */

/** Where the page is. */
export const SETUP_PATH = '/setupSync';

/** How long a link opens, in seconds. */
export const LINK_SECONDS = 15 * 60;

/** What a signed link says. `expires` is in seconds since 1970. */
export interface LinkQuery {
  readonly expires?: unknown;
  readonly signature?: unknown;
}

/** HMAC-SHA256 over path and expiry, in base64url. */
function signatureOf(path: string, expires: number, key: string): string {
  return createHmac('sha256', key).update(`${path}\n${expires}`).digest('base64url');
}

/**
 * The path with its expiry and signature in the query.
 * @param expires seconds since 1970
 * @param key the auth token
 */
export function sign(path: string, expires: number, key: string): string {
  return `${path}?expires=${expires}&signature=${signatureOf(path, expires, key)}`;
}

/**
 * Whether a link was signed for the path and is still good. Anything may be in the query: it comes from outside.
 * @param now seconds since 1970
 */
export function check(query: LinkQuery, now: number, key: string, path: string = SETUP_PATH): boolean {
  const { expires, signature } = query;
  if (typeof expires !== 'string' || typeof signature !== 'string' || key === '') return false;
  if (!/^[0-9]{1,12}$/.test(expires) || Number(expires) < now) return false;
  const expected = Buffer.from(signatureOf(path, Number(expires), key));
  const found = Buffer.from(signature);
  return expected.length === found.length && timingSafeEqual(expected, found);
}

import type { IncomingHttpHeaders } from 'node:http';

/** The names of this machine in itself, as a `Host` header has them. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether a request was sent to this machine by its own name. What a tunnel brings was not, nor what a page sends to a
 * name of its own that it made resolve to the loopback address.
 */
export function isForThisMachine(headers: IncomingHttpHeaders): boolean {
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !forwarded && LOOPBACK.test(headers.host ?? '');
}

/**
 * Whether a page of another site made the browser on this machine send a request. Such a page is betrayed by its
 * `Origin`; where a browser sends none, as for a picture or a link, by `Sec-Fetch-Site`.
 */
export function isFromAnotherSite({ origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return site === 'cross-site';
  return !LOOPBACK.test(origin.replace(/^https?:\/\//, ''));
}

import { type IncomingHttpHeaders, request } from 'node:http';
import { AT_HEADER, readAt } from './at.ts';

/** Where the Functions are, and in which time zone their plan is. */
export interface Behind {
  readonly url: string;
  readonly timezone: string;
}

/** A request, read to its end. */
export interface Asked {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What goes back. */
export interface Answered {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: Buffer;
}

/** An answer in words. */
export const plain = (status: number, text: string): Answered => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(`${text}\n`),
});

/** Headers that belong to one connection, not to the request. */
const hops = [
  'connection',
  'host',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'expect',
  'upgrade',
  AT_HEADER,
];

/**
 * Asks the Functions. Rejects when they give no answer.
 * @param at a clock as a person wrote it
 * @param signal gives the answer up
 */
export function forward(
  asked: Asked,
  at: string | undefined,
  upstream: Behind,
  signal: AbortSignal,
): Promise<Answered> {
  const instant = at === undefined ? undefined : readAt(at, upstream.timezone);
  if (at !== undefined && instant === undefined) {
    return Promise.resolve(
      plain(400, `\`${at}\` is no time; write 2026-12-25 10:00, or 2026-12-25T10:00:00+11:00`),
    );
  }
  const kept = Object.entries(asked.headers).filter(([name]) => !hops.includes(name));
  const headers = {
    ...Object.fromEntries(kept),
    'content-length': Buffer.byteLength(asked.body),
    ...(instant === undefined ? {} : { [AT_HEADER]: instant }),
  };
  return new Promise((settle, reject) => {
    const url = new URL(upstream.url + asked.target);
    const outgoing = request(url, { method: asked.method, headers, agent: false, signal }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () =>
        settle({
          status: incoming.statusCode ?? 502,
          headers: endToEnd(incoming.headers),
          body: Buffer.concat(parts),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(asked.body);
  });
}

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hops.includes(name)));

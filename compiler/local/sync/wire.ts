import { Buffer } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { isForThisMachine, isFromAnotherSite } from '../own-machine.ts';
import type { Answer, SyncRequest } from './exchange.ts';

/** Bytes of a request body that are read: far above the largest `Data`, percent-encoded. */
const BODY_BYTES = 1 << 20;

/** The body of a request; undefined: too long. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    // What is too long is still read to its end, so that the client gets to read the answer.
    if (bytes <= BODY_BYTES) parts.push(part);
  }
  return bytes > BODY_BYTES ? undefined : Buffer.concat(parts).toString('utf8');
}

/** A request to Sync without its wire. A body that is not a form has no parameters. */
export function readRequest(request: IncomingMessage, body: string): SyncRequest {
  const { method = 'GET', url = '/', headers } = request;
  const [path = '/', query = ''] = splitOnce(url, '?');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
  return {
    method,
    path,
    query: new URLSearchParams(query),
    form: new URLSearchParams(isForm ? body : ''),
    ifMatch: headers['if-match'],
    base: `http://${headers.host}`,
  };
}

function splitOnce(text: string, at: string): readonly string[] {
  const index = text.indexOf(at);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

/** The user name and password of Basic authentication. */
export function readCredentials({
  authorization,
}: IncomingHttpHeaders): readonly [string, string] | undefined {
  const match = /^Basic +(.+)$/i.exec(authorization ?? '');
  if (!match?.[1]) return undefined;
  const [username = '', password = ''] = splitOnce(Buffer.from(match[1], 'base64').toString('utf8'), ':');
  return [username, password];
}

/** Whether a request comes from a program on this machine; a web page that a browser on it shows is none. */
export const isLocal = (headers: IncomingHttpHeaders): boolean =>
  isForThisMachine(headers) && !isFromAnotherSite(headers);

/** Sends an answer of the Sync API. */
export function sendAnswer(response: ServerResponse, { status, body, etag }: Answer): void {
  const realm = status === 401 ? { 'WWW-Authenticate': 'Basic realm="Twilio API"' } : {};
  const tag = etag === undefined ? {} : { ETag: etag };
  if (body === undefined) response.writeHead(status, { ...realm, ...tag }).end();
  else sendJson(response, status, body, { ...realm, ...tag });
}

/** Announces an answer of the Sync API, sends half of it, and closes the connection. */
export function sendHalf(response: ServerResponse, { status, body = {} }: Answer): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
  });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** Sends JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const type = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length };
  response.writeHead(status, { ...type, ...headers }).end(bytes);
}

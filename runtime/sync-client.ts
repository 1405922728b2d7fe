import http from 'node:http';
import https from 'node:https';

/** What Sync answered to one read. `absent` is HTTP 404 and nothing else: the only "not there". */
export type SyncAnswer =
  | { readonly kind: 'found'; readonly body: unknown }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly because: string };

/** Where Sync is and who asks. `base` ends without a slash. */
export interface SyncAccess {
  readonly base: string;
  readonly accountSid: string;
  readonly authToken: string;
}

/** Sync is in US1 only; region and edge of the environment never move it. */
const SYNC = 'https://sync.twilio.com';

/** Whether an address is of this machine. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** The address of Sync. Another one is honoured only on this machine, where the embedded service is. */
export const syncBase = (override: string | undefined): string =>
  override !== undefined && isLoopback(override) ? override.replace(/\/+$/, '') : SYNC;

// Kept between the calls that one warm Function answers: a new TLS connection costs more than the read.
const secure = new https.Agent({ keepAlive: true, maxSockets: 20 });
const plain = new http.Agent({ keepAlive: true, maxSockets: 20 });

/** The connection was closed before the request could be carried out; a fresh one will do. */
class StaleConnection extends Error {}

/** More than any item can be; an answer beyond it is not Sync's. */
const MAX_ANSWER = 1_000_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What is asked of Sync beside the path. */
interface Sent {
  /** What is posted; absent: nothing. */
  readonly form?: { readonly [name: string]: string };
  readonly method?: 'DELETE';
  /** The revision that is changed, and no other. */
  readonly ifMatch?: string;
}

/** One request; without `sent` a read. */
function once(
  access: SyncAccess,
  path: string,
  milliseconds: number,
  { form, method, ifMatch }: Sent = {},
): Promise<Answer> {
  const url = new URL(access.base + path);
  const client = url.protocol === 'http:' ? http : https;
  const authorization = `Basic ${Buffer.from(`${access.accountSid}:${access.authToken}`).toString('base64')}`;
  const body = form === undefined ? undefined : new URLSearchParams(form).toString();
  const posted = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body ?? ''),
  };
  return new Promise((resolve, reject) => {
    const request = client.request(
      url,
      {
        agent: url.protocol === 'http:' ? plain : secure,
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          authorization,
          accept: 'application/json',
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
          ...(body === undefined ? {} : posted),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > MAX_ANSWER) request.destroy(new Error('the answer is too long'));
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    // One clock for the whole request: a socket that trickles must not outlive the caller's patience.
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), milliseconds);
    request.on('close', () => clearTimeout(timer));
    request.on('error', (error: NodeJS.ErrnoException) => {
      // A connection that was kept from the call before may have been closed while this container stood still.
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(stale ? new StaleConnection(error.message) : error);
    });
    request.end(body);
  });
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

function readBody(text: string): SyncAnswer {
  try {
    return { kind: 'found', body: JSON.parse(text) };
  } catch {
    return { kind: 'failed', because: 'Sync answered something that is not JSON' };
  }
}

/**
 * Reads one resource of Sync. On 429 once more after a short random pause (docs/api/errors/54009: the request was not
 * carried out); never later than the deadline.
 * @param deadline milliseconds of `performance.now()`
 */
export async function readSync(access: SyncAccess, path: string, deadline: number): Promise<SyncAnswer> {
  for (let attempt = 0; ; attempt += 1) {
    const left = deadline - performance.now();
    if (left <= 0) return { kind: 'failed', because: 'no time left for Sync' };
    let answer: Answer;
    try {
      answer = await once(access, path, left);
    } catch (error) {
      if (error instanceof StaleConnection && attempt < 2) continue;
      return { kind: 'failed', because: error instanceof Error ? error.message : String(error) };
    }
    if (answer.status === 404) return { kind: 'absent' };
    if (answer.status === 200) return readBody(answer.text);
    if (answer.status !== 429 || attempt > 0)
      return { kind: 'failed', because: `Sync answered ${answer.status}` };
    await pause(Math.min(50 + Math.random() * 150, Math.max(0, left)));
  }
}

/**
 * Writes one map item: the value that is there is replaced, a missing item is made. There is no upsert in Sync
 * (docs/sync/api/map-item-resource), so it is an update first, and a create where that says 404.
 * @param path of the map's items
 */
export async function writeSync(
  access: SyncAccess,
  path: string,
  key: string,
  data: unknown,
  deadline: number,
): Promise<'done' | 'failed'> {
  const Data = JSON.stringify(data);
  try {
    const left = () => Math.max(1, deadline - performance.now());
    const updated = await once(access, `${path}/${encodeURIComponent(key)}`, left(), { form: { Data } });
    if (updated.status !== 404) return updated.status === 200 ? 'done' : 'failed';
    const made = await once(access, path, left(), { form: { Key: key, Data } });
    return made.status === 201 ? 'done' : 'failed';
  } catch {
    return 'failed';
  }
}

/** What became of one change. `conflict`: it is there already, or was changed meanwhile. */
export type SyncChange = 'done' | 'conflict' | 'absent' | 'failed';

/**
 * Makes, changes or removes one resource in one request; on 429 once more, as for a read.
 * @param deadline milliseconds of `performance.now()`
 */
export async function changeSync(
  access: SyncAccess,
  path: string,
  sent: Sent,
  deadline: number,
): Promise<SyncChange> {
  for (let attempt = 0; ; attempt += 1) {
    const left = deadline - performance.now();
    if (left <= 0) return 'failed';
    let status: number;
    try {
      ({ status } = await once(access, path, left, sent));
    } catch {
      return 'failed';
    }
    if (status >= 200 && status < 300) return 'done';
    if (status === 404) return 'absent';
    if (status === 409 || status === 412) return 'conflict';
    if (status !== 429 || attempt > 0) return 'failed';
    await pause(Math.min(50 + Math.random() * 150, Math.max(0, left)));
  }
}

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

/** More than any item can be; an answer beyond it is not Sync's. */
const MAX_ANSWER = 1_000_000;

function once(
  access: SyncAccess,
  path: string,
  milliseconds: number,
): Promise<{ status: number; text: string }> {
  const url = new URL(access.base + path);
  const client = url.protocol === 'http:' ? http : https;
  const authorization = `Basic ${Buffer.from(`${access.accountSid}:${access.authToken}`).toString('base64')}`;
  return new Promise((resolve, reject) => {
    const request = client.get(
      url,
      {
        agent: url.protocol === 'http:' ? plain : secure,
        headers: { authorization, accept: 'application/json' },
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
    request.on('error', reject);
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
    let answer: { status: number; text: string };
    try {
      answer = await once(access, path, left);
    } catch (error) {
      return { kind: 'failed', because: error instanceof Error ? error.message : String(error) };
    }
    if (answer.status === 404) return { kind: 'absent' };
    if (answer.status === 200) return readBody(answer.text);
    if (answer.status !== 429 || attempt > 0)
      return { kind: 'failed', because: `Sync answered ${answer.status}` };
    await pause(Math.min(50 + Math.random() * 150, Math.max(0, left)));
  }
}

import http from 'node:http';
import https from 'node:https';
import type { Json } from './digest.ts';
import { environmentNames, VARIABLE } from './notice.ts';
import { isLoopback } from './sync-client.ts';

/** What a webhook made of a notice. `because` never holds its address: that may carry a secret. */
export type Told = { readonly kind: 'told' } | { readonly kind: 'failed'; readonly because: string };

const failed = (because: string): Told => ({ kind: 'failed', because });

/**
 * An address as it is asked: names in braces replaced, HTTPS only; plain HTTP to this machine, and only where Sync is on it
 * too: in the cloud something else may listen there. The auth token is never put into one, whatever variable holds it.
 */
export function readAddressee(
  address: string,
  environment: { readonly [name: string]: unknown },
): URL | string {
  for (const name of environmentNames(address)) {
    const value = environment[name];
    const { AUTH_TOKEN } = environment;
    if (name === 'AUTH_TOKEN' || value === AUTH_TOKEN || typeof value !== 'string' || value === '')
      return `the variable ${name} of the webhook is not set for these Functions`;
  }
  // What an address begins with may be an address itself; further on it is one part of it.
  const whole = address.replace(VARIABLE, (_hole, name: string, at: number) =>
    at === 0 ? String(environment[name]) : encodeURIComponent(String(environment[name])),
  );
  if (!URL.canParse(whole)) return 'the webhook is no address';
  const url = new URL(whole);
  const { DIALPLAN_SYNC_URL: sync } = environment;
  const here = typeof sync === 'string' && isLoopback(sync) && isLoopback(whole);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && here);
  return secure ? url : 'the webhook is not https';
}

/** More than a webhook needs to say that it has understood. */
const MAX_ANSWER = 10_000;

/** Posts JSON and waits for a status of 200 to 299; redirections are not followed. */
export function tell(url: URL, body: Json, milliseconds: number): Promise<Told> {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'user-agent': 'dialplan',
    ...(url.username === ''
      ? {}
      : {
          authorization: `Basic ${Buffer.from(`${decode(url.username)}:${decode(url.password)}`).toString('base64')}`,
        }),
  };
  return new Promise((resolve) => {
    const client = url.protocol === 'http:' ? http : https;
    const request = client.request(url, { method: 'POST', headers }, (response) => {
      const { statusCode = 0 } = response;
      const well = statusCode >= 200 && statusCode < 300;
      const done = () => resolve(well ? { kind: 'told' } : failed(`the webhook answered ${statusCode}`));
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= MAX_ANSWER) return;
        done();
        request.destroy();
      });
      response.on('end', done);
      response.on('error', () => resolve(failed('the webhook broke off')));
    });
    const timer = setTimeout(() => {
      resolve(failed(`the webhook gave no answer in ${Math.round(milliseconds / 100) / 10} s`));
      request.destroy();
    }, milliseconds);
    request.on('close', () => {
      clearTimeout(timer);
      resolve(failed('the webhook broke off'));
    });
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve(failed(`the webhook could not be reached (${error.code ?? 'broken connection'})`)),
    );
    request.end(text);
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

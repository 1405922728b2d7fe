import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpApplication } from '../../../compiler/local/http-application.ts';
import { run, workplace } from './run-main.ts';

// `dialplan call` against a server on this machine.

interface Seen {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: { readonly [name: string]: string };
}

let server: ReturnType<typeof createServer>;
let origin = '';
let seen: Seen[] = [];
let place: ReturnType<typeof workplace>;
let answer: (seen: Seen) => { status?: number; headers?: object; body?: string } | undefined;

beforeEach(async () => {
  place = workplace();
  seen = [];
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
    const one = { url: request.url ?? '', headers: request.headers, form };
    seen.push(one);
    const given = answer(one);
    if (given === undefined) return;
    const { status = 200, headers = { 'content-type': 'text/xml' }, body = '' } = given;
    response.writeHead(status, headers as never).end(body);
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  place.away();
});

const call = (...args: string[]) => run(place.cwd, ['call', ...args]);
const says = (words: string) => ({ body: `<Response><Say>${words}</Say></Response>` });

describe('dialplan call', () => {
  it('tells what a caller hears, and ends with 0', async () => {
    answer = ({ url, form }) =>
      url === '/key'
        ? says(`You pressed ${form.Digits}.`)
        : { body: '<Response><Gather numDigits="1" action="/key"><Say>Press 1.</Say></Gather></Response>' };
    const { exit, out } = await call(`${origin}/in`, '--press', '1', '--at', '2026-12-25T10:00:00Z');
    expect(exit).toBe(0);
    expect(out).toBe(`\
+61491570156 calls +61255501000 at 2026-12-25T10:00:00.000Z, answered by ${origin}/in

0 s  POST /in [call]
0 s  said "Press 1."
2 s  the caller presses 1
2 s  POST /key [action]
2 s  said "You pressed 1."

after 3 s the application had nothing more to say
`);
    expect(seen[1]?.headers['x-dialplan-at']).toBe('2026-12-25T10:00:02.000Z');
  });

  it('signs as Twilio does with a token of the environment, which it never shows', async () => {
    const secret = 'a-very-secret-token';
    answer = () => says('Hello.');
    const { exit, out, err } = await run(
      place.cwd,
      ['call', `${origin}/in?a=1`, '--auth-token-env', 'MY_TOKEN'],
      { env: { MY_TOKEN: secret } },
    );
    expect(exit).toBe(0);
    const [request] = seen;
    const signature = String(request?.headers['x-twilio-signature']);
    expect(twilio.validateRequest(secret, signature, `${origin}/in?a=1`, { ...request?.form })).toBe(true);
    expect(out + err).not.toContain(secret);
  });

  it('signs for `dialplan dev` on this machine unless a token is named, whatever AUTH_TOKEN is exported', async () => {
    const env = { AUTH_TOKEN: 'that-of-an-account' };
    answer = () => says('Hello.');
    expect((await call(`${origin}/in`)).exit).toBe(0);
    expect((await run(place.cwd, ['call', `${origin}/in`], { env })).exit).toBe(0);
    const named = ['call', `${origin}/in`, '--auth-token-env', 'AUTH_TOKEN'];
    expect((await run(place.cwd, named, { env })).exit).toBe(0);
    const signed = (token: string) =>
      seen.map(({ headers, form }) =>
        twilio.validateRequest(token, String(headers['x-twilio-signature']), `${origin}/in`, { ...form }),
      );
    expect(signed('0'.repeat(32))).toEqual([true, true, false]);
    expect(signed(env.AUTH_TOKEN)).toEqual([false, false, true]);
  });

  it('sends the user and password of a URL, and never shows them', async () => {
    answer = () => says('Hello.');
    const url = origin.replace('http://', 'http://me:hush@');
    for (const format of ['text', 'json']) {
      const { out, err } = await call(`${url}/in`, '--format', format);
      expect(out + err).not.toContain('hush');
    }
    expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:hush').toString('base64')}`);
  });

  it('ends with 3 when the application fails', async () => {
    answer = () => ({ status: 500, body: 'oops' });
    const failed = await call(`${origin}/in`);
    expect(failed.exit).toBe(3);
    expect(failed.out).toContain(`! 11200 ${origin}/in answered 500`);
    await new Promise((settle) => {
      server.close(settle);
      server.closeAllConnections();
    });
    const nowhere = await call(`${origin}/in`);
    expect(nowhere.exit).toBe(3);
    expect(nowhere.out).toContain(`! 11205 ${origin} cannot be connected to: ECONNREFUSED`);
  });

  it('ends with 2 for what it cannot read', async () => {
    for (const words of [
      [],
      ['ftp://x'],
      [`${origin}/in`, '--phone', 'x'],
      [`${origin}/in`, '--at', 'soon'],
    ]) {
      expect((await call(...words)).exit).toBe(2);
    }
    expect(seen).toEqual([]);
  });

  it('keeps cookies, follows redirects, and asks the fallback URL', async () => {
    answer = ({ url }) =>
      url === '/in'
        ? { status: 302, headers: { location: '/moved', 'set-cookie': ['a=1; Path=/', 'b=2'] } }
        : url.startsWith('/moved')
          ? { status: 503 }
          : says('Sorry.');
    const { exit, out } = await call(`${origin}/in`, '--fallback', `${origin}/fallback`);
    expect(exit).toBe(0);
    expect(out).toContain('said "Sorry."');
    expect(seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'a=1; b=2', 'a=1; b=2']);
    expect(seen[2]?.form).toMatchObject({ ErrorCode: '11200' });
  });

  it('makes each possibility a call of its own', async () => {
    answer = ({ url }) =>
      url === '/thanks' ? says('Thank you.') : { body: '<Response><Record action="/thanks"/></Response>' };
    const { out } = await call(`${origin}/in`, '--press', 'silence', '--every', '--format', 'json');
    const { calls } = JSON.parse(out) as { calls: { ending: string; chosen: object[] }[] };
    expect(calls.map(({ chosen }) => chosen)).toEqual([
      [{ question: 'an empty recording', answer: 'falls through' }],
      [{ question: 'an empty recording', answer: 'asks the action' }],
    ]);
    expect(new Set(seen.map(({ form }) => form.CallSid)).size).toBe(2);
  });

  it('sends what a SIP caller has, and prints documents', async () => {
    answer = () => says('Hello.');
    const from = 'sip:alice@acme.sip.twilio.com';
    const { out } = await call(
      `${origin}/out`,
      '--from',
      from,
      '--to',
      'sip:202@acme.sip.twilio.com',
      '--header',
      'X-Account: 5',
      '--method',
      'GET',
      '--twiml',
    );
    expect(out).toContain('<Response><Say>Hello.</Say></Response>');
    const query = new URL(seen[0]?.url ?? '', origin).searchParams;
    expect([query.get('From'), query.get('SipDomain'), query.get('SipHeader_X-Account')]).toEqual([
      from,
      'acme.sip.twilio.com',
      '5',
    ]);
  });
});

describe('an application over HTTP', () => {
  const ask = (patience: number) =>
    httpApplication({ patience })({ method: 'POST', url: `${origin}/in`, fields: {}, cookies: {}, at: 0 });

  it('that does not answer in time is given up', async () => {
    answer = () => undefined;
    await expect(ask(50)).rejects.toMatchObject({
      code: 11200,
      message: `${origin} did not answer within 0.05 s`,
    });
  });

  it('that answers without end is cut off', async () => {
    answer = () => ({ body: 'x'.repeat(5_000_000) });
    const { body } = await ask(5_000);
    expect(body.length).toBeGreaterThan(64 * 1024);
    expect(body.length).toBeLessThan(1_000_000);
  });
});

import { createServer, type RequestOptions, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Door, type DoorOptions, openDoor } from '../../../compiler/local/functions/door.ts';
import { projectRoutes } from '../../../compiler/local/functions/project-routes.ts';
import { signatureFor } from '../../../compiler/local/functions/signature.ts';

// The door alone: behind it stands a server that answers what it was asked.

const TOKEN = '0'.repeat(32);
const ACCOUNTS = 'f'.repeat(32);
const TUNNEL = 'https://pbx.example.com';
const routes = projectRoutes([
  'functions/open.js',
  'functions/wide.js',
  'functions/stuck.js',
  'functions/hello.protected.js',
  'functions/lib/kept.private.js',
  'assets/fallback.xml',
  'assets/data.private.json',
]);
const calls = [
  { title: 'a <number>', path: 'hello', parameters: { From: '+61491570006', To: '+61255501000' } },
  { title: 'another', path: 'hello', parameters: { From: '+61491570006', To: '"x' } },
];

let behind: Server;
let door: Door;
const doors: Door[] = [];

beforeAll(async () => {
  behind = createServer((incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
    if (pathname === '/stuck') return;
    if (pathname === '/wide') outgoing.setHeader('X-Wide', 'x'.repeat(Number(searchParams.get('bytes'))));
    outgoing.end(`${incoming.method} ${incoming.url}`);
  });
  await new Promise<void>((settle) => behind.listen(0, '127.0.0.1', settle));
  door = await opened({ tunnel: { url: TUNNEL, authToken: ACCOUNTS } });
});
afterAll(async () => {
  for (const each of doors) await each.close();
  behind.closeAllConnections();
  await new Promise((settle) => behind.close(settle));
});

async function opened(
  options: Partial<DoorOptions> = {},
  forget: () => Promise<void> = async () => {},
): Promise<Door> {
  const made = await openDoor({ port: 0, authToken: TOKEN, ...options });
  doors.push(made);
  const url = `http://127.0.0.1:${(behind.address() as AddressInfo).port}`;
  await made.open({ url, routes, timezone: 'UTC', forget, calls });
  return made;
}

/** Asks as no browser and no `fetch` would: any header, any path. */
function ask(path: string, options: RequestOptions = {}, body = '', at = door) {
  return new Promise<{ status: number; text: string }>((settle, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: at.port, path, ...options }, (incoming) => {
      let text = '';
      incoming.on('data', (part) => {
        text += part;
      });
      incoming.on('end', () => settle({ status: incoming.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('who signs', () => {
  const form = 'From=1';
  const signed = (host: string, url: string, token: string, more = {}) =>
    ask(
      '/hello',
      {
        method: 'POST',
        headers: {
          host,
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signatureFor(url, form, token),
          ...more,
        },
      },
      form,
    );

  it('through a tunnel Twilio, with the token of the account', async () => {
    expect((await signed('pbx.example.com', `${TUNNEL}/hello`, ACCOUNTS)).status).toBe(200);
    expect((await signed('localhost', `${TUNNEL}/hello`, ACCOUNTS)).status).toBe(200);
  });

  it('through a tunnel nobody with the token of this machine, which everybody knows', async () => {
    const local = `http://localhost:${door.port}/hello`;
    expect((await signed('localhost', local, TOKEN)).status).toBe(200);
    expect(await signed('pbx.example.com', local, TOKEN)).toMatchObject({
      status: 403,
      text: expect.stringContaining(`${TUNNEL}/hello`),
    });
    expect((await signed('pbx.example.com', `${TUNNEL}/hello`, TOKEN)).status).toBe(403);
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect((await signed('localhost', local, TOKEN, forwarded)).status).toBe(403);
  });

  it('says what is missing where no tunnel, or no token of the account, is named', async () => {
    const from = { headers: { host: 'pbx.example.com' } };
    expect((await ask('/hello', from, '', await opened())).text).toContain('--server-url');
    const bare = await opened({ tunnel: { url: TUNNEL, authToken: undefined } });
    expect((await ask('/hello', from, '', bare)).text).toContain('AUTH_TOKEN');
  });
});

describe('a trial, which is signed for whoever asks', () => {
  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: 'evil.example' }, 404],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, 200],
    [{}, 200],
  ])('%o is answered %i', async (headers, status) => {
    for (const method of ['GET', 'POST'])
      expect((await ask('/try/hello', { method, headers })).status).toBe(status);
  });
});

describe('the first page', () => {
  const html = { headers: { accept: 'text/html,*/*' } };

  it('lists for a browser the calls of the plan as links, a form, and what may be tried', async () => {
    const { status, text } = await ask('/', html);
    expect(status).toBe(200);
    expect(text).toContain('<a href="/try/hello?From=+61491570006&amp;To=+61255501000">a &lt;number&gt;</a>');
    expect(text.match(/<form method="post" action="([^"]*)">/g)).toEqual([
      '<form method="post" action="/try/hello">',
    ]);
    expect(text).toContain('<option value="&quot;x">');
    expect(text.match(/<a href="[^"?]*"/g)).toEqual(
      ['open', 'wide', 'stuck', 'hello'].map((each) => `<a href="/try/${each}"`),
    );
  });

  it('is the curls for a terminal, and they work', async () => {
    const { status, text } = await ask('/?');
    expect(status).toBe(200);
    expect(text).toContain('/try/open /try/wide /try/stuck /try/hello');
    expect(text).not.toMatch(/kept|<form/);
    const [, target = ''] = /# a <number>\ncurl '(.*)'/.exec(text) ?? [];
    expect(await (await fetch(target)).text()).toBe('POST /hello');
  });

  test.each([
    ['GET', { origin: 'https://evil.example' }, 403],
    ['GET', { 'sec-fetch-site': 'cross-site' }, 403],
    ['GET', { host: 'evil.example' }, 404],
    ['GET', { host: 'pbx.example.com' }, 404],
    ['GET', { 'x-forwarded-for': '203.0.113.9' }, 404],
    ['GET', { 'sec-fetch-site': 'none' }, 200],
    ['HEAD', {}, 200],
    ['POST', {}, 405],
  ])('%s with %o is answered %i', async (method, headers, status) => {
    const answer = await ask('/', { method, headers });
    expect(answer.status).toBe(status);
    if (status !== 200) expect(answer.text).not.toContain('/try/');
  });
});

describe('what the cloud does not take', () => {
  test.each([
    ['HEAD', '/open', 405],
    ['HEAD', '/fallback.xml', 200],
    ['PUT', '/open', 405],
    ['GET', '/lib/kept', 404],
    ['GET', '/lib/%6bept', 404],
    ['GET', '/open/../lib/kept', 404],
    ['GET', '/Open', 404],
    ['GET', '/data.json', 404],
    ['GET', '/./hello', 403],
    ['GET', '/x/../hello', 403],
    ['GET', '/hello?', 403],
    ['GET', '/hello#open', 403],
    ['GET', '/hello/', 404],
    ['GET', '/%68ello', 404],
    ['GET', '/\\hello', 404],
    ['POST', '/hello', 403],
    ['OPTIONS', '/hello', 403],
    ['OPTIONS', '*', 400],
    ['GET', 'http://localhost/hello', 400],
  ])('%s %s is %i', async (method, path, status) => {
    expect((await ask(path, { method })).status).toBe(status);
  });

  it('headers of more than 4 KB, or more than 75 of them, asked or answered', async () => {
    const wide = (bytes: number) => ask('/open', { headers: { 'x-wide': 'x'.repeat(bytes) } });
    expect((await wide(3_900)).status).toBe(200);
    expect(await wide(4_100)).toMatchObject({ status: 431, text: expect.stringContaining('82008') });
    const many = (count: number) =>
      ask('/open', { headers: Object.fromEntries([...Array(count)].map((_, n) => [`x-${n}`, '1'])) });
    expect((await many(70)).status).toBe(200);
    expect((await many(76)).status).toBe(431);
    const cookies = [...Array(76)].map((_, n) => `c${n}=1`).join('; ');
    expect((await ask('/open', { headers: { cookie: cookies } })).status).toBe(431);
    expect((await ask('/wide?bytes=3000')).status).toBe(200);
    expect(await ask('/wide?bytes=4200')).toMatchObject({
      status: 502,
      text: expect.stringContaining('82008'),
    });
  });

  it('a body that is too large', async () => {
    const sent = ask('/open', { method: 'POST' }, 'x'.repeat(6_000_001));
    expect(await sent).toMatchObject({ status: 413, text: expect.stringContaining('6000000') });
  });

  it('more than so many at a time, also where one connection asks for all of them', async () => {
    const strict = await opened({ rules: { concurrent: 2, milliseconds: 300 } });
    const statuses = await new Promise<string>((settle) => {
      let text = '';
      const socket = connect(strict.port, '127.0.0.1', () => {
        for (let n = 0; n < 4; n += 1) socket.write('GET /stuck HTTP/1.1\r\nHost: localhost\r\n\r\n');
      });
      socket.on('data', (part) => {
        text += part;
        const found = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
        if (found.length < 4) return;
        socket.destroy();
        settle(found.join(' '));
      });
    });
    expect(statuses).toBe('504 504 429 429');
  });
});

describe('a container that is to be a new one', () => {
  it('is given up after its time when it does not even forget', async () => {
    const stuck = await opened({ rules: { cold: 1, milliseconds: 100 } }, () => new Promise(() => {}));
    expect((await ask('/open', {}, '', stuck)).status).toBe(200);
    expect((await ask('/open', {}, '', stuck)).status).toBe(504);
  });

  it('is one for each request, also for those that come together', async () => {
    let forgotten = 0;
    let goOn = (): void => {};
    const gate = new Promise<void>((settle) => {
      goOn = settle;
    });
    const cold = await opened({ rules: { cold: 1 } }, () => {
      forgotten += 1;
      return gate;
    });
    await ask('/open', {}, '', cold);
    const second = ask('/open', {}, '', cold);
    await expect.poll(() => forgotten).toBe(1);
    const third = ask('/open', {}, '', cold);
    await expect.poll(() => forgotten).toBe(2);
    goOn();
    expect([(await second).status, (await third).status]).toEqual([200, 200]);
  });
});

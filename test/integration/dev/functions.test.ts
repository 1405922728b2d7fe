import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Door, openDoor } from '../../../compiler/local/functions/door.ts';
import {
  FunctionsDidNotStart,
  launchFunctions,
  type RunningFunctions,
} from '../../../compiler/local/functions/launch.ts';
import { projectRoutes } from '../../../compiler/local/functions/project-routes.ts';
import { signatureFor } from '../../../compiler/local/functions/signature.ts';

const TOKEN = '0'.repeat(32);
const answering = (body: string): string => `exports.handler = (context, event, callback) => {
  const response = new Twilio.Response();
  response.appendHeader('Content-Type', 'text/xml');
  response.setBody(${body});
  callback(null, response);
};
`;
const project: Record<string, string> = {
  'package.json': '{"name":"p","version":"0.0.0","dependencies":{"@twilio/runtime-handler":"2.1.0"}}',
  'functions/hello.protected.js': answering(
    "'<Response><Say>' + [event.From, event.q, event.request.headers['x-dialplan-at'], context.GREETING].join(' ') + '</Say></Response>'",
  ),
  'functions/open.js': answering("'<Response/>'"),
  'functions/slow.js': `const waiting = (global.waiting ??= []);
exports.handler = (context, event, callback) => {
  if (event.end) for (const done of waiting.splice(0)) done();
  if (event.end) return callback(null, String(waiting.length));
  waiting.push(() => callback(null, 'slow'));
};
`,
  'functions/lib/kept.private.js': 'let calls = 0; exports.next = () => { calls += 1; return calls; };',
  'functions/count.js': `exports.handler = (context, event, callback) => {
  callback(null, String(require(Runtime.getFunctions()['lib/kept'].path).next()));
};
`,
  'functions/lib/secret.private.js': answering("'secret'"),
  'functions/boom.js': 'exports.handler = async () => { throw new Error("boom"); };',
  'assets/fallback.xml': '<Response/>',
  'assets/data.private.json': '{}',
  'assets/list.protected.json': '["protected"]',
};

let directory = '';
let functions: RunningFunctions;
let door: Door;
const heard: string[] = [];

const start = () =>
  launchFunctions({
    directory,
    environment: { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: TOKEN, GREETING: 'good day' },
    hear: (line) => heard.push(line),
  });

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dialplan-project-'));
  for (const [name, text] of Object.entries(project)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  functions = await start();
  door = await openDoor({
    port: 0,
    authToken: TOKEN,
    tunnel: { url: 'https://tunnel.example.com', authToken: TOKEN },
  });
  await door.open({
    url: functions.url,
    routes: projectRoutes(Object.keys(project)),
    timezone: 'Australia/Sydney',
  });
});
afterAll(async () => {
  await door?.close();
  await functions?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(door.url + path, { method: 'POST', body: new URLSearchParams(form), headers });
const body = (form: Record<string, string>): string => new URLSearchParams(form).toString();

/** Whether somebody listens there. */
const listens = (host: string, port: number): Promise<boolean> =>
  new Promise((settle) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      settle(true);
    });
    socket.on('error', () => settle(false));
  });

/** The status of a GET with a body, which `fetch` would not send. */
const getWithBody = async (url: string): Promise<number> => {
  const { request } = await import('node:http');
  return new Promise((settle, reject) => {
    const outgoing = request(url, { method: 'GET', headers: { 'content-length': 3 } }, (incoming) => {
      incoming.resume();
      settle(incoming.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    outgoing.end('a=b');
  });
};

it('leaves the project as it was generated', async () => {
  const { readdirSync } = await import('node:fs');
  expect(readdirSync(directory).sort()).toEqual(['assets', 'functions', 'package.json']);
});

it('is on loopback only, door and Functions', async () => {
  const others = Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
  );
  for (const port of [door.port, Number(new URL(functions.url).port)]) {
    expect(await listens('127.0.0.1', port)).toBe(true);
    for (const { address } of others) expect(await listens(address, port)).toBe(false);
  }
});

it('wants the signature on a protected Function, whatever name it was called by', async () => {
  const form = { From: '+61491570006', CallSid: 'CA1' };
  expect((await post('/hello', form)).status).toBe(403);
  expect((await post('/hello', form, { 'x-twilio-signature': 'nonsense' })).status).toBe(403);
  for (const base of [door.url, `http://127.0.0.1:${door.port}`, 'https://tunnel.example.com']) {
    const signature = signatureFor(`${base}/hello?q=1`, body(form), TOKEN);
    const signed = await post('/hello?q=1', form, { 'x-twilio-signature': signature });
    expect(signed.status).toBe(200);
    expect(await signed.text()).toContain('<Say>+61491570006 1  good day</Say>');
    expect((await post('/hello?q=2', form, { 'x-twilio-signature': signature })).status).toBe(403);
    expect(
      (await post('/hello?q=1', { ...form, From: '+1' }, { 'x-twilio-signature': signature })).status,
    ).toBe(403);
  }
});

it('serves what is public, and hides what is private', async () => {
  expect((await fetch(`${door.url}/open`)).status).toBe(200);
  expect(await (await fetch(`${door.url}/fallback.xml`)).text()).toBe('<Response/>');
  for (const path of [
    '/lib/secret',
    '/data.json',
    '/nothing',
    '/..%2fpackage.json',
    '//elsewhere.example/open',
  ]) {
    expect((await fetch(door.url + path)).status).toBe(404);
  }
  expect((await fetch(`${door.url}/open`, { method: 'DELETE' })).status).toBe(405);
  expect(await getWithBody(`${door.url}/open`)).toBe(403);
});

it('hands out a protected asset only to Twilio', async () => {
  expect((await fetch(`${door.url}/list.json`)).status).toBe(403);
  const signature = signatureFor(`${door.url}/list.json`, '', TOKEN);
  const signed = await fetch(`${door.url}/list.json`, { headers: { 'x-twilio-signature': signature } });
  expect(await signed.json()).toEqual(['protected']);
});

const behind = (url: string, forget: () => Promise<void>) => ({
  url,
  forget,
  routes: projectRoutes(Object.keys(project)),
  timezone: 'UTC',
});

it('refuses what is beyond so many executions at a time, and gives up what takes too long', async () => {
  const strict = await openDoor({ port: 0, authToken: TOKEN, rules: { concurrent: 2, milliseconds: 400 } });
  await strict.open(behind(functions.url, functions.forget));
  const ask = async (path: string) => (await fetch(strict.url + path)).status;
  const slow = [ask('/slow'), ask('/slow'), ask('/slow')];
  expect(await Promise.race(slow)).toBe(429);
  // Assets run nothing.
  expect(await ask('/fallback.xml')).toBe(200);
  expect((await Promise.all(slow)).sort()).toEqual([429, 504, 504]);
  expect(await ask('/open')).toBe(200);
  expect(await ask('/slow?end=1')).toBe(200);
  await strict.close();
});

it('takes thirty at a time by itself, as the cloud does', async () => {
  const slow = Array.from({ length: 31 }, () => fetch(`${door.url}/slow`));
  const first = await Promise.race(slow);
  expect(first.status).toBe(429);
  expect((await fetch(`${functions.url}/slow?end=1`)).status).toBe(200);
  const statuses = (await Promise.all(slow)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(30);
});

it('keeps its modules while it is warm, and is new after so many requests where that is wanted', async () => {
  const counts = async (url: string, times: number) => {
    const seen: string[] = [];
    for (let n = 0; n < times; n += 1) seen.push(await (await fetch(`${url}/count`)).text());
    return seen.join(' ');
  };
  expect(await counts(door.url, 4)).toBe('1 2 3 4');
  const cold = await openDoor({ port: 0, authToken: TOKEN, rules: { cold: 2 } });
  await functions.forget();
  await cold.open(behind(functions.url, functions.forget));
  expect(await counts(cold.url, 5)).toBe('1 2 1 2 1');
  await cold.close();
});

it('says what of an environment Twilio would not take, before anything starts', async () => {
  const failed = launchFunctions({ directory, environment: { LONG: 'x'.repeat(451) }, hear: () => {} });
  await expect(failed).rejects.toMatchObject({
    name: 'FunctionsDidNotStart',
    lastWords: ['the value of `LONG` has 451 bytes; Twilio takes 450'],
    help: expect.stringContaining('in the environment'),
  });
});

it('signs for a person on this machine, with a clock', async () => {
  const tried = await fetch(`${door.url}/try/hello?From=+61491570006&q=2`, {
    headers: { 'x-dialplan-at': '2026-12-25 10:00' },
  });
  expect(tried.headers.get('content-type')).toContain('text/xml');
  expect(await tried.text()).toContain('<Say>+61491570006 2 2026-12-24T23:00:00.000Z good day</Say>');
  const page = await fetch(`${door.url}/try/hello?From=1`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('&lt;Say&gt;1');
  expect((await fetch(`${door.url}/try/hello`, { headers: { 'x-dialplan-at': 'noon' } })).status).toBe(400);
  expect(await (await fetch(`${door.url}/try/hullo`)).text()).toContain(
    'there are /hello /open /slow /count /boom',
  );
  expect((await fetch(`${door.url}/try/lib/secret`)).status).toBe(404);
});

it('signs for nobody who comes through a tunnel or from another site, and sets no clock for them', async () => {
  const { request } = await import('node:http');
  const asked = (
    path: string,
    headers: Record<string, string>,
    form = '',
  ): Promise<{ status: number; text: string }> =>
    new Promise((settle, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port: door.port, path, method: 'POST', headers },
        (incoming) => {
          let text = '';
          incoming.on('data', (part) => {
            text += part;
          });
          incoming.on('end', () => settle({ status: incoming.statusCode ?? 0, text }));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(form);
    });
  expect((await asked('/try/hello', { host: 'tunnel.example.com' })).status).toBe(404);
  expect((await asked('/try/hello', { host: 'localhost', 'x-forwarded-for': '8.8.8.8' })).status).toBe(404);
  const form = body({ From: '1' });
  const answer = await asked(
    '/hello',
    {
      host: 'tunnel.example.com',
      'content-type': 'application/x-www-form-urlencoded',
      'x-dialplan-at': '2026-12-25 10:00',
      'x-twilio-signature': signatureFor('https://tunnel.example.com/hello', form, TOKEN),
    },
    form,
  );
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('<Say>1   good day</Say>') });
});

it('takes the next port when one is taken', async () => {
  const other = await openDoor({ port: door.port, authToken: TOKEN });
  expect(other.port).toBeGreaterThan(door.port);
  expect((await fetch(`${other.url}/open`)).status).toBe(503);
  await other.close();
});

it('stays open while the Functions are replaced, and when they die', async () => {
  const second = await start();
  const before = functions;
  await door.open({ url: second.url, routes: projectRoutes(Object.keys(project)), timezone: 'UTC' });
  await before.stop();
  functions = second;
  expect((await fetch(`${door.url}/open`)).status).toBe(200);
  // Without a fork an async Function that throws takes the server with it.
  expect((await fetch(`${door.url}/boom`)).status).toBe(502);
  await second.ended;
  expect((await fetch(`${door.url}/open`)).status).toBe(502);
});

it('says what twilio-run said when it does not start', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'dialplan-project-'));
  writeFileSync(join(broken, 'package.json'), '{"dependencies":{"@twilio/runtime-handler":"^2.1.0"}}');
  const failed = launchFunctions({ directory: broken, environment: {}, hear: () => {} }).catch(
    (error: unknown) => error,
  );
  const error = await failed;
  expect(error).toBeInstanceOf(FunctionsDidNotStart);
  expect((error as FunctionsDidNotStart).lastWords.join(' ')).toContain('exact valid semver');
  rmSync(broken, { recursive: true });
});

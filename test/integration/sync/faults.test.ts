import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';

let sync: Sync;
const time = { now: Date.UTC(2026, 0, 1, 9) };

beforeAll(async () => {
  sync = await openSync({ clock: () => time.now });
  await ask('POST /v1/Services/default/Maps', 'UniqueName=m');
});
afterEach(() => {
  sync.faults.clear();
  sync.limits.set({ rates: false, latency_ms: 0, concurrency: 100 });
  sync.clock.reset();
  sync.requests.clear();
});
afterAll(() => sync.close());

/** Status and body, or how it failed. */
async function ask(what: string, body?: string, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = what.split(' ');
  const form = body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
  return fetch(sync.url + path, {
    method,
    headers: { ...form, ...headers },
    ...(body !== undefined && { body }),
  });
}

const item = (key: string): string => `/v1/Services/default/Maps/m/Items/${key}`;
const create = (key: string) => ask('POST /v1/Services/default/Maps/m/Items', `Key=${key}&Data=%7B%7D`);
const statusOf = async (promise: Promise<Response>): Promise<number | string> =>
  promise.then(
    (response) => response.status,
    () => 'cut',
  );

/** Steers the service over HTTP. */
async function steer(
  method: string,
  name: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${sync.url}/_dialplan/${name}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('faults on demand', () => {
  test('an error: so many times, in Twilio’s form', async () => {
    sync.faults.add({ kind: 'error', code: 20429, times: 2 });
    const first = await ask(`GET ${item('none')}`);
    expect([first.status, await first.json()]).toMatchObject([429, { code: 20429, status: 429 }]);
    expect(await statusOf(ask(`GET ${item('none')}`))).toBe(429);
    expect(await statusOf(ask(`GET ${item('none')}`))).toBe(404);
  });

  test('garbage instead of JSON', async () => {
    sync.faults.add({ kind: 'garbage', times: 1 });
    const response = await ask(`GET ${item('none')}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<html>');
  });

  test('a reset does nothing', async () => {
    sync.faults.add({ kind: 'reset', times: 1 });
    expect(await statusOf(create('reset'))).toBe('cut');
    expect(await statusOf(ask(`GET ${item('reset')}`))).toBe(404);
  });

  test('a lost reply has done it', async () => {
    sync.faults.add({ kind: 'lost_reply', times: 1, method: 'POST' });
    expect(await statusOf(create('lost'))).toBe('cut');
    expect(await statusOf(ask(`GET ${item('lost')}`))).toBe(200);
  });

  /** Asks, and goes away as soon as the service has met the fault. */
  async function leave(path: string, init: RequestInit): Promise<void> {
    const leaving = new AbortController();
    const asked = fetch(sync.url + path, { ...init, signal: leaving.signal });
    const failed = expect(asked).rejects.toThrow(/abort/);
    await expect.poll(() => sync.faults.list(), { interval: 5 }).toEqual([]);
    leaving.abort();
    await failed;
  }

  test('silence lasts until the client gives up, and nothing is done', async () => {
    sync.faults.add({ kind: 'silent', times: 1 });
    await leave(item('lost'), { method: 'DELETE' });
    expect(await statusOf(ask(`GET ${item('lost')}`))).toBe(200);
  });

  test('a slow write lands although its client has gone', async () => {
    sync.faults.add({ kind: 'slow', seconds: 0.3, times: 1 });
    const body = new URLSearchParams({ Key: 'late', Data: '{}' });
    await leave('/v1/Services/default/Maps/m/Items', { method: 'POST', body });
    await expect.poll(() => statusOf(ask(`GET ${item('late')}`)), { timeout: 10_000 }).toBe(200);
  });

  test('half a body: it is done, and the answer breaks off', async () => {
    sync.faults.add({ kind: 'half_body', times: 1 });
    const made = await create('half');
    expect(made.status).toBe(201);
    await expect(made.text()).rejects.toThrow();
    expect(await statusOf(ask(`GET ${item('half')}`))).toBe(200);
  });

  test('a reply after a minute: it is done at once; the minute is one of the service’s clock', async () => {
    sync.faults.add({ kind: 'late', seconds: 60, times: 1, method: 'POST' });
    const late = create('minute');
    await expect.poll(() => statusOf(ask(`GET ${item('minute')}`)), { timeout: 10_000 }).toBe(200);
    await steer('POST', 'clock', { advance_seconds: 59 });
    expect(
      await Promise.race([late.then(() => 'answered'), ask('GET /v1/Services').then(() => 'not yet')]),
    ).toBe('not yet');
    await steer('POST', 'clock', { advance_seconds: 1 });
    expect((await late).status).toBe(201);
  });

  test('a stale read sees what was when it was set, or so many seconds ago; a write is never stale', async () => {
    const data = async (key: string) =>
      ((await (await ask(`GET ${item(key)}`)).json()) as { data?: object }).data;
    const update = (key: string, n: number) =>
      statusOf(ask(`POST ${item(key)}`, `Data=%7B%22n%22%3A${n}%7D`));
    await create('aged');
    sync.faults.add({ kind: 'stale' });
    expect(await update('aged', 1)).toBe(200);
    await create('young');
    expect(await data('aged')).toEqual({});
    expect(await data('young')).toBeUndefined();
    sync.faults.clear();
    expect(await data('aged')).toEqual({ n: 1 });

    sync.faults.add({ kind: 'stale', seconds: 5 });
    await update('aged', 2);
    expect(await data('aged')).toEqual({ n: 1 });
    sync.clock.advance(4_999);
    await update('aged', 3);
    expect(await data('aged')).toEqual({ n: 1 });
    sync.clock.advance(1);
    expect(await data('aged')).toEqual({ n: 2 });
    sync.clock.advance(5_000);
    expect(await data('aged')).toEqual({ n: 3 });
  });

  test.each([
    ['same', /\/Items\?.*Page=0/],
    ['none', /^null$/],
    ['elsewhere', /^http:\/\/sync\.invalid\/v1\/Services\/IS/],
  ] as const)('a wrong next page: %s', async (next, expected) => {
    await create('page1');
    await create('page2');
    sync.faults.add({ kind: 'wrong_page', next });
    const page = await ask('GET /v1/Services/default/Maps/m/Items?PageSize=1');
    const { meta, items } = (await page.json()) as {
      meta: { next_page_url: string | null };
      items: object[];
    };
    expect(items).toHaveLength(1);
    expect(String(meta.next_page_url)).toMatch(expected);
    expect(await statusOf(ask(`GET ${item('page1')}`))).toBe(200);
  });

  test('a probability is one of chance', async () => {
    const draws = [0.09, 0.1, 0.5, 0];
    const other = await openSync({ chance: () => draws.shift() ?? 1 });
    other.faults.add({ kind: 'error', code: 20503, probability: 0.1 });
    const got = [];
    for (let n = 0; n < 4; n += 1) got.push((await fetch(`${other.url}/v1/Services`)).status);
    expect(got).toEqual([503, 200, 200, 503]);
    await other.close();
  });

  test('those of one path leave the others alone', async () => {
    sync.faults.add({ kind: 'error', code: 20500, path: '/Documents' });
    expect(await statusOf(ask('GET /v1/Services/default/Documents'))).toBe(500);
    expect(await statusOf(ask('GET /v1/Services/default/Maps'))).toBe(200);
  });

  test('a service with a slow request can be closed', async () => {
    const other = await openSync();
    other.faults.add({ kind: 'slow', seconds: 600, times: 1 });
    const asked = fetch(`${other.url}/v1/Services`);
    const failed = expect(asked).rejects.toThrow();
    await expect.poll(() => other.faults.list()).toEqual([]);
    await other.close();
    await failed;
  });
});

describe('steering over HTTP', () => {
  test('health tells who it is', async () => {
    const { body } = await steer('GET', 'health');
    expect(body).toEqual({
      service: 'dialplan sync',
      url: sync.url,
      pid: process.pid,
      directory: null,
      started_at: '2026-01-01T09:00:00.000Z',
      now: '2026-01-01T09:00:00.000Z',
      objects: expect.any(Number),
    });
  });

  test('faults are set, seen, used up and cleared', async () => {
    const fault = { kind: 'error', code: 20503, times: 2 };
    expect(await steer('POST', 'faults', fault)).toEqual({ status: 200, body: { faults: [fault] } });
    expect(await statusOf(ask('GET /v1/Services'))).toBe(503);
    expect((await steer('GET', 'faults')).body).toEqual({ faults: [{ ...fault, times: 1 }] });
    expect((await steer('POST', 'faults', [{ kind: 'reset' }, { kind: 'silent' }])).body).toMatchObject({
      faults: [{}, { kind: 'reset' }, { kind: 'silent' }],
    });
    expect((await steer('DELETE', 'faults')).body).toEqual({ faults: [] });
    expect(await statusOf(ask('GET /v1/Services'))).toBe(200);
  });

  test('faults never meet the steering itself', async () => {
    await steer('POST', 'faults', { kind: 'reset' });
    expect((await steer('GET', 'health')).status).toBe(200);
  });

  test('limits are seen and set: rates of a map, also for what is not there, and how many may ask at a time', async () => {
    expect((await steer('GET', 'limits')).body).toEqual({
      limits: { rates: false, latency_ms: 0, concurrency: 100 },
    });
    expect((await steer('POST', 'limits', { rates: true })).body).toMatchObject({ limits: { rates: true } });
    for (let n = 0; n < 200; n += 1) expect(await statusOf(ask(`GET ${item('none')}`))).toBe(404);
    const over = await ask(`GET ${item('none')}`);
    expect(await over.json()).toMatchObject({ code: 54009, message: expect.stringMatching(/read-map-MP/) });
    expect(await statusOf(ask('GET /v1/Services/default/Maps'))).toBe(200);

    await steer('POST', 'limits', { concurrency: 2, latency_ms: 50 });
    const crowd = await Promise.all([1, 2, 3].map(() => ask('GET /v1/Services')));
    const codes = await Promise.all(
      crowd.map(async (each) => ((await each.json()) as { code?: number }).code),
    );
    expect(codes.filter((code) => code === 20429)).toHaveLength(1);
    expect((await steer('POST', 'limits', { rates: false })).body).toMatchObject({
      limits: { latency_ms: 50 },
    });
  });

  test('the clock is moved, and things expire', async () => {
    await ask('POST /v1/Services/default/Maps/m/Items', 'Key=brief&Data=%7B%7D&Ttl=60');
    expect((await steer('POST', 'clock', { advance_seconds: 61 })).body).toEqual({
      now: '2026-01-01T09:01:01.000Z',
    });
    expect(await statusOf(ask(`GET ${item('brief')}`))).toBe(404);
    expect((await steer('POST', 'clock', { at: '2030-12-24T18:00:00+01:00' })).body).toEqual({
      now: '2030-12-24T17:00:00.000Z',
    });
    expect((await steer('DELETE', 'clock')).body).toEqual({ now: '2026-01-01T09:00:00.000Z' });
    expect((await steer('GET', 'clock')).body).toEqual({ now: '2026-01-01T09:00:00.000Z' });
  });

  test('what was asked can be counted', async () => {
    await create('counted');
    await create('counted');
    await ask(`GET ${item('counted')}`);
    sync.faults.add({ kind: 'lost_reply', method: 'DELETE', times: 1 });
    await statusOf(ask(`DELETE ${item('counted')}`));
    const { body } = await steer('GET', 'requests');
    expect(body).toMatchObject({ reads: 1, writes: 3, written: 2 });
    expect((body as { last: object[] }).last).toMatchObject([
      { method: 'POST', status: 201 },
      { method: 'POST', status: 409 },
      { method: 'GET', status: 200, url: item('counted') },
      { method: 'DELETE', status: null, fault: 'lost_reply' },
    ]);
    expect((await steer('DELETE', 'requests')).body).toMatchObject({ reads: 0, writes: 0, last: [] });
  });

  test.each<[string, string, unknown, number]>([
    ['GET', 'nothing', undefined, 404],
    ['PUT', 'faults', {}, 405],
    ['PUT', 'clock', {}, 405],
    ['DELETE', 'limits', undefined, 405],
    ['POST', 'limits', { rates: 1 }, 400],
    ['POST', 'limits', { rate: true }, 400],
    ['POST', 'limits', { latency_ms: -1 }, 400],
    ['POST', 'limits', { concurrency: 0 }, 400],
    ['POST', 'limits', [], 400],
    ['POST', 'faults', { kind: 'late' }, 400],
    ['POST', 'requests', {}, 405],
    ['POST', 'faults', { kind: 'flood' }, 400],
    ['POST', 'faults', [{ kind: 'reset' }, 1], 400],
    ['POST', 'clock', { at: 'tomorrow' }, 400],
    ['POST', 'clock', undefined, 400],
  ])('%s %s %o is answered %i with a reason', async (method, name, body, status) => {
    const answer = await steer(method, name, body);
    expect(answer).toEqual({ status, body: { message: expect.stringMatching(/\w/) } });
    expect(sync.faults.list()).toEqual([]);
  });

  test('a body that is not JSON is refused', async () => {
    const response = await fetch(`${sync.url}/_dialplan/faults`, { method: 'POST', body: '{' });
    expect(response.status).toBe(400);
  });
});

describe('the wire', () => {
  test('a body that is no form has no parameters, and one too long is refused', async () => {
    const create = '/v1/Services/default/Maps/m/Items';
    const json = { 'Content-Type': 'application/json' };
    const body = '{"Key":"k","Data":"{}"}';
    const response = await fetch(sync.url + create, { method: 'POST', headers: json, body });
    expect(await response.json()).toMatchObject({ code: 54209 });
    const long = await ask(`POST ${create}`, `Key=k&Data=${'x'.repeat(2 << 20)}`);
    expect(await long.json()).toMatchObject({ code: 54006 });
  });

  test('data nested too deeply to be written back is refused, not half done', async () => {
    const nested = (levels: number): string => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    const make = (key: string, levels: number) =>
      statusOf(ask('POST /v1/Services/default/Maps/m/Items', `Key=${key}&Data=${nested(levels)}`));
    expect(await make('deep', 1_000)).toBe(201);
    expect(await make('deeper', 1_001)).toBe(400);
    expect(await make('deepest', 8_000)).toBe(400);
    expect(await statusOf(ask(`GET ${item('deep')}`))).toBe(200);
    expect(await statusOf(ask(`GET ${item('deepest')}`))).toBe(404);
  });

  test('absolute URLs name the host that was asked', async () => {
    const { port } = new URL(sync.url);
    const body = await raw({ host: `localhost:${port}` }, '/v1/Services/default');
    expect(body).toContain(`"url":"http://localhost:${port}/v1/Services/IS`);
  });

  test('web pages are kept out: neither another origin nor a name that resolves to this machine gets in', async () => {
    const evil = { host: 'evil.example:80' };
    for (const path of ['/v1/Services', '/_dialplan/health']) {
      expect(await raw(evil, path)).toContain('programs on this machine only');
      expect(await raw({ host: '127.0.0.1', origin: 'https://evil.example' }, path)).toContain('only');
      expect(await raw({ host: '127.0.0.1', origin: 'http://localhost:3000' }, path)).not.toContain('only');
    }
  });

  test('a client that leaves in the middle of its request harms nobody', async () => {
    const { port } = new URL(sync.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /v1/Services HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nFriend');
        setTimeout(() => {
          socket.destroy();
          resolve();
        }, 20);
      });
    });
    expect(await statusOf(ask('GET /v1/Services'))).toBe(200);
  });

  test('something that fails inside is a 500 in Twilio’s form, and is reported', async () => {
    const reported: unknown[] = [];
    const broken = await openSync({ report: (error) => reported.push(error) });
    const { services } = broken.store.state;
    services.get = () => {
      throw new Error('broken on purpose');
    };
    const response = await fetch(`${broken.url}/v1/Services/default`);
    expect(await response.json()).toMatchObject({ code: 20500, status: 500 });
    expect(String(reported[0])).toContain('broken on purpose');
    await broken.close();
  });
});

/** A GET with headers that `fetch` would not send. */
function raw(headers: Record<string, string>, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(sync.url);
    httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
}

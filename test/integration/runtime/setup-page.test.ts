import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SETUP_PATH, sign } from '../../../runtime/setup-link.ts';
import { setupPage } from '../../../runtime/setup-page.ts';
import { bundle } from '../../support/program.ts';

// The page follows `next_page_url`, with the auth token in its header: whatever that says, it is asked of Sync and of nobody else.

const TOKEN = 'the-auth-token';
const open: Server[] = [];

/** A server that answers each request with JSON; the paths that it was asked. */
async function serve(body: (path: string) => unknown): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify(body(request.url ?? '')));
  });
  open.push(server);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

let next: string;
let sync: Awaited<ReturnType<typeof serve>>;

beforeEach(async () => {
  next = '';
  sync = await serve((path) =>
    path.startsWith('/v1/Services?')
      ? { services: [], meta: { next_page_url: path.includes('PageSize=100') ? next : null } }
      : {},
  );
});

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((settle) => server.close(settle));
  }
});

const signed = (seconds: number, key = TOKEN, path = SETUP_PATH): { readonly [name: string]: string } => {
  const link = new URL(sign(path, Math.ceil(Date.now() / 1_000) + seconds, key), 'http://x');
  return Object.fromEntries(link.searchParams);
};

const ask = (parameters: { readonly [name: string]: unknown } = signed(60)) => {
  const environment = { ACCOUNT_SID: 'AC1', AUTH_TOKEN: TOKEN, DIALPLAN_SYNC_URL: sync.url };
  return setupPage(parameters, environment, bundle);
};

it('looks through the next page of Sync, and of no other host', async () => {
  const thief = await serve(() => ({ services: [] }));
  const { host } = new URL(thief.url);
  for (const address of [
    `https://evil.example/v1/Services?Page=1`,
    `${thief.url}/v1/Services?Page=1`,
    // As long as the origin is what stands before the at sign.
    `http://x@${host}/v1/Services?Page=1`,
    `http://${'y'.repeat(40)}:z@${host}/v1/Services?Page=1`,
  ]) {
    next = address;
    sync.asked.length = 0;
    expect((await ask()).status).toBe(404);
    expect(sync.asked).toEqual(['/v1/Services?PageSize=100', '/v1/Services?Page=1']);
  }
  expect(thief.asked).toEqual([]);
});

it.each([
  ['none', {}],
  ['one that is over', signed(-60)],
  ['one of another account', signed(60, 'another-token')],
  ['one signed with nothing', signed(60, '')],
  ['one for another page', signed(60, TOKEN, '/other')],
  ['one that was made to last', { ...signed(60), expires: '999999999999' }],
  ['half a signature', { ...signed(60), signature: signed(60).signature?.slice(0, 20) }],
  ['a signature in a list', { ...signed(60), signature: [[signed(60).signature]] }],
])('stays shut without a link, asks nobody and tells nothing: %s', async (_name, parameters) => {
  const { status, html } = await ask(parameters);
  expect(status).toBe(403);
  expect(html).not.toContain(bundle.service);
  expect(sync.asked).toEqual([]);
});

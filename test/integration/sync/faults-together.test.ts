import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';

// Faults that meet limits, other faults, their own end.

let sync: Sync;
const time = { now: Date.UTC(2026, 0, 1, 9) };
const items = '/v1/Services/default/Maps/m/Items';

beforeAll(async () => {
  sync = await openSync({ clock: () => time.now });
  await post('/v1/Services/default/Maps', { UniqueName: 'm' });
  await post(items, { Key: 'k', Data: '{"n":0}' });
});
afterEach(() => {
  sync.faults.clear();
  sync.limits.set({ rates: false, latency_ms: 0, concurrency: 100 });
  sync.clock.reset();
});
afterAll(() => sync.close());

const post = (path: string, form: Record<string, string>) =>
  fetch(sync.url + path, { method: 'POST', body: new URLSearchParams(form) });
const get = (path = `${items}/k`) => fetch(sync.url + path);
const number = async () => ((await (await get()).json()) as { data: { n: number } }).data.n;

test('a stale read that may happen a few times is stale each time, the last one too', async () => {
  await post(`${items}/k`, { Data: '{"n":1}' });
  sync.faults.add({ kind: 'stale', times: 2 });
  await post(`${items}/k`, { Data: '{"n":2}' });
  expect([await number(), await number(), await number()]).toEqual([1, 1, 2]);
});

test('a request that is one too many uses up no fault', async () => {
  sync.limits.set({ rates: true, concurrency: 1 });
  sync.faults.add({ kind: 'late', seconds: 60, times: 1 }, { kind: 'error', code: 20503, times: 1 });
  const late = get();
  await expect.poll(() => sync.faults.list()).toHaveLength(1);
  expect((await get()).status).toBe(429);
  sync.clock.advance(60_000);
  expect((await late).status).toBe(200);
  expect((await get()).status).toBe(503);
});

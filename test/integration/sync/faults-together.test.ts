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

test('when the faults go, so does what they hold back: a silence is cut, a wait is over', async () => {
  sync.faults.add({ kind: 'silent', times: 1 }, { kind: 'slow', seconds: 600, times: 1 });
  const silent = get().then(
    () => 'answered',
    () => 'cut',
  );
  await expect.poll(() => sync.faults.list()).toHaveLength(1);
  const slow = get();
  await expect.poll(() => sync.faults.list()).toEqual([]);
  sync.faults.clear();
  expect(await silent).toBe('cut');
  expect((await slow).status).toBe(200);
});

test.each(['error', 'garbage', 'reset', 'lost_reply', 'half_body', 'wrong_page'] as const)(
  '%s can come late',
  async (kind) => {
    const own = { error: { code: 20503 }, wrong_page: { next: 'none' } } as const;
    sync.faults.add({ kind, ...{ ...own }[kind as 'error'], seconds: 60, times: 1 });
    let over = false;
    const asked = get(items)
      .then((response) => response.text())
      .catch(() => 'cut')
      .finally(() => {
        over = true;
      });
    await expect.poll(() => sync.faults.list()).toEqual([]);
    sync.clock.advance(59_000);
    // An answer of its own, so that one of the other would have come by now.
    await get();
    expect(over).toBe(false);
    sync.clock.advance(1_000);
    const expected = { error: '"status":503', garbage: '<html>', wrong_page: '"next_page_url":null' };
    expect(await asked).toContain(
      { ...{ reset: '', lost_reply: '', half_body: '' }, ...expected }[kind] || 'cut',
    );
  },
);

test('a read of the map itself is one of the twenty a second that its items share', async () => {
  sync.limits.set({ rates: true });
  const map = '/v1/Services/default/Maps/m';
  for (let n = 0; n < 200; n += 1) expect((await get(map)).status).toBe(200);
  expect((await get(map)).status).toBe(429);
  expect((await get()).status).toBe(429);
  expect((await post(map, { Ttl: '0' })).status).toBe(200);
});

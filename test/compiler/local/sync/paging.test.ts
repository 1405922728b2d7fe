import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../compiler/local/sync/exchange.ts';
import { type Asking, account, bodyOf, keysOf } from './account.ts';

interface Meta {
  readonly key: string;
  readonly page: number;
  readonly page_size: number;
  readonly url: string;
  readonly first_page_url: string;
  readonly next_page_url: string | null;
  readonly previous_page_url: string | null;
}

const metaOf = (answer: Answer): Meta => bodyOf(answer).meta as unknown as Meta;

function mapOf(keys: readonly string[]) {
  const made = account();
  made.ask('POST /Maps', { UniqueName: 'm' });
  for (const key of keys) made.ask('POST /Maps/m/Items', { Key: key, Data: '{}' });
  return made;
}

/** Follows a link of a `meta` block. */
const follow = (ask: Asking, url: string): Answer => ask(`GET ${url.replace(/^http:\/\/[^/]+/, '')}`);

/** All keys, page after page. */
function walk(ask: Asking, query: string): readonly string[] {
  const keys: string[] = [];
  for (let url: string | null = `/Maps/m/Items?${query}`; url !== null; ) {
    const answer: Answer = follow(ask, url);
    keys.push(...keysOf(answer));
    url = metaOf(answer).next_page_url;
  }
  return keys;
}

describe('items', () => {
  const keys = ['b', 'a', 'B', 'é', '10', '9', '_', 'a!', '\u{1F600}', '\uFFFD'];

  test('are in order of the code unit', () => {
    const { ask } = mapOf(keys);
    const sorted = ['10', '9', 'B', '_', 'a', 'a!', 'b', 'é', '\u{1F600}', '\uFFFD'];
    expect(keysOf(ask('GET /Maps/m/Items'))).toEqual(sorted);
    expect(keysOf(ask('GET /Maps/m/Items?Order=desc'))).toEqual(sorted.toReversed());
  });

  test.each([
    ['From=b', 'b,c,d'],
    ['From=b&Bounds=exclusive', 'c,d'],
    ['From=b&Order=desc', 'b,a'],
    ['From=b&Order=desc&Bounds=exclusive', 'a'],
    ['From=bb', 'c,d'],
    ['From=bb&Bounds=exclusive', 'c,d'],
    ['From=bb&Order=desc', 'b,a'],
    ['From=z', ''],
    ['From=0&Order=desc', ''],
    ['From=', 'a,b,c,d'],
  ])('%s gives %s', (query, expected) => {
    const { ask } = mapOf(['d', 'b', 'a', 'c']);
    expect(keysOf(ask(`GET /Maps/m/Items?${query}`)).join()).toBe(expected);
    expect(walk(ask, `${query}&PageSize=1`).join()).toBe(expected);
  });

  test('the meta block repeats what was asked, with defaults and absolute URLs', () => {
    const { ask } = mapOf(['a', 'b', 'c']);
    const url = `http://127.0.0.1:1/v1/Services/${bodyOf(ask('GET /v1/Services/default')).sid}/Maps/${
      bodyOf(ask('GET /Maps/m')).sid
    }/Items`;
    const first = metaOf(ask('GET /Maps/m/Items?From=a&PageSize=2'));
    expect(first).toMatchObject({
      key: 'items',
      page: 0,
      page_size: 2,
      previous_page_url: null,
      url: `${url}?From=a&Bounds=inclusive&Order=asc&PageSize=2&Page=0`,
      first_page_url: `${url}?From=a&Bounds=inclusive&Order=asc&PageSize=2&Page=0`,
    });
    const next = new URL(first.next_page_url ?? '');
    expect(Object.fromEntries(next.searchParams)).toMatchObject({ From: 'a', PageSize: '2', Page: '1' });
    expect(next.searchParams.get('PageToken')).toMatch(/^PT[\w-]+$/);
    const second = follow(ask, next.href);
    expect(keysOf(second)).toEqual(['c']);
    expect(metaOf(second)).toMatchObject({ page: 1, next_page_url: null, url: next.href });
    expect(keysOf(follow(ask, metaOf(second).previous_page_url ?? ''))).toEqual(['a', 'b']);
  });

  test('a page holds 50 when nothing is asked, and 100 at most', () => {
    const { ask } = mapOf(Array.from({ length: 120 }, (_, i) => `k${i}`));
    expect(keysOf(ask('GET /Maps/m/Items'))).toHaveLength(50);
    const most = ask('GET /Maps/m/Items?PageSize=500');
    expect(keysOf(most)).toHaveLength(100);
    expect(metaOf(most).page_size).toBe(100);
  });

  test('a listing is not a snapshot, and an item that is there all the time is not missed', () => {
    const { ask } = mapOf(['a', 'b', 'c', 'd']);
    const first = ask('GET /Maps/m/Items?PageSize=2');
    ask('DELETE /Maps/m/Items/b');
    ask('POST /Maps/m/Items', { Key: 'aa', Data: '{}' });
    ask('POST /Maps/m/Items', { Key: 'cc', Data: '{}' });
    expect(keysOf(follow(ask, metaOf(first).next_page_url ?? ''))).toEqual(['c', 'cc']);
    expect(keysOf(ask('GET /Maps/m/Items'))).toEqual(['a', 'aa', 'c', 'cc', 'd']);
  });

  test('law: pages of any size in any order give each key in range once, forwards and backwards', () => {
    const key = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'B', '1', 'é') });
    const query = fc.record({
      order: fc.constantFrom('asc', 'desc'),
      bounds: fc.constantFrom('inclusive', 'exclusive'),
      from: fc.option(key),
      size: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 20 }), query, (all, { order, bounds, from, size }) => {
        const { ask } = mapOf(all);
        const inRange = (k: string): boolean =>
          from === null || (order === 'asc' ? k > from : k < from) || (bounds === 'inclusive' && k === from);
        const expected = all.filter(inRange).sort();
        if (order === 'desc') expected.reverse();
        const start = from === null ? '' : `&From=${encodeURIComponent(from)}`;
        const asked = `Order=${order}&Bounds=${bounds}&PageSize=${size}${start}`;
        expect(walk(ask, asked)).toEqual(expected);
        expect(walkBack(ask, asked)).toEqual(expected);
      }),
    );
  });
});

/** All keys, from the last page back to the first. */
function walkBack(ask: Asking, query: string): readonly string[] {
  let answer = follow(ask, `/Maps/m/Items?${query}`);
  for (let next = metaOf(answer).next_page_url; next !== null; next = metaOf(answer).next_page_url) {
    answer = follow(ask, next);
  }
  let keys = keysOf(answer);
  for (let back = metaOf(answer).previous_page_url; back !== null; back = metaOf(answer).previous_page_url) {
    answer = follow(ask, back);
    keys = [...keysOf(answer), ...keys];
  }
  return keys;
}

test.each(['Maps', 'Documents'])('%s are listed in the order they were made, in pages', (kind) => {
  const { ask } = account();
  const made = Array.from(
    { length: 7 },
    (_, i) => bodyOf(ask(`POST /${kind}`, { UniqueName: `n${9 - i}` })).sid,
  );
  const found: unknown[] = [];
  const name = kind.toLowerCase();
  for (let url: string | null = `/${kind}?PageSize=3`; url !== null; ) {
    const answer: Answer = follow(ask, url);
    found.push(...(bodyOf(answer)[name] as { sid: string }[]).map(({ sid }) => sid));
    expect(metaOf(answer).key).toBe(name);
    url = metaOf(answer).next_page_url;
  }
  expect(found).toEqual(made);
});

test('services are listed in pages, the default one first', () => {
  const { ask } = account();
  const { sid } = bodyOf(ask('POST /v1/Services'));
  const first = ask('GET /v1/Services?PageSize=1');
  expect(bodyOf(first).services).toMatchObject([{ unique_name: 'default' }]);
  expect(bodyOf(follow(ask, metaOf(first).next_page_url ?? '')).services).toMatchObject([{ sid }]);
});

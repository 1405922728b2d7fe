import { describe, expect, test } from 'vitest';
import { take, writeCost } from '../../../../compiler/local/sync/rate.ts';
import { type Asking, account, bodyOf, verdict } from './account.ts';

/** How often a request goes through before it is refused, and the refusal. */
function until429(ask: () => ReturnType<Asking>): { passed: number; refusal: ReturnType<Asking> } {
  for (let passed = 0; passed < 1000; passed += 1) {
    const answer = ask();
    if (answer.status === 429) return { passed, refusal: answer };
  }
  throw new Error('it was never refused');
}

function limited() {
  const made = account({ rates: true });
  made.ask('POST /Maps', { UniqueName: 'm' });
  made.ask('POST /Maps/m/Items', { Key: 'k', Data: '{}' });
  made.wait(60);
  return made;
}

const small = { Data: '{}' };
const large = { Data: JSON.stringify({ text: 'x'.repeat(10_240) }) };

describe('with rates', () => {
  test('ten seconds of reads at once, then 20 a second', () => {
    const { ask, wait } = limited();
    const { passed, refusal } = until429(() => ask('GET /Maps/m/Items/k'));
    expect(passed).toBe(200);
    expect(refusal.body).toMatchObject({ code: 54009, status: 429 });
    expect(bodyOf(refusal).message).toMatch(/^Rate limit exceeded for read-map-MP[0-9a-f]{32}$/);
    wait(1);
    expect(until429(() => ask('GET /Maps/m/Items')).passed).toBe(20);
  });

  test('reads and writes have buckets of their own, and so has each map', () => {
    const { ask } = limited();
    expect(until429(() => ask('POST /Maps/m/Items/k', small)).passed).toBe(200);
    expect(verdict(ask('GET /Maps/m/Items/k'))).toBe('200');
    expect(verdict(ask('POST /Maps', { UniqueName: 'other' }))).toBe('201');
    expect(verdict(ask('POST /Maps/other/Items', { Key: 'k', ...small }))).toBe('201');
  });

  test('all items of a map share its bucket', () => {
    const { ask } = limited();
    let n = 0;
    const { passed } = until429(() => {
      n += 1;
      return ask('POST /Maps/m/Items', { Key: `k${n}`, ...small });
    });
    expect(passed).toBe(200);
  });

  test('a write of 10 KiB costs ten', () => {
    const { ask, wait } = limited();
    expect(until429(() => ask('POST /Maps/m/Items/k', large)).passed).toBe(20);
    wait(1);
    expect(until429(() => ask('POST /Maps/m/Items/k', large)).passed).toBe(2);
  });

  test('a refused write is not made', () => {
    const { ask } = limited();
    until429(() => ask('POST /Maps/m/Items/k', small));
    expect(bodyOf(ask('GET /Maps/m/Items/k')).revision).toBe('200');
  });

  test('making and deleting objects share a bucket', () => {
    const { ask } = limited();
    let n = 0;
    const { passed, refusal } = until429(() => {
      n += 1;
      return n % 2 === 1 ? ask('POST /Documents', { UniqueName: 'd' }) : ask('DELETE /Documents/d');
    });
    expect(passed).toBe(200);
    expect(bodyOf(refusal).message).toMatch(/create-delete-IS/);
  });

  test('documents are counted one by one', () => {
    const { ask } = limited();
    ask('POST /Documents', { UniqueName: 'd' });
    expect(until429(() => ask('POST /Documents/d', small)).passed).toBe(200);
    expect(until429(() => ask('GET /Documents/d')).passed).toBe(200);
  });

  test('what is not there is looked for at the same cost; without a map nothing is counted', () => {
    const { ask } = limited();
    for (let i = 0; i < 200; i += 1) expect(verdict(ask('GET /Maps/m/Items/none'))).toBe('404/20404');
    expect(verdict(ask('GET /Maps/m/Items/none'))).toBe('429/54009');
    for (let i = 0; i < 300; i += 1) expect(verdict(ask('GET /Maps/none/Items/none'))).toBe('404/20404');
  });
});

test('without rates nothing is refused', () => {
  const { ask } = account();
  ask('POST /Maps', { UniqueName: 'm' });
  for (let i = 0; i < 500; i += 1) {
    expect(verdict(ask('POST /Maps/m/Items', { Key: `k${i}`, ...small }))).toBe('201');
  }
});

test.each([
  [2, 1],
  [1_024, 1],
  [5_632, 5.5],
  [10_240, 10],
  [16_384, 10],
])('a write of %i bytes costs %d', (bytes, cost) => {
  expect(writeCost(bytes)).toBe(cost);
});

test('a bucket does not fill beyond ten seconds, nor run backwards', () => {
  const used = take(undefined, 200, 0);
  expect(take(used, 1, -5_000)).toMatchObject({ allowed: false, tokens: 0 });
  expect(take(used, 0, 3_600_000).tokens).toBe(200);
});

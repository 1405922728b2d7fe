import { expect, test } from 'vitest';
import { snapshotSize, sweep } from '../../../../compiler/local/sync/snapshot.ts';
import { applyChange } from '../../../../compiler/local/sync/state.ts';
import { account, BEGIN, bodyOf, keysOf, verdict } from './account.ts';

const MAP = 'POST /Maps';
const ITEMS = 'POST /Maps/m/Items';

test('an item lives for its time and not a second longer', () => {
  const { ask, wait } = account();
  ask(MAP, { UniqueName: 'm' });
  const item = bodyOf(ask(ITEMS, { Key: 'k', Data: '{}', ItemTtl: '60' }));
  expect(item.date_expires).toBe('2015-07-30T20:01:00Z');
  wait(59);
  expect(verdict(ask('GET /Maps/m/Items/k'))).toBe('200');
  wait(1);
  for (const what of ['GET', 'POST', 'DELETE']) {
    expect(verdict(ask(`${what} /Maps/m/Items/k`, { Data: '{}' }))).toBe('404/20404');
  }
  expect(keysOf(ask('GET /Maps/m/Items'))).toEqual([]);
});

test('an expired key can be made again, from revision "0"', () => {
  const { ask, wait } = account();
  ask(MAP, { UniqueName: 'm' });
  ask(ITEMS, { Key: 'k', Data: '{}', Ttl: '5' });
  ask('POST /Maps/m/Items/k', { Data: '{}' });
  wait(5);
  expect(bodyOf(ask(ITEMS, { Key: 'k', Data: '{}' }))).toMatchObject({ revision: '0', date_expires: null });
});

test('the alias is ignored when the other is given too', () => {
  const { ask } = account();
  const map = bodyOf(ask(MAP, { UniqueName: 'm', Ttl: '10', CollectionTtl: '20' }));
  expect(map.date_expires).toBe('2015-07-30T20:00:20Z');
  const item = bodyOf(ask(ITEMS, { Key: 'k', Data: '{}', Ttl: 'nonsense', ItemTtl: '30' }));
  expect(item.date_expires).toBe('2015-07-30T20:00:30Z');
});

test('an update without a time leaves it, 0 or nothing takes it away', () => {
  const { ask } = account();
  ask(MAP, { UniqueName: 'm' });
  ask(ITEMS, { Key: 'k', Data: '{}', Ttl: '30' });
  const update = (form: Record<string, string>) => bodyOf(ask('POST /Maps/m/Items/k', form)).date_expires;
  expect(update({ Data: '{}' })).toBe('2015-07-30T20:00:30Z');
  expect(update({ Ttl: '0' })).toBeNull();
  expect(update({ Ttl: '40' })).toBe('2015-07-30T20:00:40Z');
  expect(update({ Ttl: '' })).toBeNull();
});

test('a map that expires takes its items along, and its name is free', () => {
  const { ask, wait } = account();
  const first = bodyOf(ask(MAP, { UniqueName: 'm', CollectionTtl: '10' })).sid;
  ask(ITEMS, { Key: 'k', Data: '{}' });
  wait(10);
  expect(verdict(ask('GET /Maps/m'))).toBe('404/20404');
  expect(verdict(ask('GET /Maps/m/Items/k'))).toBe('404/20404');
  expect(bodyOf(ask('GET /Maps')).maps).toEqual([]);
  const again = ask(MAP, { UniqueName: 'm' });
  expect(verdict(again)).toBe('201');
  expect(bodyOf(again).sid).not.toBe(first);
  expect(keysOf(ask('GET /Maps/m/Items'))).toEqual([]);
});

test('`CollectionTtl` on an item moves the expiry of its map', () => {
  const { ask, wait } = account();
  ask(MAP, { UniqueName: 'm', Ttl: '10' });
  wait(5);
  ask(ITEMS, { Key: 'k', Data: '{}', CollectionTtl: '10' });
  expect(bodyOf(ask('GET /Maps/m'))).toMatchObject({ date_expires: '2015-07-30T20:00:15Z', revision: '1' });
});

test('documents expire too', () => {
  const { ask, wait } = account();
  ask('POST /Documents', { UniqueName: 'd', Ttl: '10' });
  wait(10);
  expect(verdict(ask('GET /Documents/d'))).toBe('404/20404');
  expect(bodyOf(ask('GET /Documents')).documents).toEqual([]);
  expect(verdict(ask('POST /Documents', { UniqueName: 'd' }))).toBe('201');
});

test('a sweep drops what has expired and nothing else', () => {
  const { ask, wait, store } = account();
  ask(MAP, { UniqueName: 'm' });
  ask(MAP, { UniqueName: 'gone', Ttl: '1' });
  ask('POST /Documents', { Ttl: '1' });
  ask(ITEMS, { Key: 'a', Data: '{}', Ttl: '1' });
  ask(ITEMS, { Key: 'b', Data: '{}' });
  wait(1);
  expect(snapshotSize(store.state)).toBe(7);
  for (const change of sweep(store.state, BEGIN + 1000)) applyChange(store.state, change);
  expect(snapshotSize(store.state)).toBe(4);
  expect(keysOf(ask('GET /Maps/m/Items'))).toEqual(['b']);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DesiredItem, desiredItems } from '../../../compiler/model/desired.ts';
import { diff, type Live } from '../../../compiler/reconcile/diff.ts';
import { guard } from '../../../compiler/reconcile/guard.ts';
import { pathChanges } from '../../../compiler/reconcile/paths.ts';
import { emptyDocument } from '../../../compiler/reconcile/release-document.ts';
import type { LiveItem } from '../../../compiler/reconcile/verdict.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { pack, unpack } from '../../../runtime/release.ts';

const MAPS = {
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'nodes',
  state_map: 'state',
};

const paths = (before: JsonObject, after: JsonObject) =>
  pathChanges(before, after).map(
    (c) => `${c.path}: ${JSON.stringify(c.before)} -> ${JSON.stringify(c.after)}`,
  );

describe('differences inside a payload', () => {
  it('are named by their path', () => {
    expect(paths({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1, c: 5 }, e: 4 })).toEqual([
      'a.c: 2 -> 5',
      'd: 3 -> undefined',
      'e: undefined -> 4',
    ]);
  });

  it('are not the order of keys', () => {
    expect(paths({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
  });

  it('follow members by name', () => {
    const alice = { name: 'alice', timeout: 15 };
    const bob = { name: 'bob', timeout: 15 };
    expect(paths({ group: [alice, bob] }, { group: [bob, { ...alice, timeout: 20 }] })).toEqual([
      'group[alice].timeout: 15 -> 20',
      'group (order): ["alice","bob"] -> ["bob","alice"]',
    ]);
    expect(paths({ group: [alice, bob] }, { group: [bob] })).toEqual([
      `group[alice]: ${JSON.stringify(alice)} -> undefined`,
    ]);
  });

  it('show short lists whole and others by position', () => {
    expect(paths({ needs: ['a', 'b'] }, { needs: ['a'] })).toEqual(['needs: ["a","b"] -> ["a"]']);
    expect(paths({ w: [{ x: 1 }, { x: 2 }] }, { w: [{ x: 1 }, { x: 3 }] })).toEqual(['w[1].x: 2 -> 3']);
  });

  it('are none exactly when the digests are equal', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(json, json, (a, b) => {
        const [x, y] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
        expect(pathChanges(x, y).length === 0).toBe(digest(x) === digest(y));
        expect(pathChanges(x, x)).toEqual([]);
      }),
    );
  });
});

const item = (key: string, uri: string): DesiredItem => ({
  map: 'number_map',
  key,
  payload: { type: 'sip', uri },
});
const plan = (...items: readonly DesiredItem[]) =>
  desiredItems({ plan: 'acme', service: 'pbx', maps: MAPS, cacheSeconds: 5 }, items);

const found = (key: string, data: object, revision = '0'): LiveItem => ({
  role: 'number_map',
  key,
  revision,
  dateCreated: 'then',
  dateExpires: null,
  item: unpack(data),
});
const ours = (key: string, uri: string, release = 1, owner = 'acme'): LiveItem => {
  const { payload } = item(key, uri);
  return found(key, pack(owner, [{ payload, mark: { release, digest: digest(payload) } }]));
};
const at = (release: number, ...items: readonly LiveItem[]): Live => ({
  document: {
    ...emptyDocument('acme', 5),
    active: { release, digest: 'd', counts: {}, commit: 'abc', at: '2026-01-01T00:00:00Z' },
  },
  items,
});

describe('diff', () => {
  it('sorts every key into what happens to it', () => {
    const changes = diff(
      plan(item('+1', 'a'), item('+2', 'b'), item('+3', 'c'), item('+5', 'e'), item('+6', 'f')),
      at(
        1,
        ours('+2', 'old'),
        ours('+3', 'c'),
        ours('+4', 'gone'),
        found('+5', { Data: { type: 'sip', uri: 'e' } }),
        found('+6', { type: 'sip', uri: 'elsewhere' }),
        found('+7', { type: 'sip', uri: 'foreign' }),
        ours('+8', 'dead', 2),
      ),
    );
    expect(changes.changes.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'added +1',
      'changed +2',
      'removed +4',
    ]);
    expect(changes.handMade.map(({ verdict, key }) => `${verdict} ${key}`)).toEqual([
      'adoptable +5',
      'conflicting +6',
      'foreign +7',
    ]);
    expect(changes.leftOvers.map(({ key, releases }) => [key, releases])).toEqual([['+8', [2]]]);
    expect(changes.counts).toEqual({
      added: 1,
      changed: 1,
      removed: 1,
      unchanged: 1,
      adoptable: 1,
      conflicting: 1,
      foreign: 1,
      leftOvers: 1,
    });
    expect(changes.active).toEqual({ release: 1, digest: 'd', commit: 'abc' });
  });

  it('sees an edited version of ours as made by hand', () => {
    const edited = found('+1', { ...pack('acme', ours('+1', 'a').item?.versions ?? []), uri: 'edited' });
    expect(diff(plan(item('+1', 'a')), at(1, edited)).counts.conflicting).toBe(1);
  });

  it('names the items of another plan and those that expire', () => {
    const changes = diff(
      plan(),
      at(1, ours('+1', 'a', 1, 'other'), { ...ours('+2', 'b'), dateExpires: 'soon' }),
    );
    expect(changes.otherPlans).toEqual([
      { map: 'number_map', mapName: 'numberConfig', key: '+1', plan: 'other' },
    ]);
    expect(changes.expiring.map(({ key }) => key)).toEqual(['+2']);
  });

  it('has a fingerprint of what would be written over what', () => {
    const desired = plan(item('+1', 'new'), item('+2', 'same'));
    const print = (...items: readonly LiveItem[]) => diff(desired, at(1, ...items)).fingerprint;
    const same = ours('+2', 'same');
    const first = print(ours('+1', 'old'), same);
    expect(print(ours('+1', 'old'), same)).toBe(first);
    expect(print(ours('+1', 'older'), same)).not.toBe(first);
    expect(print(found('+1', { type: 'sip', uri: 'old' }), same)).not.toBe(first);
    expect(print(same)).not.toBe(first);
    expect(print(ours('+1', 'old'), { ...same, revision: '9' })).toBe(first);
    expect(print(ours('+1', 'old'), same, found('+7', { type: 'sip', uri: 'foreign' }))).toBe(first);
  });

  it('tells data that is no object apart by its revision, in the fingerprint', () => {
    const print = (revision: string) =>
      diff(plan(item('+1', 'new')), at(1, { ...ours('+1', 'old'), revision, item: undefined })).fingerprint;
    expect(print('1')).not.toBe(print('2'));
    expect(print('1')).toBe(print('1'));
  });
});

describe('guard', () => {
  const removing = (gone: number, of: number) =>
    diff(
      plan(...Array.from({ length: of - gone }, (_, i) => item(`+${i}`, 'a'))),
      at(1, ...Array.from({ length: of }, (_, i) => ours(`+${i}`, 'a'))),
    );

  it('refuses more than 30 % of ten or more', () => {
    expect(guard(removing(3, 10))).toEqual([]);
    expect(guard(removing(4, 10)).map(({ code }) => code)).toEqual(['DP6002']);
    expect(guard(removing(9, 9))).toEqual([]);
  });

  it('lets through what was allowed by number', () => {
    const limits = { share: 0.3, fromItems: 10 };
    expect(guard(removing(8, 10), { ...limits, allowed: 8 })).toEqual([]);
    expect(guard(removing(8, 10), { ...limits, allowed: 7 })).toHaveLength(1);
  });
});

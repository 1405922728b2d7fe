import { describe, expect, it } from 'vitest';
import { type DesiredItem, desiredItems } from '../../../compiler/model/desired.ts';
import { chainOf, type Preparing, tooLarge, writeFor } from '../../../compiler/reconcile/chain.ts';
import { judgeAll } from '../../../compiler/reconcile/diff.ts';
import { emptyDocument } from '../../../compiler/reconcile/release-document.ts';
import type { LiveItem } from '../../../compiler/reconcile/verdict.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { pack, type ReleaseInfo, unpack, type Version } from '../../../runtime/release.ts';

// Versions as text: `5:b` is b of release 5, `5:-` its removal, `hand:x` made by hand. Newest first.

const MAPS = {
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'nodes',
  state_map: 'state',
};
const KEY = 'menu:main';
const payload = (value: string): JsonObject => ({ kind: 'menu', prompt: value });

function version(text: string): Version {
  const [from, value = ''] = text.split(':');
  if (from === 'hand') return { payload: payload(value) };
  const release = Number(from);
  return value === '-'
    ? { payload: {}, mark: { release, digest: digest({}), removed: true } }
    : { payload: payload(value), mark: { release, digest: digest(payload(value)) } };
}

function textOf({ payload: value, mark }: Version): string {
  if (mark === undefined) return `hand:${value.prompt}`;
  return `${mark.release}:${mark.removed ? '-' : value.prompt}`;
}

interface Case {
  readonly item?: readonly string[] | 'malformed';
  readonly wants?: string;
  readonly active?: number;
  readonly previous?: number;
  readonly abandoned?: readonly number[];
  readonly overwrite?: boolean;
  readonly keepTombstones?: boolean;
}

/** What release 9 writes at one key: `create 9:a`, `update 9:b 5:a`, `delete`, or `nothing`. */
function write({ item, wants, active = 5, previous, abandoned = [], ...how }: Case): string {
  const info = (release: number): ReleaseInfo => ({ release, digest: '', counts: {}, commit: null, at: '' });
  const document = {
    ...emptyDocument('acme', 0),
    active: active === 0 ? null : info(active),
    previous: previous === undefined ? null : info(previous),
    abandoned,
  };
  const items: DesiredItem[] =
    wants === undefined ? [] : [{ map: 'node_map', key: KEY, payload: payload(wants) }];
  const desired = desiredItems({ plan: 'acme', service: 'pbx', maps: MAPS, cacheSeconds: 0 }, items);
  const data =
    item === undefined ? undefined : item === 'malformed' ? ['no object'] : pack('acme', item.map(version));
  const live: LiveItem[] =
    data === undefined
      ? []
      : [
          {
            role: 'node_map',
            key: KEY,
            revision: '7',
            dateCreated: 'then',
            dateExpires: null,
            item: unpack(data),
          },
        ];
  const preparing: Preparing = {
    plan: 'acme',
    release: 9,
    view: { active, previous: previous ?? null, abandoned },
    keepTombstones: how.keepTombstones ?? false,
  };
  const [judged] = judgeAll(desired, { document, items: live });
  if (judged === undefined) return 'nothing';
  const made = writeFor(judged, preparing, how.overwrite ?? false);
  if (made === undefined) return 'nothing';
  if (made.verb !== 'create') expect(made.revision).toBe('7');
  if (made.verb === 'delete') return 'delete';
  return [made.verb, ...(unpack(made.data)?.versions ?? []).map(textOf)].join(' ');
}

describe('the write of a key', () => {
  it.each<[string, Case, string]>([
    ['is made where nothing is', { wants: 'a' }, 'create 9:a'],
    ['is none where nothing is wanted', {}, 'nothing'],
    ['is none where it is the same', { item: ['5:a'], wants: 'a' }, 'nothing'],
    ['is none where it is the same since long', { item: ['2:a'], wants: 'a', previous: 4 }, 'nothing'],
    ['keeps what active sees', { item: ['5:a'], wants: 'b' }, 'update 9:b 5:a'],
    [
      'keeps what previous sees, too',
      { item: ['5:a', '4:z'], wants: 'b', previous: 4 },
      'update 9:b 5:a 4:z',
    ],
    [
      'keeps the first that previous had',
      { item: ['5:a', '3:z', '2:y'], wants: 'b', previous: 4 },
      'update 9:b 5:a 3:z',
    ],
    ['drops what is older than both', { item: ['3:a', '2:z'], wants: 'b', previous: 4 }, 'update 9:b 3:a'],
    [
      'drops what is older than active without a previous',
      { item: ['5:a', '4:z'], wants: 'b' },
      'update 9:b 5:a',
    ],
    ['drops left-overs in front', { item: ['8:x', '5:a'], wants: 'b', abandoned: [8] }, 'update 9:b 5:a'],
    [
      'drops left-overs in between',
      { item: ['5:a', '4:x', '3:z'], wants: 'b', previous: 3, abandoned: [4] },
      'update 9:b 5:a 3:z',
    ],
    [
      'drops what was rolled back',
      { item: ['5:x', '4:a'], wants: 'b', active: 4, abandoned: [5] },
      'update 9:b 4:a',
    ],
    ['marks a removal', { item: ['5:a'] }, 'update 9:- 5:a'],
    ['brings back what was removed', { item: ['5:-', '4:a'], wants: 'a', previous: 4 }, 'update 9:a 5:- 4:a'],
    ['starts anew over left-overs alone', { item: ['8:x'], wants: 'a', abandoned: [8] }, 'update 9:a'],
    [
      'starts anew before the first release',
      { item: ['1:x'], wants: 'a', active: 0, abandoned: [1] },
      'update 9:a',
    ],
  ])('%s', (_, given, expected) => {
    expect(write(given)).toBe(expected);
  });
});

describe('tidying up', () => {
  it.each<[string, Case, string]>([
    ['takes left-overs off what stays', { item: ['8:x', '5:a'], wants: 'a', abandoned: [8] }, 'update 5:a'],
    [
      'keeps what previous needs meanwhile',
      { item: ['8:x', '5:a', '4:z'], wants: 'a', previous: 4, abandoned: [8] },
      'update 5:a 4:z',
    ],
    ['deletes what is left-overs alone', { item: ['8:x'], abandoned: [8] }, 'delete'],
    ['leaves a removal that previous does not have yet', { item: ['5:-', '4:a'], previous: 4 }, 'nothing'],
    ['deletes a removal that previous has', { item: ['4:-', '3:a'], previous: 4 }, 'delete'],
    ['deletes a removal when there is no previous', { item: ['5:-', '4:a'] }, 'delete'],
    ['deletes a removal below left-overs', { item: ['8:x', '3:-'], previous: 4, abandoned: [8] }, 'delete'],
    [
      'deletes nothing while a broken lease may wake up',
      { item: ['8:x'], abandoned: [8], keepTombstones: true },
      'nothing',
    ],
    [
      'keeps removals while a broken lease may wake up',
      { item: ['4:-'], previous: 4, keepTombstones: true },
      'nothing',
    ],
  ])('%s', (_, given, expected) => {
    expect(write(given)).toBe(expected);
  });
});

describe('what was made by hand', () => {
  it.each<[string, Case, string]>([
    ['is adopted where it is the same', { item: ['hand:a'], wants: 'a' }, 'update 9:a hand:a'],
    ['is adopted with only itself below', { item: ['hand:a', '5:z'], wants: 'a' }, 'update 9:a hand:a'],
    ['stays when it is kept', { item: ['hand:x', '5:a'], wants: 'b' }, 'nothing'],
    [
      'stays below ours when it is overwritten',
      { item: ['hand:x', '5:a'], wants: 'b', overwrite: true },
      'update 9:b hand:x',
    ],
    ['stays where the plan has nothing', { item: ['hand:x'] }, 'nothing'],
    [
      'is written alone when left-overs were above it',
      { item: ['8:b', 'hand:x', '4:a'], wants: 'b', abandoned: [8] },
      'update hand:x',
    ],
    [
      'is written alone where the plan has nothing',
      { item: ['8:b', 'hand:x'], abandoned: [8] },
      'update hand:x',
    ],
    ['ends the chain', { item: ['5:a', 'hand:x', '2:z'], wants: 'b', previous: 4 }, 'update 9:b 5:a hand:x'],
    [
      'is replaced when it is no object, if told to',
      { item: 'malformed', wants: 'a', overwrite: true },
      'update 9:a',
    ],
    ['is left when it is no object', { item: 'malformed', wants: 'a' }, 'nothing'],
  ])('%s', (_, given, expected) => {
    expect(write(given)).toBe(expected);
  });

  it('is found before anything is written when there is no room for it', () => {
    const data = pack('acme', [version('9:a'), { payload: { prompt: 'x'.repeat(16_384) } }]);
    const name = { map: 'node_map', mapName: 'nodes', key: KEY } as const;
    const [found] = tooLarge([{ name, because: 'change', verb: 'create', data }]);
    expect(found?.bytes).toBeGreaterThan(16_384);
  });
});

it('a chain never holds more than what active and previous can reach', () => {
  const seen = { versions: ['5:a', '4:b', '3:c', '2:d'].map(version), leftOvers: [] };
  expect(chainOf(seen, { active: 5, previous: 3, abandoned: [] }).map(textOf)).toEqual(['5:a', '4:b', '3:c']);
});

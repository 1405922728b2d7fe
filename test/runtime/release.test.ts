import { describe, expect, it } from 'vitest';
import { digest } from '../../runtime/digest.ts';
import { follow, pack, pick, readDocument, unpack, type Version } from '../../runtime/release.ts';

const version = (release: number, to: string): Version => {
  const payload = { to };
  return { payload, mark: { release, digest: digest(payload) } };
};
const byHand = (to: string): Version => ({ payload: { to } });
const removed = (release: number): Version => ({
  payload: {},
  mark: { release, digest: digest({}), removed: true },
});

describe('an item', () => {
  it('is packed and unpacked without loss', () => {
    for (const versions of [
      [version(3, 'c'), version(2, 'b'), version(1, 'a')],
      [version(2, 'b'), byHand('x')],
      [byHand('x'), version(1, 'a')],
      [removed(2), version(1, 'a')],
    ]) {
      expect(unpack(pack('acme', versions))).toEqual({ plan: 'acme', versions });
    }
    expect(unpack(pack('acme', [byHand('x')]))).toEqual({ plan: null, versions: [byHand('x')] });
  });

  it('has its own digest whatever the order of keys', () => {
    expect(digest({ a: 1, b: [{ c: 2, d: null }] })).toBe(digest({ b: [{ d: null, c: 2 }], a: 1 }));
    expect(digest({ a: 1 })).toMatch(/^[0-9a-f]{16}$/);
  });

  it('edited by hand is hand-made, also inside a Console wrapper', () => {
    const edited = { ...pack('acme', [version(1, 'a')]), to: 'edited' };
    const expected = { plan: 'acme', versions: [{ payload: { to: 'edited' } }] };
    expect(unpack(edited)).toEqual(expected);
    expect(unpack({ Data: edited })).toEqual(expected);
    expect(unpack({ Data: JSON.stringify(edited) })).toEqual(expected);
  });

  it.each([null, 'x', 7, [], { Data: [] }, { Data: 'no json' }])('is malformed: %j', (data) => {
    expect(unpack(data)).toBeUndefined();
  });
});

describe('a reader', () => {
  const item = { plan: 'acme', versions: [version(3, 'c'), version(2, 'b'), version(1, 'a')] };
  const taken = (release: number, abandoned: number[] = [], from = item) => {
    const picked = pick(from, release, abandoned);
    return picked.kind === 'absent' ? 'absent' : picked.payload.to;
  };

  it('takes the newest version of its release or before', () => {
    expect([1, 2, 3, 9].map((release) => taken(release))).toEqual(['a', 'b', 'c', 'c']);
    expect(taken(0)).toBe('absent');
  });

  it('passes over abandoned releases', () => {
    expect(taken(3, [3])).toBe('b');
    expect(taken(3, [3, 2, 1])).toBe('absent');
  });

  it('takes a version made by hand for every release', () => {
    expect(taken(0, [], { plan: 'acme', versions: [byHand('x'), version(1, 'a')] })).toBe('x');
    expect(taken(1, [], { plan: 'acme', versions: [version(2, 'b'), byHand('x')] })).toBe('x');
  });

  it('finds a removed item absent', () => {
    expect(taken(2, [], { plan: 'acme', versions: [removed(2), version(1, 'a')] })).toBe('absent');
    expect(taken(1, [], { plan: 'acme', versions: [removed(2), version(1, 'a')] })).toBe('a');
  });
});

describe('the release that a call follows', () => {
  const info = (release: number) => ({ release, digest: '', counts: {}, commit: null, at: '' });
  const document = { active: info(5), previous: info(4), abandoned: [], cache_seconds: 0 };

  it('is the pinned one while the document names it, else the active one', () => {
    expect(follow(document, undefined)).toEqual({ release: 5, repinned: false });
    expect(follow(document, 5)).toEqual({ release: 5, repinned: false });
    expect(follow(document, 4)).toEqual({ release: 4, repinned: false });
    expect(follow(document, 3)).toEqual({ release: 5, repinned: true });
    expect(follow(document, 6)).toEqual({ release: 5, repinned: true });
    expect(follow({ ...document, active: null }, 5)).toBeUndefined();
  });

  it('is not read from a document that is something else', () => {
    expect(readDocument({ format: 2, plan: 'acme' })).toBeUndefined();
    expect(readDocument({ format: 1, plan: 'acme', active: 'x', previous: null })).toBeUndefined();
    expect(
      readDocument({ Data: { format: 1, plan: 'acme', active: info(5), cache_seconds: 900 } }),
    ).toMatchObject({
      active: { release: 5 },
      previous: null,
      cache_seconds: 60,
    });
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prettyJson } from '../../compiler/model/pretty-json.ts';
import { canonicalJson, digest, inOrder, type Json } from '../../runtime/digest.ts';

/** The same, as one would write it without a thought for speed. */
function plain(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${plain(each)}`).join(',')}}`;
}

/** Any JSON, with the keys that engines and prototypes treat apart. */
const { tree } = fc.letrec<{ tree: Json }>((tie) => {
  const key = fc.oneof(fc.string(), fc.constantFrom('10', '2', '*', '__proto__', 'é', 'a', 'b', 'B'));
  return {
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc
        .array(fc.tuple(key, tie('tree')), { maxLength: 5 })
        .map((pairs) => Object.fromEntries(pairs) as Json),
    ),
  };
});

test('members are sorted by code unit, whatever their keys', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(canonicalJson(value)).toBe(plain(value));
    }),
  );
});

test('nothing is changed on the way, and what is in order is not copied', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const before = structuredClone(value);
      canonicalJson(value);
      expect(value).toEqual(before);
    }),
  );
  const sorted = { a: 1, b: [{ c: 2, d: 3 }] };
  expect(inOrder(sorted)).toBe(sorted);
  expect(inOrder({ b: 1, a: 2, 10: 3 })).toBeUndefined();
});

test('JSON for people holds the same', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(JSON.parse(prettyJson(value))).toEqual(value);
    }),
  );
  expect(prettyJson({ b: { d: 1, c: 2 }, a: [] })).toBe(
    '{\n  "a": [],\n  "b": {\n    "c": 2,\n    "d": 1\n  }\n}',
  );
});

test('a digest does not know the order in which members were written', () => {
  expect(digest({ a: 1, b: { c: 2, d: 3 } })).toBe(digest({ b: { d: 3, c: 2 }, a: 1 }));
  expect(digest({ a: 1 })).toMatch(/^[0-9a-f]{16}$/);
});

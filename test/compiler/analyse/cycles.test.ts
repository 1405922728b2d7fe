import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cycles, wayRound } from '../../../compiler/analyse/cycles.ts';

/** A graph as lists of successors by index. */
const graphs = fc
  .integer({ min: 1, max: 12 })
  .chain((n) =>
    fc.array(fc.uniqueArray(fc.nat({ max: n - 1 }), { maxLength: 4 }), { minLength: n, maxLength: n }),
  );

/** What can be reached in one step or more: the slow and obvious way. */
function reach(ways: readonly (readonly number[])[], from: number): ReadonlySet<number> {
  const found = new Set<number>(ways[from]);
  for (const each of found) for (const next of ways[each] ?? []) found.add(next);
  return found;
}

describe('cycles', () => {
  test('two vertices are in one set just when each can reach the other', () => {
    fc.assert(
      fc.property(graphs, (ways) => {
        const vertices = ways.map((_, i) => i);
        const sets = cycles(vertices, (v) => ways[v] ?? []);
        const setOf = (v: number) => sets.findIndex((set) => set.includes(v));
        for (const a of vertices) {
          for (const b of vertices) {
            if (a === b) continue;
            const mutual = reach(ways, a).has(b) && reach(ways, b).has(a);
            expect(setOf(a) >= 0 && setOf(a) === setOf(b)).toBe(mutual);
          }
        }
      }),
    );
  });

  test('a way round is a way, and comes back', () => {
    fc.assert(
      fc.property(graphs, (ways) => {
        const next = (v: number) => ways[v] ?? [];
        for (const set of cycles(
          ways.map((_, i) => i),
          next,
        )) {
          const from = set[0] ?? 0;
          const round = wayRound(from, set, next);
          expect(round[0]).toBe(from);
          round.forEach((v, i) => {
            expect(next(v)).toContain(round[(i + 1) % round.length]);
          });
        }
      }),
    );
  });

  test('a chain of a hundred thousand needs no stack', () => {
    const size = 100_000;
    const vertices = Array.from({ length: size }, (_, i) => i);
    expect(cycles(vertices, (v) => (v + 1 < size ? [v + 1] : []))).toEqual([]);
    expect(cycles(vertices, (v) => [(v + 1) % size])[0]?.length).toBe(size);
  });
});

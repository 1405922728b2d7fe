import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Path } from '../../../compiler/model/source.ts';
import { Taints } from '../../../compiler/validate/taints.ts';

const path = fc.array(fc.constantFrom('a', 'b', 0, 1), { maxLength: 3 });
const startsWith = (long: Path, short: Path): boolean => short.every((step, i) => step === long[i]);

test('a place covers what lies in it, and touches what lies above it', () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 4 }), path, (places, way) => {
      const taints = new Taints(places);
      const covers = places.some((place) => startsWith(way, place));
      const above = places.some((place) => startsWith(place, way));
      expect(taints.covers(way)).toBe(covers);
      expect(taints.touches(way)).toBe(places.length === 0 ? way.length === 0 : covers || above);
      const below = places.some((place) => place.length > way.length && startsWith(place, way));
      if (!covers) expect(taints.holds(way)).toBe(below);
    }),
  );
});

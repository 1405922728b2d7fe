import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../../compiler/reconcile/spread.ts';

const ordered = (things: readonly string[]) => spread(things, (map) => map).map((i) => things[i]);

describe('spread', () => {
  it('takes from every map by its share', () => {
    expect(ordered(['a', 'a', 'a', 'a', 'b', 'b', 'c']).join('')).toBe('abacaba');
  });

  it('leaves nothing out, keeps the order within a map, and is never a whole write ahead on one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }), (things) => {
        const order = spread(things, (map) => map);
        expect([...order].sort((x, y) => x - y)).toEqual(things.map((_, i) => i));
        for (const map of ['a', 'b', 'c']) {
          const own = order.filter((i) => things[i] === map);
          expect(own).toEqual([...own].sort((x, y) => x - y));
          own.forEach((index, nth) => {
            const share = (order.indexOf(index) + 1) / order.length;
            expect(Math.abs((nth + 1) / own.length - share)).toBeLessThanOrEqual(
              1 / own.length + 3 / order.length,
            );
          });
        }
      }),
    );
  });
});

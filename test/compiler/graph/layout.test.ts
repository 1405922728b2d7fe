import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, type Point, placed, type ToPlace } from '../../../compiler/graph/layout.ts';

const size = fc.record({
  width: fc.integer({ min: 60, max: 260 }),
  height: fc.integer({ min: 34, max: 150 }),
});
const label = fc.oneof(
  fc.constant({ width: 0, height: 0 }),
  fc.record({ width: fc.integer({ min: 10, max: 130 }), height: fc.integer({ min: 18, max: 70 }) }),
);

/** Boxes, and arrows between them: no two from one box to one box. */
const asked: fc.Arbitrary<ToPlace> = fc
  .tuple(
    fc.array(size, { minLength: 1, maxLength: 14 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), label), { maxLength: 24 }),
  )
  .map(([boxes, arrows]) => {
    const distinct = new Map(
      arrows.map(([from, to, each]) => {
        const arrow = { from: from % boxes.length, to: to % boxes.length, label: each };
        return [`${arrow.from} ${arrow.to}`, arrow] as const;
      }),
    );
    return { boxes, arrows: [...distinct.values()] };
  });

const apart = (a: Area, b: Area): boolean =>
  Math.abs(a.x - b.x) >= (a.width + b.width) / 2 - 0.1 ||
  Math.abs(a.y - b.y) >= (a.height + b.height) / 2 - 0.1;

const inside = ({ x, y }: Point, area: Area): boolean =>
  Math.abs(x - area.x) < area.width / 2 - 0.5 && Math.abs(y - area.y) < area.height / 2 - 0.5;

/** Points along a line as it is drawn: straight, or swinging over with its middle at half height. */
function along(points: readonly Point[]): readonly Point[] {
  return points.flatMap((to, i) => {
    const from = points[i - 1];
    if (from === undefined) return [to];
    return Array.from({ length: 20 }, (_, step): Point => {
      const t = (step + 1) / 20;
      const middle = (from.y + to.y) / 2;
      const mix = (a: number, b: number, c: number, d: number) =>
        a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t ** 2 * (1 - t) + d * t ** 3;
      return { x: mix(from.x, from.x, to.x, to.x), y: mix(from.y, middle, middle, to.y) };
    });
  });
}

describe('a layout', () => {
  it('lets no box or label lie on another', () => {
    fc.assert(
      fc.property(asked, (each) => {
        const { boxes, arrows } = placed(each);
        const things = [...boxes, ...arrows.map((arrow) => arrow.label).filter(({ width }) => width > 0)];
        for (const [i, a] of things.entries()) {
          for (const b of things.slice(i + 1)) expect(apart(a, b)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leads no arrow through a box', () => {
    fc.assert(
      fc.property(asked, (each) => {
        const { boxes, arrows } = placed(each);
        const through = arrows.filter(
          ({ points, loop }) =>
            !loop && along(points).some((point) => boxes.some((box) => inside(point, box))),
        );
        expect(through).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('leads arrows from edge to edge, and all into the picture', () => {
    fc.assert(
      fc.property(asked, (each) => {
        const { boxes, arrows, size: whole } = placed(each);
        const touches = (point: Point | undefined, box: Area | undefined): boolean =>
          point !== undefined &&
          box !== undefined &&
          Math.abs(point.x - box.x) <= box.width / 2 + 0.5 &&
          Math.abs(Math.abs(point.y - box.y) - box.height / 2) < 0.5;
        for (const [i, { from, to }] of each.arrows.entries()) {
          const arrow = arrows[i];
          for (const { x, y } of arrow?.points ?? []) {
            expect(x >= 0 && y >= 0 && x <= whole.width && y <= whole.height).toBe(true);
          }
          if (arrow === undefined || arrow.loop) continue;
          expect(touches(arrow.points[0], boxes[from])).toBe(true);
          expect(touches(arrow.points.at(-1), boxes[to])).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

import { Graph, layout as place } from '@dagrejs/dagre';

/** Where boxes and arrows lie, from their sizes alone. The one file that knows the layout library. */

/** A place in the picture, in pixels from its top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are the middle. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is to be placed: boxes by index, arrows between them with their labels. */
export interface ToPlace {
  readonly boxes: readonly Size[];
  readonly arrows: readonly { readonly from: number; readonly to: number; readonly label: Size }[];
}

/** A picture whose things have their places. */
export interface Placed {
  readonly size: Size;
  readonly boxes: readonly Area[];
  /** In the order in which they were given. */
  readonly arrows: readonly PlacedArrow[];
}

/** An arrow with its way. */
export interface PlacedArrow {
  /** From the edge of one box to that of the other; between two points that have the same `x` it is straight. */
  readonly points: readonly Point[];
  readonly label: Area;
  /** It leads back to the box that it leaves. */
  readonly loop: boolean;
}

/** Room between things, in pixels. */
const SPACE = { nodesep: 36, edgesep: 22, ranksep: 76 };
const MARGIN = 24;

/** How much of a box's edge arrows share: round corners stay free. */
const SHARED = 0.6;

interface Found {
  readonly boxes: readonly Area[];
  readonly arrows: readonly {
    readonly points: readonly Point[];
    readonly x?: number;
    readonly y?: number;
  }[];
}

/** The library's own answer. */
function found({ boxes, arrows }: ToPlace): Found {
  const graph = new Graph({ directed: true, multigraph: true });
  graph.setGraph({ rankdir: 'TB', ...SPACE });
  for (const [i, { width, height }] of boxes.entries()) graph.setNode(`${i}`, { width, height });
  for (const [i, { from, to, label }] of arrows.entries()) {
    graph.setEdge(`${from}`, `${to}`, { ...label, labelpos: 'c' }, `${i}`);
  }
  place(graph);
  return {
    boxes: boxes.map((_, i) => graph.node(`${i}`) as Area),
    arrows: arrows.map(
      ({ from, to }, i) => graph.edge(`${from}`, `${to}`, `${i}`) as Found['arrows'][number],
    ),
  };
}

/**
 * Places a picture from top to bottom. Nothing lies on anything else: arrows pass boxes and labels of a row straight down
 * and turn only between rows, where nothing stands.
 */
export function placed(asked: ToPlace): Placed {
  const raw = found(asked);
  const labels = raw.arrows.map(({ points, x, y }, i): Area => {
    // An arrow without words has no place for them.
    const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
    return { x: x ?? middle.x, y: y ?? middle.y, ...(asked.arrows[i]?.label ?? { width: 0, height: 0 }) };
  });
  const rows = rowsOf([...raw.boxes, ...labels]);
  const ports = portsOf(asked, raw);
  const arrows = asked.arrows.map(({ from, to }, i): PlacedArrow => {
    const label = labels[i] ?? { x: 0, y: 0, width: 0, height: 0 };
    const box = raw.boxes[from];
    if (from === to && box !== undefined) return { points: loopOf(box, label), label, loop: true };
    const inner = (raw.arrows[i]?.points ?? [])
      .slice(1, -1)
      .flatMap((point) => through(point, rows, asked, raw, i));
    const begin = ports.get(`${i} from`);
    const end = ports.get(`${i} to`);
    return {
      points: [...(begin ?? []), ...inner, ...(end === undefined ? [] : [...end].reverse())],
      label,
      loop: false,
    };
  });
  return moved({ boxes: raw.boxes, arrows });
}

/** The same with all of it in the picture, and a margin: the library counts neither lines nor loops. */
function moved({ boxes, arrows }: Pick<Placed, 'boxes' | 'arrows'>): Placed {
  const areas = [...boxes, ...arrows.map(({ label }) => label)];
  const points = arrows.flatMap((arrow) => arrow.points);
  const left = Math.min(...areas.map(({ x, width }) => x - width / 2), ...points.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...areas.map(({ y, height }) => y - height / 2), ...points.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...areas.map(({ x, width }) => x + width / 2), ...points.map(({ x }) => x)) + MARGIN;
  const bottom =
    Math.max(...areas.map(({ y, height }) => y + height / 2), ...points.map(({ y }) => y)) + MARGIN;
  const to = <P extends Point>(point: P): P => ({ ...point, x: point.x - left, y: point.y - top });
  return {
    size: { width: right - left, height: bottom - top },
    boxes: boxes.map(({ x, y, width, height }) => to({ x, y, width, height })),
    arrows: arrows.map((arrow) => ({ ...arrow, points: arrow.points.map(to), label: to(arrow.label) })),
  };
}

const rounded = (y: number): number => Math.round(y * 10) / 10;

/** Half the height of each row, by its middle. */
function rowsOf(things: readonly Area[]): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  for (const { y, height } of things) rows.set(rounded(y), Math.max(rows.get(rounded(y)) ?? 0, height / 2));
  return rows;
}

const downwards = ({ boxes }: Found, from: number, to: number): boolean =>
  (boxes[from]?.y ?? 0) < (boxes[to]?.y ?? 0);

/** A point inside a row as two: where the arrow enters the row and where it leaves it. */
function through(
  { x, y }: Point,
  rows: ReadonlyMap<number, number>,
  { arrows }: ToPlace,
  raw: Found,
  index: number,
): readonly Point[] {
  const half = rows.get(rounded(y)) ?? 0;
  const { from = 0, to = 0 } = arrows[index] ?? {};
  const way = downwards(raw, from, to) ? 1 : -1;
  return half === 0
    ? [{ x, y }]
    : [
        { x, y: y - way * half },
        { x, y: y + way * half },
      ];
}

/**
 * Where arrows leave and reach boxes: side by side on the edge, in the order of where they come from or go, so that they
 * do not cross at once; then straight to the end of the row.
 */
function portsOf({ arrows }: ToPlace, raw: Found): ReadonlyMap<string, readonly Point[]> {
  interface Port {
    readonly key: string;
    readonly aim: number;
  }
  const sides = new Map<string, Port[]>();
  for (const [i, { from, to }] of arrows.entries()) {
    const points = raw.arrows[i]?.points ?? [];
    if (from === to) continue;
    const down = downwards(raw, from, to);
    const add = (box: number, side: 'top' | 'bottom', port: Port): void => {
      sides.set(`${box} ${side}`, [...(sides.get(`${box} ${side}`) ?? []), port]);
    };
    add(from, down ? 'bottom' : 'top', { key: `${i} from`, aim: points[1]?.x ?? 0 });
    add(to, down ? 'top' : 'bottom', { key: `${i} to`, aim: points.at(-2)?.x ?? 0 });
  }
  const rows = rowsOf(raw.boxes);
  const found = new Map<string, readonly Point[]>();
  for (const [name, ports] of sides) {
    const [index = '', side] = name.split(' ');
    const box = raw.boxes[Number(index)];
    if (box === undefined) continue;
    const way = side === 'bottom' ? 1 : -1;
    const row = rows.get(rounded(box.y)) ?? box.height / 2;
    for (const [i, { key }] of [...ports].sort((a, b) => a.aim - b.aim).entries()) {
      const x = box.x + box.width * SHARED * ((i + 1) / (ports.length + 1) - 0.5);
      const edge = { x, y: box.y + (way * box.height) / 2 };
      found.set(key, row > box.height / 2 ? [edge, { x, y: box.y + way * row }] : [edge]);
    }
  }
  return found;
}

/** Out of the right side of a box, past its label, and back. */
function loopOf(box: Area, label: Area): readonly Point[] {
  const right = box.x + box.width / 2;
  const quarter = box.height / 4;
  return [
    { x: right, y: box.y - quarter },
    { x: label.x, y: box.y - quarter },
    { x: label.x, y: box.y + quarter },
    { x: right, y: box.y + quarter },
  ];
}

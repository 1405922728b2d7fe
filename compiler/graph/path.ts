import { type Arrow, DIALS, ENTRY, type Flow } from './flow.ts';

/** Where a call was, in the words of a trace: a node or address, and the exit by which it left. */
export interface Visited {
  readonly at: string;
  readonly exit?: string;
}

/** The way of one call through a picture. */
export interface CallPath {
  /** The boxes that it came to, by id. */
  readonly boxes: ReadonlySet<string>;
  /** The arrows that it took, and as which steps, from 1. */
  readonly steps: ReadonlyMap<Arrow, readonly number[]>;
}

/** Finds a call's way through a picture. What the picture does not show is passed over. */
export function pathOf(flow: Flow, visited: readonly Visited[]): CallPath {
  const walk = new PathWalk(flow, visited[0]?.at);
  for (const [i, record] of visited.entries()) walk.visit(record, i === 0);
  return walk;
}

class PathWalk implements CallPath {
  readonly boxes = new Set<string>();
  readonly steps = new Map<Arrow, number[]>();
  readonly #known: ReadonlySet<string>;
  readonly #leaving: ReadonlyMap<string, readonly Arrow[]>;
  readonly #alias: { readonly from: string; readonly to: string } | undefined;
  #here: string | undefined;
  #count = 0;

  constructor({ boxes, arrows }: Flow, entered: string | undefined) {
    this.#known = new Set(boxes.map(({ id }) => id));
    const leaving = new Map<string, Arrow[]>();
    for (const arrow of arrows) leaving.set(arrow.from, [...(leaving.get(arrow.from) ?? []), arrow]);
    this.#leaving = leaving;
    // Ways in that lead to the same leaf share its box, which is named after the first of them.
    const [first] = leaving.get(ENTRY) ?? [];
    if (entered !== undefined && first !== undefined) this.#alias = { from: entered, to: first.to };
  }

  visit({ at, exit }: Visited, isFirst: boolean): void {
    const box = isFirst && this.#known.has(ENTRY) ? ENTRY : this.#boxOf(at);
    if (box !== undefined) this.#arrive(box);
    else if (!at.includes('/')) this.#follow(DIALS);
    if (exit !== undefined && (box !== undefined || !isFirst)) this.#follow(exit);
  }

  #boxOf(at: string): string | undefined {
    if (this.#known.has(at)) return at;
    const { from, to } = this.#alias ?? {};
    if (from === undefined || to === undefined) return undefined;
    const shared = at === from || at.startsWith(`${from}/`) ? `${to}${at.slice(from.length)}` : at;
    return this.#known.has(shared) ? shared : undefined;
  }

  /** Comes to a box: by an arrow from here, by a return to where it was, or by an arrow from where it was before. */
  #arrive(box: string): void {
    const from = (each: string | undefined) =>
      (this.#leaving.get(each ?? '') ?? []).find(({ to }) => to === box);
    if (box !== this.#here) {
      const direct = from(this.#here);
      const before = this.boxes.has(box) ? [] : [...this.boxes].reverse();
      const arrow = direct ?? before.map(from).find((each) => each !== undefined);
      if (arrow !== undefined) this.#take(arrow);
    }
    this.#here = box;
    this.boxes.add(box);
  }

  /** Leaves by an exit; `otherwise` stands for one that has no arrow. */
  #follow(exit: string): void {
    const arrows = this.#leaving.get(this.#here ?? '') ?? [];
    const by = (label: string) => arrows.find(({ exits }) => exits.includes(label));
    const arrow = by(exit) ?? (exit === DIALS ? undefined : by('otherwise'));
    if (arrow === undefined) return;
    this.#take(arrow);
    this.#here = arrow.to;
    this.boxes.add(arrow.to);
  }

  #take(arrow: Arrow): void {
    this.#count += 1;
    this.steps.set(arrow, [...(this.steps.get(arrow) ?? []), this.#count]);
  }
}

/**
 * Strongly connected components (Tarjan), without recursion: a plan may be one long chain. Gives each set of two or
 * more vertices that can all reach one another, in the order of `vertices`.
 */
export function cycles<V>(
  vertices: readonly V[],
  next: (vertex: V) => readonly V[],
): readonly (readonly V[])[] {
  const order = new Map(vertices.map((vertex, i) => [vertex, i]));
  const state = new Map<V, { index: number; low: number; onStack: boolean }>();
  const stack: V[] = [];
  const found: V[][] = [];
  for (const start of vertices) {
    if (state.has(start)) continue;
    const walk: { readonly vertex: V; readonly ways: readonly V[]; done: number }[] = [];
    const enter = (vertex: V): void => {
      state.set(vertex, { index: state.size, low: state.size, onStack: true });
      stack.push(vertex);
      walk.push({ vertex, ways: next(vertex), done: 0 });
    };
    enter(start);
    for (let frame = walk.at(-1); frame !== undefined; frame = walk.at(-1)) {
      const here = known(state, frame.vertex);
      const way = frame.ways[frame.done];
      frame.done += 1;
      if (way !== undefined) {
        const there = state.get(way);
        if (there === undefined) enter(way);
        else if (there.onStack) here.low = Math.min(here.low, there.index);
        continue;
      }
      walk.pop();
      const above = walk.at(-1);
      if (above !== undefined) {
        const parent = known(state, above.vertex);
        parent.low = Math.min(parent.low, here.low);
      }
      if (here.low === here.index) {
        const component = takeUntil(stack, frame.vertex, state);
        if (component.length > 1) found.push(component);
      }
    }
  }
  const rank = (vertex: V): number => order.get(vertex) ?? 0;
  return found
    .map((each) => each.sort((a, b) => rank(a) - rank(b)))
    .sort((a, b) => first(a, rank) - first(b, rank));
}

const first = <V>(component: readonly V[], rank: (vertex: V) => number): number => {
  const [vertex] = component;
  return vertex === undefined ? 0 : rank(vertex);
};

function known<V, S>(state: ReadonlyMap<V, S>, vertex: V): S {
  const found = state.get(vertex);
  if (found === undefined) throw new Error('a vertex is entered before it is asked about');
  return found;
}

function takeUntil<V>(stack: V[], last: V, state: ReadonlyMap<V, { onStack: boolean }>): V[] {
  const taken: V[] = [];
  for (let vertex = stack.pop(); vertex !== undefined; vertex = stack.pop()) {
    taken.push(vertex);
    (known(state, vertex) as { onStack: boolean }).onStack = false;
    if (vertex === last) break;
  }
  return taken;
}

/** A shortest way round from a vertex back to itself, inside a set that can all reach one another. */
export function wayRound<V>(from: V, inside: readonly V[], next: (vertex: V) => readonly V[]): readonly V[] {
  const allowed = new Set(inside);
  const before = new Map<V, V>();
  const waiting = [from];
  for (let i = 0; i < waiting.length; i++) {
    const vertex = waiting[i] as V;
    for (const way of next(vertex)) {
      if (way === from) return trail(from, vertex, before);
      if (!allowed.has(way) || before.has(way)) continue;
      before.set(way, vertex);
      waiting.push(way);
    }
  }
  return [from];
}

function trail<V>(from: V, last: V, before: ReadonlyMap<V, V>): readonly V[] {
  const way = [last];
  for (let vertex = last; vertex !== from; ) {
    const previous = before.get(vertex);
    if (previous === undefined) break;
    way.unshift(previous);
    vertex = previous;
  }
  return way;
}

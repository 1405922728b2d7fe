/** Virtual time: events in the order of their time, one after another, each with all that follows from it at once. */
export interface Scheduler {
  now(): number;
  after(milliseconds: number, event: () => void): void;
  /** Runs until nothing is left to happen. */
  run(): Promise<void>;
}

interface Event {
  readonly time: number;
  readonly order: number;
  readonly event: () => void;
}

/** A macrotask later: by then every promise that was settled has run its course. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

export function scheduler(): Scheduler {
  const heap: Event[] = [];
  let now = 0;
  let order = 0;

  const before = (a: Event, b: Event) => a.time < b.time || (a.time === b.time && a.order < b.order);

  function push(one: Event): void {
    let i = heap.push(one) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const parent = heap[up] as Event;
      if (!before(one, parent)) break;
      heap[i] = parent;
      i = up;
    }
    heap[i] = one;
  }

  function pop(): Event | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (!before(heap[child] as Event, last)) break;
      heap[i] = heap[child] as Event;
      i = child;
    }
    heap[i] = last;
    return first;
  }

  return {
    now: () => now,
    after(milliseconds, event) {
      push({ time: now + Math.max(0, milliseconds), order: order++, event });
    },
    async run() {
      await settled();
      for (let next = pop(); next !== undefined; next = pop()) {
        now = next.time;
        next.event();
        await settled();
      }
    },
  };
}

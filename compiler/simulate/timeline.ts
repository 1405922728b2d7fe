/** Something happened that ends what a call was doing: its caller hung up, an agent took it, the time was up. */
export class Interrupted extends Error {
  readonly by: symbol;

  constructor(by: symbol) {
    super('interrupted');
    this.by = by;
  }
}

/** The caller hangs up of their own accord: their message is spoken. */
export const HUNG_UP = Symbol('hung up');

interface Deadline {
  readonly at: number;
  readonly by: symbol;
}

/** The clock of one call, in seconds since it began. Nothing really waits. */
export class Timeline {
  #now = 0;
  readonly #deadlines: Deadline[] = [];

  get now(): number {
    return this.#now;
  }

  /** Back or forth, for what happens on several legs side by side. */
  seek(to: number): void {
    this.#now = to;
  }

  /**
   * Lets time pass.
   * @throws Interrupted at the first deadline on the way
   */
  wait(seconds: number): void {
    const to = this.#now + seconds;
    const [next] = this.#deadlines.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at);
    if (next === undefined) {
      this.#now = to;
      return;
    }
    this.#now = Math.max(this.#now, next.at);
    throw new Interrupted(next.by);
  }

  /** Does something until it is done or a moment has come; undefined: the moment came first. */
  async until<T>(at: number, run: () => Promise<T>): Promise<T | undefined> {
    const deadline: Deadline = { at, by: Symbol('deadline') };
    this.#deadlines.push(deadline);
    try {
      return await run();
    } catch (error) {
      if (error instanceof Interrupted && error.by === deadline.by) return undefined;
      throw error;
    } finally {
      this.#deadlines.splice(this.#deadlines.indexOf(deadline), 1);
    }
  }
}

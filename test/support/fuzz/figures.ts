/** What a run of random requests comes to. */

export interface Fault {
  readonly plan: string;
  readonly what: string;
  /** The request, as JSON, cut. */
  readonly request: string;
  readonly document: string;
}

/** Times in milliseconds, kept as counts by size: a million of them take no room. */
export class Times {
  readonly #counts = new Float64Array(400);
  #most = 0;
  #count = 0;

  add(ms: number): void {
    // Twenty steps to each power of ten from a microsecond on.
    const step = Math.min(399, Math.max(0, Math.round(Math.log10(Math.max(ms, 1e-3) * 1e3) * 20)));
    this.#counts[step] = (this.#counts[step] ?? 0) + 1;
    this.#count += 1;
    this.#most = Math.max(this.#most, ms);
  }

  /** The time that a share of all stays below. */
  percentile(share: number): number {
    let seen = 0;
    for (const [step, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= share * this.#count) return 10 ** (step / 20) / 1e3;
    }
    return this.#most;
  }

  get most(): number {
    return this.#most;
  }

  get count(): number {
    return this.#count;
  }

  merge(counts: readonly number[], most: number): void {
    for (const [step, count] of counts.entries()) this.#counts[step] = (this.#counts[step] ?? 0) + count;
    this.#count += counts.reduce((sum, each) => sum + each, 0);
    this.#most = Math.max(this.#most, most);
  }

  plain(): { readonly counts: readonly number[]; readonly most: number } {
    return { counts: [...this.#counts], most: this.#most };
  }
}

/** Faults that are kept; the rest is counted. */
const KEPT = 12;

export class Figures {
  readonly snapshot = new Times();
  readonly sync = new Times();
  readonly faults: Fault[] = [];
  /** What occurred, by name: verbs, sources of answers. */
  readonly seen = new Map<string, number>();
  faulty = 0;
  /** The request that took longest, cut. */
  slowest = { ms: 0, request: '' };

  took(ms: number, request: () => string): void {
    if (ms > this.slowest.ms) this.slowest = { ms, request: request() };
  }

  count(name: string, by = 1): void {
    this.seen.set(name, (this.seen.get(name) ?? 0) + by);
  }

  fault(fault: Fault): void {
    this.faulty += 1;
    const kind = fault.what.slice(0, 12);
    const same = this.faults.filter(({ what }) => what.startsWith(kind)).length;
    if (this.faults.length < KEPT && same < 3) this.faults.push(fault);
  }

  plain() {
    const { faults, faulty, slowest } = this;
    return {
      snapshot: this.snapshot.plain(),
      sync: this.sync.plain(),
      faults,
      faulty,
      slowest,
      seen: [...this.seen],
    };
  }

  add(other: ReturnType<Figures['plain']>): void {
    this.snapshot.merge(other.snapshot.counts, other.snapshot.most);
    this.sync.merge(other.sync.counts, other.sync.most);
    for (const [name, count] of other.seen) this.count(name, count);
    this.faulty += other.faulty;
    if (other.slowest.ms > this.slowest.ms) this.slowest = other.slowest;
    this.faults.push(...other.faults);
  }
}

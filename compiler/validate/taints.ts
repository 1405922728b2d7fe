import type { Path } from '../model/source.ts';

/** One step of a way to such a place. */
interface Crossing {
  /** The place itself. */
  here: boolean;
  on?: Map<string | number, Crossing>;
}

/** The places of a file that hold something else than the author meant, found in as many steps as a path has. */
export class Taints {
  readonly #top: Crossing = { here: false };

  constructor(places: readonly Path[]) {
    for (const place of places) {
      let crossing = this.#top;
      for (const step of place) {
        crossing.on ??= new Map();
        const next = crossing.on.get(step) ?? { here: false };
        crossing.on.set(step, next);
        crossing = next;
      }
      crossing.here = true;
    }
  }

  /** Whether a path is such a place, or lies in one. */
  covers(path: Path): boolean {
    return this.#walk(path) === 'in';
  }

  /** Whether there is such a place below a path. */
  holds(path: Path): boolean {
    const end = this.#walk(path);
    return end === 'in' || end?.on !== undefined;
  }

  /** Such places below a path, and not in one, as paths from there on. */
  below(path: Path): readonly Path[] {
    const end = this.#walk(path);
    return end === undefined || end === 'in' ? [] : placesIn(end);
  }

  /** Whether something at, above or below a path is not what the author meant. */
  touches(path: Path): boolean {
    return this.#walk(path) !== undefined;
  }

  /** Where a path ends on the ways to such places; `in`: at one, or in one; undefined: it leaves them. */
  #walk(path: Path): Crossing | 'in' | undefined {
    let crossing = this.#top;
    for (const step of path) {
      if (crossing.here) return 'in';
      const next = crossing.on?.get(step);
      if (next === undefined) return undefined;
      crossing = next;
    }
    return crossing.here ? 'in' : crossing;
  }
}

function placesIn({ here, on }: Crossing): readonly Path[] {
  if (here) return [[]];
  return [...(on ?? [])].flatMap(([step, next]) => placesIn(next).map((path) => [step, ...path]));
}

import type { ErrorObject } from 'ajv/dist/2020.js';
import { suggest } from '../diagnostics/suggest.ts';
import type { Path } from '../model/source.ts';
import type { ShortenedList } from '../model/written.ts';
import type { Check } from './checker.ts';

/** What is right of a value that is wrong somewhere. */
export interface Remainder {
  readonly value: unknown;
  /** The places in the value that say nothing: what stood there was wrong, or had to go with it. */
  readonly gone: readonly Path[];
  readonly shortened: readonly ShortenedList[];
  /** A word of the language stands in it that nobody wrote, because one must. */
  readonly guessed: boolean;
}

/** A variable that nobody gives a value: later phases take it for something that is reported already. */
const HOLE = '\u0024{left_out}';

/** How often what is left is checked again: each time a place further up goes, and values are not deep. */
const MOST_ROUNDS = 12;

/**
 * A value without its faults, that the schema lets pass: the smallest parts that are wrong are filled with a variable, or
 * taken out where none can stand. Undefined: nothing useful is left.
 * @param wrong places that are known to be wrong, whatever the schema says
 */
export function salvage(
  value: unknown,
  errors: readonly ErrorObject[],
  wrong: readonly Path[],
  check: Check,
): Remainder | undefined {
  const cuts = new Cuts();
  for (const path of wrong) cuts.at(path, 'gone');
  cuts.mend(errors, (path) => path);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (cuts.all) return undefined;
    const shortened: ShortenedList[] = [];
    const left = cuts.cut(value, [], shortened);
    const faults = check(left);
    if (faults.length === 0) return { value: left, gone: cuts.places, shortened, guessed: cuts.guessed };
    cuts.mend(faults, (path) => written(path, shortened));
  }
  return undefined;
}

/** A path of what is left, as it was written: lists have become shorter. */
function written(path: Path, shortened: readonly ShortenedList[]): Path {
  const found: (string | number)[] = [];
  for (const step of path) {
    const list = shortened.find((each) => samePath(each.path, found));
    found.push(list === undefined ? step : (list.kept[Number(step)] ?? step));
  }
  return found;
}

const samePath = (a: Path, b: Path): boolean =>
  a.length === b.length && a.every((step, i) => String(step) === String(b[i]));

/** What happens to a place: `gone`, or filled with something that is right there. */
type Cut = 'gone' | { readonly fill: unknown };

interface Place {
  cut?: Cut;
  on?: Map<string, Place>;
}

/** Where something is taken out of a value. */
class Cuts {
  readonly #top: Place = {};
  readonly places: Path[] = [];
  guessed = false;

  /** Whether nothing is left. */
  get all(): boolean {
    return this.#top.cut !== undefined;
  }

  at(path: Path, cut: Cut): void {
    const place = this.#place(path);
    if (place.cut === undefined) this.places.push(path);
    place.cut = cut;
  }

  /** @param origin from a path of what was checked to that of what was written */
  mend(errors: readonly ErrorObject[], origin: (path: Path) => Path): void {
    for (const error of errors) {
      if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
      const path = origin(pathOf(error.instancePath));
      const key: unknown = error.propertyName ?? error.params.additionalProperty;
      if (key !== undefined) this.at([...path, String(key)], 'gone');
      else this.#mendValue(path, error);
    }
  }

  #mendValue(path: Path, error: ErrorObject): void {
    const [lacking] = lackingKeys(error);
    if (lacking !== undefined && this.#fill([...path, lacking], HOLE)) return;
    if (lacking === undefined && this.#fill(path, fillOf(error))) return;
    if (error.data === HOLE && Array.isArray(error.parentSchema?.enum)) {
      this.guessed = true;
      this.at(path, { fill: error.parentSchema.enum[0] });
    } else this.at(path, 'gone');
  }

  /** Whether a place was not touched before, and so may be filled. */
  #fill(path: Path, fill: unknown): boolean {
    if (path.length === 0 || this.#place(path).cut !== undefined) return false;
    this.at(path, { fill });
    return true;
  }

  #place(path: Path): Place {
    let place = this.#top;
    for (const step of path) {
      place.on ??= new Map();
      const next = place.on.get(String(step)) ?? {};
      place.on.set(String(step), next);
      place = next;
    }
    return place;
  }

  cut(value: unknown, path: Path, shortened: ShortenedList[], place: Place = this.#top): unknown {
    const { on } = place;
    const inside = (step: string | number, each: unknown): unknown => {
      const next = on?.get(String(step));
      if (next === undefined) return each;
      if (next.cut === undefined) return this.cut(each, [...path, step], shortened, next);
      return next.cut === 'gone' ? undefined : next.cut.fill;
    };
    if (Array.isArray(value)) {
      const cut = value.map((each, i) => inside(i, each));
      const kept = cut.flatMap((each, i) => (each === undefined ? [] : [i]));
      if (kept.length === cut.length) return cut;
      shortened.push({ path, kept });
      return kept.map((i) => cut[i]);
    }
    if (typeof value !== 'object' || value === null) return value;
    const filled = [...(on ?? [])].filter(
      ([key, { cut }]) => cut !== undefined && !Object.hasOwn(value, key),
    );
    return Object.fromEntries(
      [...Object.entries(value), ...filled.map(([key]): [string, unknown] => [key, undefined])]
        .map(([key, each]): [string, unknown] => [key, inside(key, each)])
        .filter(([, each]) => each !== undefined),
    );
  }
}

/** The keys of which one is missing. */
function lackingKeys({ keyword, params }: ErrorObject): readonly string[] {
  if (keyword === 'required') return [params.missingProperty];
  return keyword === 'x-exactly-one' && params.present.length === 0 ? params.keys : [];
}

/** The word that was meant, where that can be told; else a variable. */
function fillOf({ keyword, data, parentSchema }: ErrorObject): unknown {
  if (keyword !== 'enum' || typeof data !== 'string' || !Array.isArray(parentSchema?.enum)) return HOLE;
  return suggest(data, parentSchema.enum.map(String))[0] ?? HOLE;
}

/** A JSON pointer as a path; steps into lists are numbers. */
function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

import { below, type Placed } from '../../model/plan.ts';
import type { Origin } from '../../model/source.ts';
import type { WrittenTestCase } from '../../model/written.generated.ts';

/** What one place says of a call: the call itself, the head that it shares, the test around it. */
export interface Layer {
  readonly value: WrittenTestCase;
  readonly origin: Origin;
}

/** A call as it is written: everything that says something of it, the nearest first. */
export interface LayeredCall {
  /** How messages speak of it: `` case 3 of test `main line` ``. */
  readonly title: string;
  readonly origin: Origin;
  readonly layers: readonly Layer[];
}

/** Every place that says something under a key, the nearest first. */
export const all = <K extends keyof WrittenTestCase>(
  { layers }: LayeredCall,
  key: K,
): readonly Placed<NonNullable<WrittenTestCase[K]>>[] =>
  layers.flatMap(({ value, origin }) => {
    const found = value[key];
    return found === undefined ? [] : [{ value: found, origin: below(origin, key) }];
  });

/** What the nearest place says under a key. */
export const nearest = <K extends keyof WrittenTestCase>(
  call: LayeredCall,
  key: K,
): Placed<NonNullable<WrittenTestCase[K]>> | undefined => all(call, key)[0];

/** One or several of something, each with its place. */
export const each = <T>({ value, origin }: Placed<T | readonly T[]>): readonly Placed<T>[] =>
  Array.isArray(value)
    ? value.map((one: T, index) => ({ value: one, origin: below(origin, index) }))
    : [{ value: value as T, origin }];

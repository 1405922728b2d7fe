import type { Origin } from './source.ts';

/** Something and where it was written. */
export interface Placed<T> {
  readonly value: T;
  readonly origin: Origin;
}

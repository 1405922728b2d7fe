import type { Placed } from '../model/plan.ts';
import { isOpen } from './variables.ts';

/** A value that stands somewhere, and whose it is. */
export interface Owned extends Placed<string> {
  readonly title: string;
}

/** Tells of each later place at which a value stands that stood before. A variable without value is no value. */
export function repeated(all: Iterable<Owned>, tell: (first: Owned, again: Owned) => void): void {
  const seen = new Map<string, Owned>();
  for (const each of all) {
    if (isOpen(each.value)) continue;
    const first = seen.get(each.value);
    if (first === undefined) seen.set(each.value, each);
    else tell(first, each);
  }
}

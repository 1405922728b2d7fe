import { snapshot } from './snapshot.ts';
import { applyChange, blankState, type Change, type State } from './state.ts';

/** A second copy of the state that follows the first one late, or not at all: what a stale read sees. */
export interface Replica {
  /** Hears of changes when they are made; `at` in milliseconds since 1970. */
  hear(changes: readonly Change[], at: number): void;
  /** The state as this copy has it at a time. */
  at(now: number): State;
}

/**
 * Copies a state.
 * @param lag milliseconds by which it follows; undefined: it stays as it is
 */
export function replicaOf(state: State, lag: number | undefined): Replica {
  const copy = blankState();
  for (const change of snapshot(state)) applyChange(copy, change);
  const waiting: { readonly at: number; readonly changes: readonly Change[] }[] = [];
  return {
    hear(changes, at) {
      if (lag !== undefined) waiting.push({ at: at + lag, changes });
    },
    at(now) {
      while ((waiting[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
        for (const change of waiting.shift()?.changes ?? []) applyChange(copy, change);
      }
      return copy;
    },
  };
}

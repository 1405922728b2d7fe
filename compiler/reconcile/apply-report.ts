import type { ItemName } from '../model/change.ts';
import type { ItemWrite } from './chain.ts';
import type { Outcome } from './item-writer.ts';

/** What became of one write. */
export interface Applied {
  readonly name: ItemName;
  readonly verb: ItemWrite['verb'];
  readonly because: ItemWrite['because'];
  readonly outcome: 'done' | 'skipped' | 'failed';
  /** Why it failed. */
  readonly cause?: string;
}

/** What became of a release. */
export interface ApplyReport {
  readonly release: number;
  /** The release before; null: this is the first. */
  readonly previous: number | null;
  /** Whether callers follow the release now; null: nobody knows, for the write that makes it live had no answer. */
  readonly active: boolean | null;
  readonly items: readonly Applied[];
  /** Items made by hand that stay live, as `map/key`. */
  readonly handEdits: readonly string[];
  /** What to do next, in words; empty when all is done. */
  readonly next: string;
}

/** The writes of a release, each with how it ended. */
export function applied(writes: readonly ItemWrite[], outcomes: readonly Outcome[]): readonly Applied[] {
  return writes.map(({ name, verb, because }, i): Applied => {
    const outcome = outcomes[i] ?? { kind: 'skipped' };
    const cause = outcome.kind === 'failed' ? { cause: outcome.problem.message } : {};
    return { name, verb, because, outcome: outcome.kind, ...cause };
  });
}

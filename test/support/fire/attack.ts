import type { Finished } from '../command-line.ts';
import type { Callers } from './callers.ts';
import type { World } from './world.ts';

/** What all attacks have in common: where they begin, and what counts as right. */
export interface Attack {
  readonly world: World;
  readonly seed: number;
  readonly rounds: number;
  /** Who calls meanwhile; absent: nobody. */
  readonly callers?: Callers;
  /** The version that is live at the beginning; default 0. */
  readonly version?: number;
}

/** What an attack came to. */
export interface Attacked {
  readonly rounds: number;
  /** Rounds by how they ended, in words. */
  readonly ends: { readonly [end: string]: number };
  /** What was not right, in words. */
  readonly wrongs: readonly string[];
  /** The version that is live at the end. */
  readonly version: number;
}

/** Codes of a refusal that says what to do: it has a code, a reason, and a help. */
export const refusal = ({ stderr }: Finished): string | undefined => {
  const [, code] = /error\[(DP6\d{3})\]/.exec(stderr) ?? [];
  return code !== undefined && /^help: /m.test(stderr) && !/^\s+at .*:\d+:\d+\)?$/m.test(stderr)
    ? code
    : undefined;
};

/** Counts ends, and keeps what went wrong. */
export function tallying() {
  const ends: { [end: string]: number } = {};
  const wrongs: string[] = [];
  return {
    ends,
    wrongs,
    end(words: string): void {
      ends[words] = (ends[words] ?? 0) + 1;
    },
    /** Says what was expected and did not happen, with what there was to see. */
    expect(holds: boolean, words: string, seen = ''): boolean {
      if (!holds) wrongs.push(seen === '' ? words : `${words}\n${seen}`);
      return holds;
    },
  };
}

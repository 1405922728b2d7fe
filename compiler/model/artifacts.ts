import type { DesiredItems } from './desired.ts';

/** One file of the generated Serverless project. `path` is below the project directory, with `/`. */
export type ProjectFile =
  | { readonly path: string; readonly text: string }
  /** Written gzipped; compressing is left to the edge that writes. */
  | { readonly path: string; readonly gzip: string }
  /** A copy of an asset of the plan, by its name. */
  | { readonly path: string; readonly asset: string };

/** All that `compile` makes of a plan: what belongs into Sync, and the Functions that answer calls from it. */
export interface Artifacts {
  readonly items: DesiredItems;
  /** Sorted by path; none where only the items were asked for. */
  readonly files: readonly ProjectFile[];
}

/** The shipped code, built from `runtime/`: an argument of the compiler, read by the command line. */
export interface RuntimeFiles {
  /** CommonJS; exports `createFunctions`. */
  readonly runtime: string;
  /** CommonJS; exports `classify`. The only file with a dependency in it. */
  readonly classify: string;
}

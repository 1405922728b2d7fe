import type { Bundle, Program } from '../../runtime/program.ts';
import type { Artifacts, RuntimeFiles } from '../model/artifacts.ts';
import { type Checked, checked } from '../model/checked.ts';
import { prettyJson } from '../model/pretty-json.ts';
import { projectFiles } from './functions.ts';
import { type OriginOf, syncItems } from './sync-items.ts';

/** What a program is emitted with. */
export interface Emission {
  readonly program: Program;
  readonly bundle: Bundle;
  /** How long a warm Function may keep what it read, in seconds. */
  readonly cacheSeconds: number;
  /** Names of the plan's assets that its prompts play. */
  readonly assets: readonly string[];
  readonly originOf: OriginOf;
  /** Absent: no project is made, and nothing is rendered. */
  readonly files?: RuntimeFiles;
}

/** Items for Sync and a Serverless project, from a program. Reports what does not fit into an item (DP5001, DP5002). */
export function emit({
  program,
  bundle,
  cacheSeconds,
  assets,
  originOf,
  files,
}: Emission): Checked<Artifacts> {
  const { items, diagnostics } = syncItems(program, bundle, cacheSeconds, originOf);
  if (files === undefined) return checked({ items, files: [] }, diagnostics);
  const stamped: Bundle = { ...bundle, digest: items.digest };
  const project = [
    ...projectFiles(program, stamped, assets, files),
    { path: 'items.json', text: `${prettyJson(items)}\n` },
  ];
  return checked({ items, files: project }, diagnostics);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuntimeFiles } from '../model/artifacts.ts';
import { failure } from './failure.ts';
import { packageRoot } from './package-root.ts';

/** Reads the two built files that every generated project carries (DP8011). */
export function readRuntimeFiles(): RuntimeFiles {
  const read = (name: string): string => {
    try {
      return readFileSync(join(packageRoot(), 'build', name), 'utf8');
    } catch (cause) {
      const help = 'install dialplan again; in its own repository run `npm run build`';
      throw failure('DP8011', `\`build/${name}\` of dialplan is missing`, { help, cause });
    }
  };
  return { runtime: read('runtime.cjs'), classify: read('classify.cjs') };
}

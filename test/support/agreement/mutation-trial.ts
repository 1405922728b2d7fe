import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Agreement, AgreementOptions } from './agreement.ts';
import { type Mutation, mutate } from './mutations.ts';

/** Runs the agreement with a fault in one module of the runtime: the fault is in the copy that is built for it alone. */

const planted = (root: string, mutation: Mutation): Plugin => ({
  name: 'mutation',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (relative(join(root, 'runtime'), path) !== mutation.file) return undefined;
      return { contents: mutate(readFileSync(path, 'utf8'), mutation), loader: 'ts' };
    });
  },
});

/** The agreement's first difference under a mutation, or that there was none. */
export async function tryMutation(
  mutation: Mutation,
  options: AgreementOptions,
  root = process.cwd(),
): Promise<Agreement> {
  // Below node_modules, so that what it imports is found.
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'agreement-'));
  try {
    const outfile = join(folder, 'agreement.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: [join(root, 'test/support/agreement/agreement.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'silent',
      loader: { '.hbs': 'text', '.md': 'text' },
      plugins: [planted(root, mutation)],
    });
    const { agreement } = (await import(pathToFileURL(outfile).href)) as typeof import('./agreement.ts');
    return await agreement(options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

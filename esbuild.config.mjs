import { cpSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compiledValidators } from './esbuild.validators.mjs';

// Builds what is installed and run: the command line, and the two files that every generated project carries.
// `node esbuild.config.mjs`, also by `npm run build` and, after `npm ci`, by `prepare`.

const root = fileURLToPath(new URL('.', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

// Started as programs, or large and loaded by one command only: these stay packages. All else is bundled, for speed.
const packages = ['@twilio/runtime-handler', 'twilio', 'twilio-run'];
for (const name of packages) {
  if (!(name in dependencies)) throw new Error(`${name} is left out of the bundle but is no dependency`);
}

const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  platform: 'node',
  target: 'node20',
};

rmSync(new URL('build', import.meta.url), { recursive: true, force: true });

await Promise.all([
  build({
    ...common,
    entryPoints: { dialplan: 'compiler/cli/dialplan.ts' },
    outdir: 'build',
    format: 'esm',
    plugins: [compiledValidators],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: packages.flatMap((name) => [name, `${name}/*`]),
    loader: { '.hbs': 'text', '.md': 'text' },
    // Bundled CommonJS packages ask for `require`.
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module';\nconst require = createRequireForBundle(import.meta.url);",
    },
  }),
  // Read by people in the Twilio Console: not minified.
  ...['runtime/main.ts', 'runtime/classify.ts'].map((entry) =>
    build({
      ...common,
      entryPoints: [entry],
      outfile: entry.endsWith('main.ts') ? 'build/runtime.cjs' : 'build/classify.cjs',
      format: 'cjs',
    }),
  ),
]);

// What editors complete by.
cpSync(new URL('schema', import.meta.url), new URL('build/schema', import.meta.url), {
  recursive: true,
  filter: (path) => !path.endsWith('.mjs'),
});

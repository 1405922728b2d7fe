import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { asComment, noticesOf } from './esbuild.licences.mjs';
import { compiledValidators } from './esbuild.validators.mjs';

// Builds what is installed and run: the command line, and the two files that every generated project carries.
// `node esbuild.config.mjs`, also by `npm run build` and, after `npm ci`, by `prepare`.

const root = fileURLToPath(new URL('.', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// Started as programs, or large and loaded by one command only: these stay packages. All else is bundled, for speed.
const packages = ['@twilio/runtime-handler', 'twilio', 'twilio-run'];
for (const name of packages) {
  if (!(name in dependencies)) throw new Error(`${name} is left out of the bundle but is no dependency`);
}

const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  // They stand in THIRD-PARTY.txt, all of them.
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  platform: 'node',
  target: 'node20',
  write: false,
};

const commandLine = build({
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
});

// Read by people in the Twilio Console: not minified.
const shipped = (entry, outfile) => build({ ...common, entryPoints: [entry], outfile, format: 'cjs' });

/** The schema in one file, by our own module. */
async function publishedSchema() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['compiler/validate/published-schema.ts'],
    outdir: 'build',
    format: 'esm',
  });
  const url = `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`;
  return (await import(url)).publishedSchema();
}

let built;
try {
  built = await Promise.all([
    commandLine,
    shipped('runtime/main.ts', 'build/runtime.cjs'),
    shipped('runtime/classify.ts', 'build/classify.cjs'),
  ]);
} catch (error) {
  // esbuild has said what is wrong; its own stack helps nobody.
  if (!Array.isArray(error.errors)) throw error;
  process.exit(1);
}

// A build that fails leaves the one from before; one that does not replaces it at once.
const fresh = join(root, `build.new-${process.pid}`);
const [, runtime, classify] = built;
for (const { path, contents } of built.flatMap(({ outputFiles }) => outputFiles)) {
  const file = join(fresh, relative(join(root, 'build'), path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
}
// What ships with every generated project takes its notices along; the runtime has no package in it.
for (const { outputFiles, metafile } of [runtime, classify]) {
  const notices = noticesOf([metafile], root);
  const [{ path, text }] = outputFiles;
  if (notices !== '')
    writeFileSync(join(fresh, relative(join(root, 'build'), path)), `${asComment(notices)}${text}`);
}
writeFileSync(
  join(fresh, 'THIRD-PARTY.txt'),
  `Packages that are part of these files, and their licences.\n\n${noticesOf(
    built.map(({ metafile }) => metafile),
    root,
  )}`,
);
// What editors complete by.
writeFileSync(join(fresh, 'dialplan.schema.json'), `${JSON.stringify(await publishedSchema(), null, 1)}\n`);
rmSync(join(root, 'build'), { recursive: true, force: true });
renameSync(fresh, join(root, 'build'));

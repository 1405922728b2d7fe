// Runs the shows: scripts that demonstrate, with figures, what the project claims. `npm run show [topic...]`.
// A show is a module of this folder whose name begins with a number; it exits 0 or 1.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
// A folder of its own: two runs at once leave each other alone.
const out = `${root}node_modules/.cache/shows-${process.pid}/`;

const long = process.argv.includes('--long');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const folder = long ? `${here}long/` : here;
const topics = readdirSync(folder)
  .filter((name) => /^\d.*\.ts$/.test(name))
  .map((name) => name.slice(0, -'.ts'.length))
  .filter((topic) => wanted.length === 0 || wanted.some((word) => topic.includes(word)))
  .sort();

if (topics.length === 0) {
  console.error(
    `no such show; there are: ${readdirSync(folder)
      .filter((name) => /^\d/.test(name))
      .join(' ')}`,
  );
  process.exit(2);
}

mkdirSync(out, { recursive: true });
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
await build({
  absWorkingDir: root,
  entryPoints: topics.map((topic) => `${folder}${topic}.ts`),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
  loader: { '.hbs': 'text', '.md': 'text' },
});

const run = (topic) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [`${out}${topic}.mjs`], { cwd: root, stdio: 'inherit' });
    // A show that hangs has failed; it says so instead of holding up the others.
    const timer = setTimeout(() => child.kill('SIGKILL'), (long ? 60 : 5) * 60_000);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });

const failed = [];
for (const topic of topics) {
  console.log(`\n=== ${topic}`);
  const started = Date.now();
  const passed = await run(topic);
  if (!passed) failed.push(topic);
  console.log(
    `--- ${topic}: ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}
console.log(
  `\n${topics.length - failed.length} passed, ${failed.length} failed${failed.length ? `: ${failed.join(' ')}` : ''}`,
);
process.exit(failed.length === 0 ? 0 : 1);

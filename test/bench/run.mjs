// Measures what the project claims about size and speed: `npm run bench [count...]`. Each sample runs in a process of its own;
// of three the median is shown. Prints Markdown.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compiledValidators } from '../../esbuild.validators.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = `${root}node_modules/.cache/bench/`;
const SAMPLES = 3;
const MISTAKES = ['an unknown name', 'a wrong key', 'no action', 'text split at a comma', 'table'];

const counts = process.argv.slice(2).map(Number);
const sizes = counts.length > 0 ? counts : [100, 1_000, 10_000, 100_000];

// As the command line is built: with validators that were compiled beforehand.
await build({
  absWorkingDir: root,
  entryPoints: ['sample', 'webhook', 'simulate', 'calls'].map((name) => `${here}${name}.ts`),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  plugins: [compiledValidators],
  external: ['twilio', 'twilio-run'],
  logLevel: 'warning',
  loader: { '.hbs': 'text', '.md': 'text' },
  banner: {
    js: "import { createRequire as createRequireForBundle } from 'node:module';\nconst require = createRequireForBundle(import.meta.url);",
  },
});

const run = (script, ...words) =>
  JSON.parse(
    execFileSync(process.execPath, [`${out}${script}.mjs`, ...words.map(String)], { encoding: 'utf8' }),
  );

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median time and memory of some samples, and what the last of them says. */
function measure(what, count) {
  const samples = Array.from({ length: SAMPLES }, () => run('sample', what, count));
  return {
    ms: median(samples.map(({ ms }) => ms)),
    mb: median(samples.map(({ mb }) => mb)),
    words: samples.at(-1).words,
  };
}

const time = (ms) => (ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`);
const cell = ({ ms, mb }) => `${time(ms)}, ${mb.toFixed(0)} MB`;
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
const number = (count) => count.toLocaleString('en');

console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}; median of ${SAMPLES}, each in a fresh process\n`,
);

row([
  'numbers',
  'bare YAML parse',
  'check and compile, YAML',
  'of the bare parse',
  'check and compile, CSV',
  'of the bare parse',
]);
row(['---:', '---:', '---:', '---:', '---:', '---:']);
let snapshot = '';
for (const count of sizes) {
  const [bare, yaml, csv] = ['bare', 'yaml', 'csv'].map((what) => measure(what, count));
  snapshot = `${number(count)} numbers: ${yaml.words}`;
  const times = (sample) => `${(sample.ms / bare.ms).toFixed(2)} times`;
  row([number(count), cell(bare), cell(yaml), times(yaml), cell(csv), times(csv)]);
}
console.log(`\n${snapshot}\n`);

const most = Math.max(...sizes);
row([`every one of ${number(most)} numbers wrong`, 'time until all is told', 'memory', 'what is told']);
row(['---', '---:', '---:', '---']);
for (const mistake of MISTAKES) {
  const sample = measure(mistake, most);
  const name = mistake === 'table' ? 'a cell too many in each line of a table' : mistake;
  row([name, time(sample.ms), `${sample.mb.toFixed(0)} MB`, sample.words]);
}

const { microseconds, asked } = run('webhook');
console.log(`\none \`step\` of the evaluator: ${microseconds.toFixed(1)} µs\n`);
row(['one webhook in this process', 'Sync requests', 'time']);
row(['---', '---:', '---:']);
for (const { what, requests, ms } of asked) row([what, requests, time(ms)]);

const { again, anew } = run('simulate');
console.log(
  `\na simulated call of five webhooks: ${again.toFixed(0)} µs; with documents never seen before ${anew.toFixed(0)} µs`,
);

const { trace, tests, year, stretches } = run('calls', `${root}dialplan/st-anne/`);
console.log(
  `\na trace of a call of eight webhooks: ${time(trace)}; 1,000 plan tests: ${time(tests)}; a year of a number's life (${stretches} stretches): ${time(year)}`,
);

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// The table of sizes in the README says from which machine it is and keeps what was promised of 100,000 numbers; the same is
// measured here, once. The whole table: `npm run bench`.

interface Row {
  readonly numbers: number;
  readonly yaml: number;
  readonly csv: number;
}

/** The rows of a table of the bench: numbers, and how many times the bare parse YAML and CSV take. */
const rowsOf = (text: string): readonly Row[] =>
  [...text.matchAll(/^\| ([\d,]+) \| .* \| ([\d.]+) times \| .* \| ([\d.]+) times \|$/gm)].map(
    ([, numbers = '', yaml, csv]) => ({
      numbers: Number(numbers.replaceAll(',', '')),
      yaml: Number(yaml),
      csv: Number(csv),
    }),
  );

await show(async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const written = rowsOf(readme);
  const most = written.find(({ numbers }) => numbers === 100_000);
  claim('the README names the machine', /`npm run bench`, on \d+ cores of .+, \d+ GB, Node \d+/.test(readme));
  claim('the README has 100, 1,000, 10,000 and 100,000 numbers', written.length === 4);
  claim(
    '100,000 numbers in YAML within 2.5 times the bare parse',
    (most?.yaml ?? 9) <= 2.5,
    `${most?.yaml} times`,
  );
  claim('100,000 numbers from CSV in less than the bare parse', (most?.csv ?? 9) < 1, `${most?.csv} times`);
  const out = execFileSync(process.execPath, [join(root, 'test/bench/run.mjs'), '1000'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sample = join(root, 'node_modules/.cache/bench/sample.mjs');
  const took = (what: string): number =>
    JSON.parse(execFileSync(process.execPath, [sample, what, '100000'], { cwd: root, encoding: 'utf8' })).ms;
  const bare = took('bare');
  const [yaml, csv] = [took('yaml') / bare, took('csv') / bare];
  claim('here, 100,000 numbers in YAML', yaml <= 2.5, `${yaml.toFixed(2)} times the bare parse`);
  claim('here, 100,000 numbers from CSV', csv < 1, `${csv.toFixed(2)} times the bare parse`);
  for (const line of out
    .split('\n')
    .filter((each) => /a trace of|a simulated call|one `step`|gzipped/.test(each))) {
    console.log(`     ${line}`);
  }
});

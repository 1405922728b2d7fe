import { gzipSync } from 'node:zlib';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { compile } from '../../compiler/compile.ts';
import type { Source } from '../../compiler/model/source.ts';
import { formatDiagnostics } from '../../compiler/report/diagnostics.ts';
import { csvPlan, MISTAKES, wrongPlan, wrongTable, yamlPlan } from './plans.ts';

/** One sample in a process of its own: `sample.mjs <what> <count>` prints one line of JSON. */

/** What a sample says of itself. */
export interface Sample {
  readonly ms: number;
  /** The most memory that the process ever had, in MB. */
  readonly mb: number;
  readonly words?: string;
}

/** Nothing but the parser, in the only manner that takes linear time, and a search for keys that stand twice. */
function bareParse([source]: readonly Source[]): string {
  const document = parseDocument(source?.text ?? '', {
    lineCounter: new LineCounter(),
    uniqueKeys: false,
    logLevel: 'silent',
  });
  let twice = 0;
  for (const pair of isMap(document.contents) ? document.contents.items : []) {
    const keys = new Set<unknown>();
    for (const { key } of isMap(pair.value) ? pair.value.items : []) {
      const name = isScalar(key) ? key.value : key;
      if (keys.has(name)) twice += 1;
      keys.add(name);
    }
  }
  return `${twice} keys twice`;
}

/** All that `dialplan compile` does, but for writing the files. */
function checkAndCompile(sources: readonly Source[]): string {
  const { artifacts, diagnostics } = compile(
    { directory: 'plan', sources, assets: [] },
    { variables: {}, files: { runtime: '//', classify: '//' } },
  );
  if (artifacts === undefined || diagnostics.length > 0)
    throw new Error('the plan of the bench has mistakes');
  const packed = artifacts.files.flatMap((file) => ('gzip' in file ? [file.gzip] : []));
  const [raw, zipped] = [
    packed.join('').length,
    packed.reduce((sum, text) => sum + gzipSync(text).length, 0),
  ];
  return `${artifacts.items.items.length} items, snapshot ${megabytes(raw)}, gzipped ${megabytes(zipped)}`;
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(2)} MB`;

/** All that `dialplan check` does with a plan full of mistakes. */
function tellMistakes(sources: readonly Source[]): string {
  const { diagnostics, locator } = compile({ directory: 'plan', sources, assets: [] }, { variables: {} });
  const text = formatDiagnostics(diagnostics, locator, { format: 'text', files: sources.length });
  return `${diagnostics.length} mistakes, ${text.split('\n').length} lines`;
}

const TASKS: {
  readonly [what: string]: readonly [
    (count: number) => readonly Source[],
    (sources: readonly Source[]) => string,
  ];
} = {
  bare: [yamlPlan, bareParse],
  yaml: [yamlPlan, checkAndCompile],
  csv: [csvPlan, checkAndCompile],
  table: [wrongTable, tellMistakes],
  ...Object.fromEntries(
    (Object.keys(MISTAKES) as (keyof typeof MISTAKES)[]).map((mistake) => [
      mistake,
      [(count: number) => wrongPlan(count, mistake), tellMistakes] as const,
    ]),
  ),
};

const [, , what = '', count = '0'] = process.argv;
const [make, act] = TASKS[what] ?? [];
if (make === undefined || act === undefined) throw new Error(`no such sample: ${what}`);
const sources = make(Number(count));
const started = performance.now();
const words = act(sources);
const ms = performance.now() - started;
console.log(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024, words } satisfies Sample));

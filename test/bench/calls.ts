import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../compiler/compile.ts';
import { runTests, testGround } from '../../compiler/plan-tests/run.ts';
import { formatTrace } from '../../compiler/report/trace.ts';
import { calendarOf, startOfYear } from '../../compiler/trace/calendar.ts';
import { playEveryRun } from '../../compiler/trace/imagined-call.ts';
import { LiveState } from '../../compiler/trace/live-state.ts';
import { outcomeOf } from '../../compiler/trace/outcome.ts';
import { placesOf } from '../../compiler/trace/places.ts';
import { classify } from '../../runtime/classify.ts';

/** A trace, a thousand tests and a year of the second example plan, in this process, once everything is loaded. */

const folder = fileURLToPath(new URL(process.argv[2] ?? '.', `file://${process.cwd()}/`));
const sources = readdirSync(folder)
  .filter((name) => /\.(yaml|csv)$/.test(name) && name !== 'tests.yaml')
  .map((name) => ({ file: `plan/${name}`, text: readFileSync(join(folder, name), 'utf8') }));

const TESTS = 1_000;
const tests = Array.from({ length: TESTS }, (_each, i) => {
  const minute = String(i % 60).padStart(2, '0');
  const call = `{from: "+1 416 555 0199", to: "+1 613 555 0100", at: "2026-11-24 10:${minute}", press: [1, silence, ${(i % 3) + 1}]}`;
  return `  - {name: "test ${i}", call: ${call}, expect: {through: [front_door, welcome, notice, main_menu]}}\n`;
}).join('');

const compiled = compile(
  {
    directory: 'plan',
    sources: [...sources, { file: 'plan/thousand.yaml', text: `tests:\n${tests}` }],
    assets: [],
  },
  { variables: {} },
);
const { plan, program, bundle, locator } = compiled;
if (!plan || !program || !bundle) throw new Error(JSON.stringify(compiled.diagnostics, null, 1));
const ground = testGround({ program, bundle }, (number) => classify(number, bundle.numbering.country));

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

const from = { kind: 'number', value: '+14165550199' } as const;
const call = { from, to: '+16135550100', at: 0, acts: [], phones: [] };
const surroundings = () => ({ classify: ground.classify, live: new LiveState() });

async function trace(at: number): Promise<string> {
  const acts = [{ does: 'press', keys: '1' }, { does: 'silence' }, { does: 'press', keys: '2' }] as const;
  const { runs } = await playEveryRun([{ ...call, at, acts }], ground.plan, surroundings());
  const [played] = runs[0]?.calls ?? [];
  if (!plan || !played) throw new Error('a call that was not played');
  const outcome = outcomeOf(played, ground.people, ground.plan);
  return formatTrace(played, outcome, { people: ground.people, places: placesOf(plan), locator });
}

const noon = Date.parse('2026-11-24T17:00Z');
await trace(noon);
const traces: number[] = [];
for (let i = 0; i < 50; i += 1) traces.push(await timed(() => trace(noon + i)));
const results = await timed(async () => {
  const all = await runTests(plan.tests, ground);
  const failing = all.filter(({ failures }) => failures.length > 0).length;
  if (failing > 0) throw new Error(`${failing} tests fail`);
});
const [start, end] = [startOfYear(2027, 'America/Toronto'), startOfYear(2028, 'America/Toronto')];
let stretches = 0;
const year = await timed(async () => {
  stretches = (await calendarOf({ ...call, at: start }, end, ground.plan, ground.people, surroundings()))
    .length;
});
const median = traces.sort((a, b) => a - b)[25];
console.log(JSON.stringify({ trace: median, tests: results, year, stretches }));

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Compiled, compile } from '../../compiler/compile.ts';
import type { Source } from '../../compiler/model/source.ts';
import { formatDiagnostics } from '../../compiler/report/diagnostics.ts';
import { csvPlan, MISTAKES, wrongPlan, wrongTable, yamlPlan } from '../bench/plans.ts';

/** What is true of plans of any size; how long they take is measured by `npm run bench`. */

const files = { runtime: '//', classify: '//' };
const compiled = (sources: readonly Source[]): Compiled =>
  compile({ directory: 'plan', sources, assets: [] }, { variables: {}, files });

const told = ({ diagnostics, locator }: Compiled): string =>
  formatDiagnostics(diagnostics, locator, { format: 'text', files: 1 });

/** The shorter of two runs, in milliseconds; a moment at least, which a busy machine can take for anything. */
function cost(make: (count: number) => readonly Source[], count: number): number {
  const sources = make(count);
  const runs = [1, 2].map(() => {
    const started = performance.now();
    told(compiled(sources));
    return performance.now() - started;
  });
  return Math.max(5, ...runs.filter((run) => run === Math.min(...runs)));
}

/** One entry that is wrong many times: an item or a key of it in each line. */
const wrongEntry =
  (head: string, line: (i: number) => string) =>
  (count: number): readonly Source[] => [
    {
      file: 'plan/dialplan.yaml',
      text: `${head}${Array.from({ length: count }, (_, i) => line(i)).join('')}`,
    },
  ];

const WIDE: readonly (readonly [string, (count: number) => readonly Source[]])[] = [
  [
    'members of one group',
    wrongEntry(
      'ring_groups:\n  g:\n    strategy: sequential\n    members:\n',
      () => '      - {extensio: a}\n',
    ),
  ],
  ['rules of one route', wrongEntry('routes:\n  r:\n', () => '    - {when: {opn: x}, to: closed}\n')],
  ['keys of one menu', wrongEntry('menus:\n  m:\n    prompt: "Hi."\n', (i) => `    k${i}: closed\n`)],
  ['callers of one list', wrongEntry('lists:\n  l:\n', (i) => `    x${i}: gold\n`)],
];

const WRONG = Object.keys(MISTAKES) as (keyof typeof MISTAKES)[];
const PLANS: readonly (readonly [string, (count: number) => readonly Source[]])[] = [
  ['numbers in YAML', yamlPlan],
  ['numbers in a table', csvPlan],
  ['a table in which every line is wrong', wrongTable],
  ...WRONG.map(
    (mistake) => [`every number with ${mistake}`, (count: number) => wrongPlan(count, mistake)] as const,
  ),
];

describe('eight times the numbers take about eight times as long', { timeout: 60_000 }, () => {
  // Anything quadratic would take sixty-four times as long.
  test.each(PLANS)('%s', (_, make) => {
    cost(make, 100);
    const [small, large] = [cost(make, 1_000), cost(make, 8_000)];
    expect(large / small).toBeLessThan(32);
  });
});

describe('eight times the mistakes of one entry take about eight times as long', { timeout: 60_000 }, () => {
  test.each(WIDE)('%s', (_, make) => {
    cost(make, 100);
    const [small, large] = [cost(make, 2_000), cost(make, 16_000)];
    expect(large / small).toBeLessThan(32);
  });
});

test('a table makes the same plan as YAML, an item for each number', () => {
  const [yaml, csv] = [yamlPlan, csvPlan].map((make) => compiled(make(500)).artifacts?.items);
  expect(csv).toEqual(yaml);
  expect(yaml?.counts.number_map).toBe(500);
});

test('what a call reads does not grow with the plan', () => {
  const most = (count: number): number => {
    const items = compiled(yamlPlan(count)).artifacts?.items.items ?? [];
    return Math.max(...items.map(({ payload }) => (Array.isArray(payload.needs) ? payload.needs.length : 0)));
  };
  expect(most(1_000)).toBe(most(20));
  expect(most(20)).toBeLessThan(6);
});

test('the snapshot is gzipped, and small', () => {
  const snapshot = compiled(csvPlan(2_000)).artifacts?.files.find((file) => 'gzip' in file);
  const text = snapshot !== undefined && 'gzip' in snapshot ? snapshot.gzip : '';
  expect(text.length).toBeGreaterThan(80_000);
  expect(gzipSync(text).length * 8).toBeLessThan(text.length);
});

test.each(WRONG)('every number with %s: all are counted, the first hundred shown', (mistake) => {
  const plan = compiled(wrongPlan(1_000, mistake));
  expect(plan.diagnostics).toHaveLength(1_000);
  const text = told(plan);
  expect(text.match(/^error\[/gm)).toHaveLength(100);
  expect(text).toContain('and 900 more in plan/dialplan.yaml\n\n1000 problems (1000 errors)');
});

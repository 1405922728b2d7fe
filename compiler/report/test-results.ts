import type { Locator } from '../model/source.ts';
import { type Coverage, percent } from '../plan-tests/coverage.ts';
import { diagnoseTest } from '../plan-tests/diagnose.ts';
import type { TestResult } from '../plan-tests/run.ts';
import { frame, PLAIN, type Style } from './frame.ts';
import { formatTrace, type TraceGround } from './trace.ts';
import { visible } from './visible-text.ts';

/** The tests of one plan as a person reads them: those that fail, with the call as it went, then the counts. */

export interface TestReportOptions {
  readonly style?: Style;
  /** Name every test, also those that pass. */
  readonly verbose?: boolean;
  /** Absent: not asked for. */
  readonly coverage?: Coverage;
}

/** Things that were not seen, at most; the others are counted. */
const MOST_MISSING = 20;

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

function failed(result: TestResult, ground: TraceGround, style: Style): string {
  const frames = diagnoseTest(result, ground.places).map((each) => frame(each, ground.locator, style));
  const traces = result.failures.map(({ played, outcome }) =>
    indented(formatTrace(played, outcome, ground, { style })),
  );
  return [
    style.red(`fails  ${visible(result.test.name)}`),
    ...frames,
    style.dim('the call:'),
    ...traces,
  ].join('\n');
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What the tests have not seen, a line each with its place. */
function missingLines({ missing }: Coverage, locator: Locator): readonly string[] {
  const lines = missing.slice(0, MOST_MISSING).map(({ words, origin }) => {
    const line = locator.span(origin)?.start.line;
    return `  ${visible(words)}  ${origin.file}${line === undefined ? '' : `:${line}`}`;
  });
  const more = missing.length - lines.length;
  return more > 0 ? [...lines, `  and ${more} more`] : lines;
}

/** `coverage 92 %: 46 of 50 rules, keys, exits and states`. */
export const coverageLine = (coverage: Coverage): string =>
  `coverage ${percent(coverage)} %: ${coverage.covered} of ${coverage.all} rules, keys, exits and states`;

/** The results of a plan's tests as text. Ends with a line end. */
export function formatTestResults(
  results: readonly TestResult[],
  ground: TraceGround,
  options: TestReportOptions = {},
): string {
  const { style = PLAIN, verbose = false, coverage } = options;
  const blocks: string[] = [];
  for (const result of results) {
    if (result.failures.length > 0) blocks.push(`${failed(result, ground, style)}\n`);
    else if (verbose) blocks.push(`passes ${visible(result.test.name)}`);
  }
  const bad = results.filter(({ failures }) => failures.length > 0).length;
  const cut = results.filter(({ truncated }) => truncated).length;
  const count = counted(results.length, 'test');
  blocks.push(
    results.length === 0
      ? 'the plan has no tests: they stand in the section `tests`'
      : bad === 0
        ? `${count}, all pass`
        : style.red(`${count}, ${results.length - bad} pass, ${bad} fail${bad === 1 ? 's' : ''}`),
  );
  if (cut > 0) blocks.push(`${counted(cut, 'test')} may go more ways than were tried`);
  if (coverage !== undefined) {
    blocks.push(coverageLine(coverage));
    if (coverage.missing.length > 0)
      blocks.push(style.dim('not seen:'), ...missingLines(coverage, ground.locator));
  }
  return `${blocks.join('\n')}\n`;
}

import { InvalidArgumentError } from 'commander';
import { diagnostic } from '../../diagnostics/codes.ts';
import { percent } from '../../plan-tests/coverage.ts';
import { formatJUnit } from '../../report/junit.ts';
import { coverageLine, formatTestResults } from '../../report/test-results.ts';
import {
  type CommandDefinition,
  examples,
  numberOption,
  textOption,
  wholeNumber,
  withEnvironment,
  withPlans,
} from '../command.ts';
import { type CompiledPlan, compilePlans, type Made } from '../compiled-plan.ts';
import { EXIT } from '../exit-code.ts';
import { failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { draftPlanTests, type TestedPlan, testDiagnostics, testPlan } from '../plan-tests.ts';
import {
  formatOf,
  hasErrors,
  paintOf,
  presentDiagnostics,
  presentJson,
  presentProblems,
  problemsData,
  say,
} from '../present.ts';

/** Reads a percentage. */
function percentage(value: string): number {
  const number = wholeNumber(value);
  if (number > 100) throw new InvalidArgumentError('It wants a percentage, 0 to 100.');
  return number;
}

type Tested = TestedPlan & { readonly compiled: CompiledPlan };

function presentText(io: Io, tested: readonly Tested[], options: { readonly [name: string]: unknown }): void {
  const style = paintOf(io, io.stdout, options);
  for (const { name, results, coverage, ground } of tested) {
    if (tested.length > 1) io.stdout.write(`${style.bold(name)}\n`);
    const report = formatTestResults(results, ground, {
      style,
      verbose: options.verbose === true,
      ...(options.coverage === true || options.failUnder !== undefined ? { coverage } : {}),
    });
    io.stdout.write(report);
  }
}

/** Every test with its result, for machines. */
const testsData = ({ name, results, coverage, ground }: Tested): object => ({
  plan: name,
  tests: results.map(({ test, failures, truncated }) => {
    const line = ground.locator.span(test.origin)?.start.line;
    return {
      name: test.name,
      file: test.origin.file,
      ...(line === undefined ? {} : { line }),
      passed: failures.length === 0,
      ...(truncated ? { truncated } : {}),
      failures: failures.flatMap(({ mismatches }) =>
        mismatches.map(({ code, expected, actual }) => ({ code, expected, actual })),
      ),
    };
  }),
  coverage: {
    percent: percent(coverage),
    covered: coverage.covered,
    all: coverage.all,
    missing: coverage.missing.map(({ kind, words, origin }) => {
      const line = ground.locator.span(origin)?.start.line;
      return { kind, words, file: origin.file, ...(line === undefined ? {} : { line }) };
    }),
  },
});

/** Plans whose tests see less than was asked for. */
const uncovered = (tested: readonly Tested[], least: number | undefined) =>
  tested
    .filter(({ coverage }) => least !== undefined && percent(coverage) < least)
    .map(({ name, coverage }) =>
      diagnostic('DP7010', {
        message: `the tests of \`${name}\` see ${percent(coverage)} % of it, and ${least} % are asked for`,
        why: coverageLine(coverage),
        help: 'write tests for what is not seen; `dialplan test --record` drafts them',
      }),
    );

/** Prints drafts of tests, and beside them what no call was found for. */
async function record(io: Io, made: Made): Promise<void> {
  const { text, drafts, coverage } = await draftPlanTests(made, io.now());
  io.stdout.write(text);
  const left = coverage.missing.length === 0 ? '' : `; ${coverage.missing.length} more were not found`;
  say(io, `${made.plan.name}: ${drafts} drafts, ${coverageLine(coverage)}${left}`);
}

/** `dialplan test`: the plan's own tests, on the simulated telephone network. */
export const test: CommandDefinition = {
  configure(command) {
    withEnvironment(withPlans(command), 'test the plan as this environment gets it')
      .option('-t, --only <text>', 'only tests with this in their name')
      .option('-v, --verbose', 'name every test, also those that pass')
      .option('-c, --coverage', 'say which rules, keys, exits and schedule states no test has seen')
      .option('-r, --record', 'draft tests for what no test has seen, as YAML to read and to paste')
      .option('--fail-under <percent>', 'end with 1 when the tests see less than that', percentage)
      .addHelpText(
        'after',
        examples([
          ['dialplan test', 'the tests of every plan below dialplan/'],
          ['dialplan test dialplan/acme --only sales', 'those with "sales" in their name'],
          ['dialplan test --coverage --fail-under 90', 'for CI'],
          [
            'dialplan test dialplan/acme --record >> dialplan/acme/tests.yaml',
            'what the plan does today, for you to judge',
          ],
          ['dialplan test --format junit > results.xml', 'for CI systems that show tests'],
        ]),
      );
  },
  async run(io, args, options) {
    const plans = compilePlans(io, args, textOption(options, 'env'));
    const format = formatOf(options);
    if (hasErrors(plans)) {
      presentDiagnostics(io, format === 'junit' ? io.stderr : io.stdout, plans, options);
      return EXIT.problems;
    }
    if (options.record === true) {
      for (const compiled of plans) if (compiled.made !== undefined) await record(io, compiled.made);
      return EXIT.clean;
    }
    const tested: Tested[] = [];
    for (const compiled of plans) {
      if (compiled.made === undefined) continue;
      tested.push({ ...(await testPlan(compiled, compiled.made, textOption(options, 'only'))), compiled });
    }
    const only = textOption(options, 'only');
    if (only !== undefined && tested.every(({ results }) => results.length === 0)) {
      throw failure('DP8034', `no test has \`${only}\` in its name`, {
        help: 'dialplan test --verbose names them all',
        exit: EXIT.usage,
      });
    }
    const short = uncovered(tested, numberOption(options, 'failUnder'));
    const failed = tested.some(({ results }) => results.some(({ failures }) => failures.length > 0));
    if (format === 'json') presentJson(io, { plans: tested.map(testsData), problems: problemsData(short) });
    else if (format === 'junit') io.stdout.write(formatJUnit(tested));
    else if (format === 'github') {
      const found = tested.map((each) => ({ ...each.compiled, diagnostics: testDiagnostics(each) }));
      presentDiagnostics(io, io.stdout, found, options);
    } else presentText(io, tested, options);
    if (format !== 'json') presentProblems(io, short, options);
    return failed || short.length > 0 ? EXIT.problems : EXIT.clean;
  },
};

import type { Diagnostic } from '../model/diagnostic.ts';
import { type Coverage, CoverageCount } from '../plan-tests/coverage.ts';
import { diagnoseTest } from '../plan-tests/diagnose.ts';
import { draftText } from '../plan-tests/draft-text.ts';
import { draftTests } from '../plan-tests/record.ts';
import { runTests, type TestGround, type TestResult, testGround } from '../plan-tests/run.ts';
import type { TraceGround } from '../report/trace.ts';
import { placesOf } from '../trace/places.ts';
import type { CompiledPlan, Made } from './compiled-plan.ts';

/** Runs the tests of compiled plans, for the commands that do. */

/** What of a plan its tests need. */
export type Tested = Omit<Made, 'artifacts'>;

/** A plan whose tests were run. */
export interface TestedPlan {
  readonly name: string;
  readonly results: readonly TestResult[];
  readonly coverage: Coverage;
  readonly ground: TraceGround;
}

/** The number classifier is large, and only plans that dial outside need it: it is loaded when calls are played. */
export async function groundOf({ program, bundle }: Tested): Promise<TestGround> {
  const { classify } = await import('../../runtime/classify.ts');
  return testGround({ program, bundle }, (number) => classify(number, bundle.numbering.country));
}

/** Runs the tests of a plan that have `only` in their name. */
export async function testPlan(
  { locator }: Pick<CompiledPlan, 'locator'>,
  made: Tested,
  only = '',
): Promise<TestedPlan> {
  const ground = await groundOf(made);
  const wanted = made.plan.tests.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
  const results = await runTests(wanted, ground);
  const count = new CoverageCount(made.plan, ground.plan);
  for (const { played } of results) for (const call of played) count.add(call);
  return {
    name: made.plan.name,
    results,
    coverage: count.result(),
    ground: { people: ground.people, places: placesOf(made.plan), locator },
  };
}

/** What failing tests have to say. */
export const testDiagnostics = ({ results, ground }: TestedPlan): readonly Diagnostic[] =>
  results.flatMap((result) => diagnoseTest(result, ground.places));

/** Tests that would see what the plan's own have not. */
export interface DraftedTests {
  /** YAML: the section `tests`, or nothing. */
  readonly text: string;
  readonly drafts: number;
  /** With the drafts. */
  readonly coverage: Coverage;
}

/** Drafts tests for what no test of a plan has seen. @param now milliseconds since 1970 */
export async function draftPlanTests(made: Tested, now: number): Promise<DraftedTests> {
  const ground = await groundOf(made);
  const count = new CoverageCount(made.plan, ground.plan);
  for (const { played } of await runTests(made.plan.tests, ground)) {
    for (const call of played) count.add(call);
  }
  const drafts = await draftTests(made.plan, ground, count, now);
  const text = draftText(drafts, ground.people, made.plan.settings.timezone);
  return {
    text: drafts.length === 0 ? '' : `tests:\n${text}`,
    drafts: drafts.length,
    coverage: count.result(),
  };
}

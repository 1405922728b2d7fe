import { type Tested, type TestedPlan, testDiagnostics, testPlan } from '../../compiler/cli/plan-tests.ts';
import type { Compiled } from '../../compiler/compile.ts';
import { compilePlan, type PlanText } from './harness.ts';

/** Plans whose own tests are run, in process. */

/** A compiled plan, whole; throws where it has errors. */
export function madeOf({ plan, program, bundle, diagnostics }: Compiled): Tested {
  if (plan === undefined || program === undefined || bundle === undefined) {
    throw new Error(`the plan has errors: ${diagnostics.map(({ message }) => message).join('; ')}`);
  }
  return { plan, program, bundle };
}

const compiledOf = (text: PlanText | Compiled): Compiled =>
  typeof text === 'object' && 'locator' in text ? (text as Compiled) : compilePlan(text as PlanText);

/** Runs the tests of a plan that have `only` in their name. */
export function tested(text: PlanText | Compiled, only = ''): Promise<TestedPlan> {
  const compiled = compiledOf(text);
  return testPlan(compiled, madeOf(compiled), only);
}

/** The codes of the tests that fail, each once. */
export const failingCodes = async (text: PlanText | Compiled): Promise<readonly string[]> => [
  ...new Set(testDiagnostics(await tested(text)).map(({ code }) => code)),
];

/** What the tests of a plan say: a line a test, below those that fail what differs and where that is written. */
export async function verdicts(text: PlanText | Compiled): Promise<string> {
  const { results, ground } = await tested(text);
  const lines = results.flatMap(({ test, failures }) => {
    const told = failures.flatMap(({ mismatches }) =>
      mismatches.map(({ code, origin, expected, actual }) => {
        const start = ground.locator.span(origin)?.start;
        return `  ${code} ${start?.line}:${start?.column} expects that it ${expected}; it ${actual}`;
      }),
    );
    return [`${failures.length === 0 ? 'passes' : 'fails '} ${test.name}`, ...told];
  });
  return lines.map((line) => `${line}\n`).join('');
}

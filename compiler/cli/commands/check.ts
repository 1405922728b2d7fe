import type { Diagnostic } from '../../model/diagnostic.ts';
import { type CommandDefinition, examples, textOption, withEnvironment, withPlans } from '../command.ts';
import { type CompiledPlan, compilePlans, type Made } from '../compiled-plan.ts';
import { EXIT } from '../exit-code.ts';
import { testDiagnostics, testPlan } from '../plan-tests.ts';
import { hasErrors, presentDiagnostics } from '../present.ts';

const failing = async (plan: CompiledPlan, made: Made): Promise<readonly Diagnostic[]> =>
  testDiagnostics(await testPlan(plan, made));

/** `dialplan check`: every mistake of some plans at once, and every test of theirs that fails. */
export const check: CommandDefinition = {
  configure(command) {
    withEnvironment(withPlans(command), 'check the plan as this environment gets it').addHelpText(
      'after',
      examples([
        ['dialplan check', 'every plan below dialplan/'],
        ['dialplan check dialplan/acme --env prod', 'with the values of prod'],
        ['dialplan check --format github', 'annotations beside the lines of a pull request'],
      ]),
    );
  },
  async run(io, args, options) {
    const plans = compilePlans(io, args, textOption(options, 'env'));
    const told: CompiledPlan[] = [];
    let failed = hasErrors(plans);
    for (const plan of plans) {
      const { made } = plan;
      // A plan without errors is also asked whether it does what its own tests say.
      const found = made === undefined || made.plan.tests.length === 0 ? [] : await failing(plan, made);
      failed ||= found.length > 0;
      told.push({ ...plan, diagnostics: [...plan.diagnostics, ...found] });
    }
    presentDiagnostics(io, io.stdout, told, options);
    return failed ? EXIT.problems : EXIT.clean;
  },
};

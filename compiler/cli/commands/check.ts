import type { Capacity } from '../../capacity/capacity.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { capacityAnnotation, capacityData, formatCapacity } from '../../report/capacity.ts';
import { visible } from '../../report/visible-text.ts';
import {
  anyNumber,
  type CommandDefinition,
  countingNumber,
  examples,
  type Options,
  textOption,
  withEnvironment,
  withPlans,
} from '../command.ts';
import { type CompiledPlan, compilePlans, type Made } from '../compiled-plan.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { planCapacity, wantsCapacity, webhookMilliseconds } from '../plan-capacity.ts';
import { testDiagnostics, testPlan } from '../plan-tests.ts';
import { formatOf, hasErrors, paintOf, presentDiagnostics } from '../present.ts';

const failing = async (plan: CompiledPlan, made: Made): Promise<readonly Diagnostic[]> =>
  testDiagnostics(await testPlan(plan, made));

async function capacities(
  io: Io,
  plans: readonly CompiledPlan[],
  options: Options,
): Promise<readonly Capacity[]> {
  if (!wantsCapacity(options)) return [];
  const found: Capacity[] = [];
  for (const { made, shown } of plans) {
    if (made !== undefined) found.push(await planCapacity(made, options, io.now()));
    else io.stderr.write(`capacity of ${visible(shown)}: not counted while the plan has errors\n`);
  }
  return found;
}

const CAPACITY_NOTE = `
--calls-per-second, --containers and --webhook-ms ask for the capacity too. A plan that cannot carry the calls has no
mistake, and the exit code stays as it is; in JSON, \`fits\` says whether it can; on GitHub a notice
says that it cannot.
`;

/** `dialplan check`: every mistake of some plans at once, every test of theirs that fails, and what they can carry. */
export const check: CommandDefinition = {
  configure(command) {
    withEnvironment(withPlans(command), 'check the plan as this environment gets it')
      .option('-c, --capacity', 'say also what a deployment can carry, by the limits that Twilio publishes')
      .option('--calls-per-second <n>', 'calls from outside that it shall carry (default: 10)', anyNumber)
      .option(
        '--containers <n>',
        'warm Functions, each keeping what it read for itself (default: 30)',
        countingNumber,
      )
      .option(
        '--webhook-ms <n>',
        'milliseconds of a Function for one webhook (default: 100)',
        webhookMilliseconds,
      )
      .addHelpText(
        'after',
        examples([
          ['dialplan check', 'every plan below dialplan/'],
          ['dialplan check dialplan/acme --env prod', 'with the values of prod'],
          ['dialplan check --format github', 'annotations beside the lines of a pull request'],
          ['dialplan check --capacity --calls-per-second 50', 'what limits first, and what to do about it'],
        ]) + CAPACITY_NOTE,
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
    const capacity = await capacities(io, plans, options);
    const format = formatOf(options);
    const output = format === 'text' ? io.stdout : io.stderr;
    const style = paintOf(io, output, options);
    if (format !== 'json') for (const each of capacity) output.write(`${formatCapacity(each, style)}\n`);
    if (format === 'github') for (const each of capacity) io.stdout.write(capacityAnnotation(each));
    const beside = capacity.length === 0 ? {} : { capacity: capacity.map(capacityData) };
    presentDiagnostics(io, io.stdout, told, options, beside);
    return failed ? EXIT.problems : EXIT.clean;
  },
};

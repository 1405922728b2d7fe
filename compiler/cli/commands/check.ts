import { type CommandDefinition, examples, textOption, withEnvironment, withPlans } from '../command.ts';
import { compilePlans } from '../compiled-plan.ts';
import { EXIT } from '../exit-code.ts';
import { hasErrors, presentDiagnostics } from '../present.ts';

/** `dialplan check`: every mistake of some plans at once. */
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
    presentDiagnostics(io, io.stdout, plans, options);
    return hasErrors(plans) ? EXIT.problems : EXIT.clean;
  },
};

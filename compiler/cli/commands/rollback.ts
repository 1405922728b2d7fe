import { type RollbackResult, rollback } from '../../reconcile/rollback.ts';
import { steadyClock } from '../../reconcile/steady-clock.ts';
import { atPlaces, withPlaces } from '../at-places.ts';
import { type CommandDefinition, examples } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { orNoSuchPlan } from '../no-such-plan.ts';
import { formatOf, presentProblems, problemsData } from '../present.ts';
import { placeOn } from '../target.ts';

/** `dialplan rollback`: the release before is live again, by one write. */
export const rollbackCommand: CommandDefinition = {
  configure(command) {
    withPlaces(command).addHelpText(
      'after',
      examples([
        ['dialplan rollback --env prod dialplan/acme', 'also while the plan on disk is broken'],
        ['dialplan rollback --env prod --service pbx-routing acme', 'without the plan'],
      ]),
    );
  },
  run: (io, args, options) =>
    atPlaces(io, args, options, async (place, target) => {
      const { plan } = place;
      const done = await rollback({
        ...placeOn(target, plan),
        target: target.sync,
        clock: steadyClock(),
        chance: Math.random,
      });
      const result =
        done.kind === 'rolled_back' ? done : { ...done, problem: orNoSuchPlan(done.problem, place) };
      if (formatOf(options) === 'text') {
        if (result.kind !== 'rolled_back') presentProblems(io, [result.problem], options);
        else io.stdout.write(`${plan}: release ${result.to} is live again, ${result.from} is not\n`);
      }
      return { code: codeOf(result), data: dataOf(result) };
    }),
};

const codeOf = ({ kind }: RollbackResult): ExitCode =>
  kind === 'rolled_back' ? EXIT.clean : kind === 'refused' ? EXIT.refused : EXIT.failed;

const dataOf = (result: RollbackResult): object =>
  result.kind === 'rolled_back'
    ? { result: result.kind, from: result.from, to: result.to }
    : { result: result.kind, problems: problemsData([result.problem]) };

import { type RollbackResult, rollback } from '../../reconcile/rollback.ts';
import { steadyClock } from '../../reconcile/steady-clock.ts';
import { type CommandDefinition, examples, textOption, withEnvironment } from '../command.ts';
import { EXIT, type ExitCode, worst } from '../exit-code.ts';
import { namedPlaces } from '../plan-places.ts';
import { formatOf, presentJson, presentProblems, presentTarget, problemsData } from '../present.ts';
import { openTarget, placeOn } from '../target.ts';

/** `dialplan rollback`: the release before is live again, by one write. */
export const rollbackCommand: CommandDefinition = {
  configure(command) {
    const named = command.argument('[plan...]', 'directories or names of plans (default: as for check)');
    withEnvironment(named, 'the account of .env.<name> (default: the embedded service)')
      .option('--service <name>', 'the Sync service, where the plan cannot tell')
      .addHelpText(
        'after',
        examples([
          ['dialplan rollback --env prod dialplan/acme', 'also while the plan on disk is broken'],
          ['dialplan rollback --env prod --service pbx-routing acme', 'without the plan'],
        ]),
      );
  },
  async run(io, args, options) {
    const environment = textOption(options, 'env');
    const results: object[] = [];
    const codes: ExitCode[] = [];
    for (const place of namedPlaces(io, args, environment, textOption(options, 'service'))) {
      const target = await openTarget(io, environment, place.service);
      try {
        presentTarget(io, target.label, options);
        const result = await rollback({
          ...placeOn(target, place.plan),
          target: target.sync,
          clock: steadyClock(),
        });
        codes.push(codeOf(result));
        results.push({ plan: place.plan, target: target.label, ...dataOf(result) });
        if (formatOf(options) !== 'text') continue;
        if (result.kind !== 'rolled_back') presentProblems(io, [result.problem], options);
        else io.stdout.write(`${place.plan}: release ${result.to} is live again, ${result.from} is not\n`);
      } finally {
        await target.close();
      }
    }
    if (formatOf(options) === 'json') presentJson(io, results.length === 1 ? results[0] : results);
    return worst(codes);
  },
};

const codeOf = ({ kind }: RollbackResult): ExitCode =>
  kind === 'rolled_back' ? EXIT.clean : kind === 'refused' ? EXIT.refused : EXIT.failed;

const dataOf = (result: RollbackResult): object =>
  result.kind === 'rolled_back'
    ? { result: result.kind, from: result.from, to: result.to }
    : { result: result.kind, problems: problemsData([result.problem]) };

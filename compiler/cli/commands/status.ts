import { LINK_SECONDS, SETUP_PATH, sign } from '../../../runtime/setup-link.ts';
import { type ReleaseStatus, status } from '../../reconcile/status.ts';
import { type CommandDefinition, examples, type Options, textOption, withEnvironment } from '../command.ts';
import { doorsOf } from '../door-file.ts';
import { stateDirectory } from '../embedded.ts';
import { EXIT, type ExitCode, worst } from '../exit-code.ts';
import { failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { type NamedPlace, namedPlaces } from '../plan-places.ts';
import { formatOf, paintOf, presentJson, presentProblems, presentTarget, problemsData } from '../present.ts';
import { openTarget, placeOn, type Target } from '../target.ts';

/** `dialplan status`: which release is live, in two reads. */
export const statusCommand: CommandDefinition = {
  configure(command) {
    const named = command.argument('[plan...]', 'directories or names of plans (default: as for check)');
    withEnvironment(named, 'the account of .env.<name> (default: the embedded service)')
      .option('--service <name>', 'the Sync service, where the plan cannot tell')
      .option(
        '--link',
        'print a link to the page of the deployed Functions that shows the service; good for 15 minutes',
      )
      .addHelpText(
        'after',
        examples([
          ['dialplan status --env prod dialplan/acme', 'release, commit, when, who is at work, hand edits'],
          ['dialplan status --env prod --link dialplan/acme', 'opens /setupSync in a browser'],
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
        if (options.link === true) {
          const link = linkTo(io, place, target);
          results.push({ plan: place.plan, target: target.label, link });
          codes.push(EXIT.clean);
          if (formatOf(options) === 'text') io.stdout.write(`${link}\n`);
          continue;
        }
        const read = await status(target.sync, placeOn(target, place.plan));
        codes.push(read.ok ? EXIT.clean : read.refused ? EXIT.refused : EXIT.failed);
        results.push({
          plan: place.plan,
          target: target.label,
          ...(read.ok ? read.value : { problems: problemsData([read.problem]) }),
        });
        if (formatOf(options) !== 'text') continue;
        if (read.ok) presentStatus(io, place.plan, read.value, options);
        else presentProblems(io, [read.problem], options);
      } finally {
        await target.close();
      }
    }
    if (formatOf(options) === 'json') presentJson(io, results.length === 1 ? results[0] : results);
    return worst(codes);
  },
};

function linkTo(io: Io, { plan, service }: NamedPlace, target: Target): string {
  const doors = target.embedded ? doorsOf(stateDirectory(io.cwd, service)) : [];
  const base = target.embedded ? doors.find((door) => door.plan === plan)?.url : target.serverUrl;
  if (base === undefined) {
    const help = target.embedded
      ? 'start `dialplan dev` first'
      : 'set SERVER_URL to the address of the Functions, https://….twil.io';
    throw failure('DP8002', 'the address of the Functions is not known', { help });
  }
  return (
    base.replace(/\/+$/, '') + sign(SETUP_PATH, Math.floor(io.now() / 1000) + LINK_SECONDS, target.authToken)
  );
}

function presentStatus(io: Io, plan: string, found: ReleaseStatus, options: Options): void {
  const { bold, yellow } = paintOf(io, io.stdout, options);
  const { active, previous, lease, handEdits, service } = found;
  const commit = active?.commit == null ? '' : `, commit ${active.commit}`;
  const lines = [
    active === null
      ? `${bold(plan)}: nothing is released yet`
      : `${bold(plan)}: release ${active.release} of ${active.at}${commit}, digest ${active.digest}`,
    `service: ${service.sid}`,
    `a rollback leads to: ${previous === null ? 'nothing' : `release ${previous.release} of ${previous.at}`}`,
    ...(lease === null
      ? []
      : [
          yellow(
            `at work: ${lease.holder}${lease.release === null ? '' : `, preparing release ${lease.release}`}`,
          ),
        ]),
    ...(handEdits.length === 0 ? [] : [yellow(`made by hand: ${handEdits.join(', ')}`)]),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
}

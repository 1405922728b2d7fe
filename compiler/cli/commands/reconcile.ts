import type { DesiredItems } from '../../model/desired.ts';
import { type ReconcileResult, reconcile } from '../../reconcile/reconcile.ts';
import { steadyClock } from '../../reconcile/steady-clock.ts';
import {
  type CommandDefinition,
  examples,
  gathered,
  listOption,
  numberOption,
  type Options,
  textOption,
  wholeNumber,
  withEnvironment,
  withPlans,
} from '../command.ts';
import { commitOf } from '../commit.ts';
import { type CompiledPlan, compilePlans } from '../compiled-plan.ts';
import { EXIT, type ExitCode, worst } from '../exit-code.ts';
import type { Io } from '../io.ts';
import {
  formatOf,
  hasErrors,
  presentDiagnostics,
  presentEnvironment,
  presentJson,
  presentProblems,
  presentTarget,
  problemsData,
  say,
} from '../present.ts';
import { progressDisplay } from '../progress.ts';
import { desiredOn, holderName, isDeadHolder, openTarget, type Target } from '../target.ts';

/** `dialplan reconcile`: makes a Sync service what the plan says. */
export const reconcileCommand: CommandDefinition = {
  configure(command) {
    withEnvironment(withPlans(command), 'the account of .env.<name> (default: the embedded service)')
      .option(
        '--expect <fingerprint>',
        'only the changes that `diff` showed with this fingerprint; its first eight digits will do',
      )
      .option('--overwrite <key>', 'items made by hand that the plan replaces (may be repeated)', gathered)
      .option('--keep <key>', 'items made by hand that stay (may be repeated)', gathered)
      .option('--allow-removals <count>', 'so many items may go, however large a share that is', wholeNumber)
      .option('--break-lease', 'do not wait for a reconcile that has died')
      .option('--rebuild-release', 'make a lost release document again')
      .addHelpText(
        'after',
        examples([
          ['dialplan reconcile dialplan/acme', 'into the embedded service'],
          ['dialplan reconcile --env prod --expect 0123abcd dialplan/acme', 'only what was reviewed'],
          ['dialplan reconcile --env prod --keep +61255501000 dialplan/acme', 'leave a hand edit live'],
        ]),
      );
  },
  async run(io, args, options) {
    const environment = textOption(options, 'env');
    const plans = compilePlans(io, args, environment);
    if (hasErrors(plans)) {
      presentDiagnostics(io, io.stdout, plans, options);
      return EXIT.problems;
    }
    const results: object[] = [];
    const codes: ExitCode[] = [];
    for (const plan of plans) {
      if (plan.made === undefined) break;
      if (io.signal.aborted) {
        // What was not even begun is not done: a job that was told to end must not look as if it had ended well.
        say(io, `${plan.made.program.plan}: not begun, because of the interruption`);
        codes.push(EXIT.failed);
        continue;
      }
      const target = await openTarget(io, environment, plan.made.artifacts.items.service);
      try {
        presentTarget(io, target.label, options);
        presentEnvironment(io, plan, environment, options);
        const began = io.now();
        const result = await run(io, plan, target, options);
        const took = io.now() - began;
        results.push(data(plan, target, result));
        codes.push(present(io, plan, { result, took }, options));
      } finally {
        await target.close();
      }
    }
    if (formatOf(options) === 'json') presentJson(io, results.length === 1 ? results[0] : results);
    return worst(codes);
  },
};

async function run(
  io: Io,
  { made, directory }: CompiledPlan,
  target: Target,
  options: Options,
): Promise<ReconcileResult> {
  const desired = desiredOn(target, made?.artifacts.items as DesiredItems);
  const display = await progressDisplay(io);
  const allowed = numberOption(options, 'allowRemovals');
  const expect = textOption(options, 'expect');
  try {
    return await reconcile({
      target: target.sync,
      clock: steadyClock(),
      desired,
      holder: holderName(),
      at: new Date(io.now()).toISOString(),
      commit: await commitOf(directory),
      timings: target.timings,
      signal: io.signal,
      onProgress: (progress) => display.show(progress),
      chance: Math.random,
      isDead: target.embedded ? isDeadHolder : () => false,
      overwrite: listOption(options, 'overwrite'),
      keep: listOption(options, 'keep'),
      breakLease: options.breakLease === true,
      rebuildRelease: options.rebuildRelease === true,
      ...(target.pacer === undefined ? {} : { pacer: target.pacer }),
      ...(target.serviceSid === undefined ? {} : { serviceSid: target.serviceSid }),
      ...(allowed === undefined ? {} : { allowRemovals: allowed }),
      ...(expect === undefined ? {} : { expect }),
    });
  } finally {
    display.end();
  }
}

const data = ({ shown }: CompiledPlan, target: Target, result: ReconcileResult): object => ({
  plan: shown,
  target: target.label,
  account: target.account,
  result: result.kind,
  ...('service' in result ? { service: result.service } : {}),
  ...('report' in result ? { report: result.report } : {}),
  problems: problemsData('problems' in result ? result.problems : []),
  warnings: problemsData(result.warnings),
});

/** From how many milliseconds on a release says how long it took. */
const WORTH_TELLING = 5_000;

function present(
  io: Io,
  { made }: CompiledPlan,
  { result, took }: { readonly result: ReconcileResult; readonly took: number },
  options: Options,
): ExitCode {
  const plan = made?.program.plan ?? '';
  const text = formatOf(options) === 'text';
  if (text) {
    presentProblems(io, result.warnings, options);
    if ('problems' in result) presentProblems(io, result.problems, options);
  }
  const tell = (line: string): void => {
    if (text) io.stdout.write(`${line}\n`);
  };
  switch (result.kind) {
    case 'nothing_to_do':
      tell(
        `${plan}: nothing to do, release ${result.changes.active?.release ?? 'none'} is what the plan says`,
      );
      return EXIT.clean;
    case 'released': {
      const { release, items } = result.report;
      const time = took < WORTH_TELLING ? '' : ` in ${Math.round(took / 1000)} s`;
      tell(
        `${plan}: release ${release} is live, ${items.length} ${items.length === 1 ? 'item' : 'items'} written${time}`,
      );
      tell(`Sync service ${result.service.sid} (set SYNC_SERVICE_SID to it where the Functions run)`);
      return EXIT.clean;
    }
    case 'stopped':
      say(
        io,
        `${plan}: ${result.report.active === null ? 'perhaps released' : 'not released'}; ${result.report.next}`,
      );
      return EXIT.failed;
    case 'refused':
      return EXIT.refused;
    case 'failed':
      return EXIT.failed;
  }
}

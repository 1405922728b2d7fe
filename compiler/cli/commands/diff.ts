import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DesiredItems } from '../../model/desired.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { forgotten, forgottenMessages, leaving, leavingMailboxes } from '../../reconcile/forgotten.ts';
import { liveOverrides } from '../../reconcile/live-overrides.ts';
import { patient } from '../../reconcile/pacing.ts';
import { type Preview, preview } from '../../reconcile/reconcile.ts';
import { steadyClock } from '../../reconcile/steady-clock.ts';
import type { ReadTarget } from '../../reconcile/target.ts';
import { waitingByMailbox } from '../../reconcile/waiting-messages.ts';
import { formatChanges } from '../../report/changes.ts';
import {
  type CommandDefinition,
  examples,
  gathered,
  listOption,
  type Options,
  textOption,
  withEnvironment,
  withPlans,
} from '../command.ts';
import { type CompiledPlan, compilePlans } from '../compiled-plan.ts';
import { EXIT, type ExitCode, worst } from '../exit-code.ts';
import { writing } from '../failure.ts';
import type { Io } from '../io.ts';
import {
  formatOf,
  hasErrors,
  paintOf,
  presentDiagnostics,
  presentEnvironment,
  presentJson,
  presentProblems,
  presentTarget,
  problemsData,
  say,
} from '../present.ts';
import { desiredOn, openTarget, type Target } from '../target.ts';

/** `dialplan diff`: what a reconcile would change. It writes nothing. */
export const diff: CommandDefinition = {
  configure(command) {
    withEnvironment(withPlans(command), 'the account of .env.<name> (default: the embedded service)')
      .option('--out <file>', 'save the changes as JSON')
      .option(
        '--overwrite <key>',
        'as for reconcile: items made by hand that the plan replaces (may be repeated)',
        gathered,
      )
      .option('--keep <key>', 'as for reconcile: items made by hand that stay (may be repeated)', gathered)
      .addHelpText(
        'after',
        examples([
          [
            'dialplan diff --env prod dialplan/acme',
            'ends with 4 when there are changes, with 0 when there are none',
          ],
          ['dialplan diff --env prod --format markdown', 'for a comment on a pull request'],
        ]),
      );
  },
  async run(io, args, options) {
    const environment = textOption(options, 'env');
    const plans = compilePlans(io, args, environment);
    if (hasErrors(plans)) {
      const machine = formatOf(options) === 'json';
      presentDiagnostics(io, machine ? io.stdout : io.stderr, plans, options);
      return EXIT.problems;
    }
    const found: object[] = [];
    const codes: ExitCode[] = [];
    for (const plan of plans) {
      const target = await openTarget(io, environment, plan.made?.artifacts.items.service ?? '');
      try {
        presentTarget(io, target.label, options);
        presentEnvironment(io, plan, environment, options);
        const { code, data } = await compare(io, plan, target, options);
        codes.push(code);
        found.push(data);
      } finally {
        await target.close();
      }
    }
    const all = found.length === 1 ? found[0] : found;
    if (formatOf(options) === 'json') presentJson(io, all);
    const out = textOption(options, 'out');
    if (out !== undefined) {
      writing(out, () => writeFileSync(resolve(io.cwd, out), `${JSON.stringify(all, null, 2)}\n`));
    }
    return worst(codes);
  },
};

async function compare(io: Io, { made, shown }: CompiledPlan, target: Target, options: Options) {
  if (made === undefined) throw new Error('a plan with errors is not compared');
  const { clock, pacer } = { clock: steadyClock(), pacer: target.pacer };
  const sync = patient(target.sync, { clock, ...(pacer === undefined ? {} : { pacer }) });
  const desired = desiredOn(target, made.artifacts.items);
  const wishes = { overwrite: listOption(options, 'overwrite'), keep: listOption(options, 'keep') };
  const read = await preview(sync, desired, target.serviceSid, wishes);
  const head = { plan: shown, target: target.label, account: target.account };
  if (!read.ok) {
    if (formatOf(options) !== 'json') presentProblems(io, [read.problem], options);
    const code: ExitCode = read.refused ? EXIT.refused : EXIT.failed;
    return { code, data: { ...head, problems: problemsData([read.problem]) } };
  }
  const found = read.value;
  const lost = await forgottenState(sync, desired, found, io.now());
  const unheard = await forgottenOfMailboxes(sync, desired, found);
  const diagnostics = [...found.diagnostics, ...lost, ...unheard];
  present(io, { ...found, diagnostics }, options);
  const { changes, missingMaps } = found;
  const data = { ...head, ...changes, missingMaps, problems: problemsData(diagnostics) };
  return { code: hasChanges(found) ? EXIT.changes : EXIT.clean, data };
}

/** What is on and would be forgotten; live state is read only where an override leaves the plan. */
async function forgottenState(
  sync: ReadTarget,
  desired: DesiredItems,
  { service, changes }: Preview,
  now: number,
): Promise<readonly Diagnostic[]> {
  const removed = leaving(changes, desired);
  if (removed.length === 0 || service === null) return [];
  const live = await liveOverrides(sync, service.sid, desired.maps.state_map);
  return live.ok ? forgotten(removed, live.value, now) : [live.problem];
}

/** Messages that wait in mailboxes that leave the plan; they are read only where one does. Without an answer nothing is said. */
async function forgottenOfMailboxes(
  sync: ReadTarget,
  desired: DesiredItems,
  { service, changes }: Preview,
): Promise<readonly Diagnostic[]> {
  const removed = leavingMailboxes(changes);
  if (removed.length === 0 || service === null) return [];
  const waiting = await waitingByMailbox(sync, service.sid, desired.maps.state_map);
  return waiting === null ? [] : forgottenMessages(removed, waiting);
}

/** Hand edits are drift, also where a reconcile would leave them alone. */
const hasChanges = ({ nothing, changes }: Preview): boolean => !nothing || changes.counts.conflicting > 0;

function present(io: Io, { changes, diagnostics, missingMaps }: Preview, options: Options): void {
  const format = formatOf(options);
  if (format === 'json') return;
  const known = format === 'markdown' ? 'markdown' : 'text';
  io.stdout.write(formatChanges(changes, known, paintOf(io, io.stdout, options)));
  if (missingMaps.length > 0) say(io, `to be made: ${missingMaps.map((name) => `\`${name}\``).join(', ')}`);
  presentProblems(io, diagnostics, options);
}

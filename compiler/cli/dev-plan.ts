import { join } from 'node:path';
import { trialCalls } from '../local/dev/curls.ts';
import { functionsStage, type StagedProject } from '../local/dev/functions-stage.ts';
import { type Session, session } from '../local/dev/session.ts';
import { watchPlan } from '../local/dev/watch.ts';
import { type Door, openDoor } from '../local/functions/door.ts';
import { describeWebhook, readOutput } from '../local/functions/function-log.ts';
import { FunctionsDidNotStart, launchFunctions } from '../local/functions/launch.ts';
import { findService } from '../reconcile/live.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { steadyClock } from '../reconcile/steady-clock.ts';
import { frame } from '../report/frame.ts';
import type { Options } from './command.ts';
import { compilePlan, type Made } from './compiled-plan.ts';
import { functionEnvironment } from './dev-environment.ts';
import { presentStart } from './dev-start.ts';
import { noteDoor } from './door-file.ts';
import { LOCAL_TOKEN, stateDirectory } from './embedded.ts';
import { type Failure, failure, failureOf, systemCode } from './failure.ts';
import type { Io } from './io.ts';
import { notePlanSchema } from './plan-schema-file.ts';
import { nowhere, paintOf, presentDiagnostics, presentProblems } from './present.ts';
import { updateProject, writeProject } from './project-files.ts';
import { desiredOn, holderName, isDeadHolder, type Target } from './target.ts';

/** What one plan in development is made of. */
export interface DevPlan {
  readonly io: Io;
  readonly options: Options;
  /** Absolute. */
  readonly directory: string;
  /** As it was compiled when `dev` started; undefined: it has mistakes, and is awaited. */
  readonly first: Made | undefined;
  /** Friendly name of its Sync service. */
  readonly service: string;
  readonly target: Target;
  /** Where the embedded service listens. */
  readonly syncUrl: string;
  readonly port: number;
  readonly serverUrl: string | undefined;
  /** After so many requests the Functions are cold again; undefined: they stay warm. */
  readonly cold: number | undefined;
  /** When `dev` was started, by `performance.now()`. */
  readonly startedAt: number;
}

type Project = StagedProject & { readonly made: Made };

const projectOf = (made: Made): Project => ({
  made,
  files: made.artifacts.files,
  digest: made.artifacts.items.digest,
  timezone: made.program.settings.timezone,
  calls: trialCalls(made.program, made.bundle),
});

/** Runs one plan on this machine until it is closed. Rejects with a `Failure` when it cannot be started at all. */
export async function runPlan(plan: DevPlan): Promise<{ close(): Promise<void> }> {
  const { io, options, directory, service } = plan;
  const tell = (line: string): void => io.stdout.write(`${line}\n`);
  const { dim } = paintOf(io, io.stdout, options);
  const door = await openFrontDoor(plan);
  const live = publisher(plan);
  const stage = functionsStage({
    directory: join(stateDirectory(io.cwd, service), 'functions', plan.first?.program.plan ?? 'plan'),
    door,
    launch: launchFunctions,
    write: (to, files) => writeProject(to, files, directory, to),
    update: (to, files) => updateProject(to, files, directory),
    environment: () => functionEnvironment(plan, live.sid()),
    tell,
    hear: (line) => {
      const output = readOutput(line);
      tell(dim(output.kind === 'webhook' ? describeWebhook(output.line) : output.text));
    },
  });
  const noted = noteDoor(stateDirectory(io.cwd, service), plan.first?.program.plan ?? 'plan', door.url);
  let ready = false;
  let first = plan.first;
  let running = first?.program.plan;
  const work = session<Project>(
    {
      build: () => {
        const made = first ?? build(plan);
        first = undefined;
        if (made === undefined || !isAtHome(plan, made, running)) return undefined;
        running = made.program.plan;
        return projectOf(made);
      },
      publish: async (project) => (await live.publish(project.made)) || !ready,
      stage: (project) => stage.show(project),
      live: (project, milliseconds, functions) => {
        if (ready)
          tell(
            `live after ${Math.round(milliseconds)} ms${functions === 'started' ? ', with new Functions' : ''}`,
          );
        // Ctrl-C came first: nobody is interested in what could be tried.
        else if (!io.signal.aborted) presentStart(plan, project.made, door);
        ready = true;
      },
      failed: (error) => {
        // What Ctrl-C ended on the way up did not fail.
        if (io.signal.aborted && !ready) return;
        io.stderr.write(`${frame(startFailure(error).diagnostic, nowhere)}\n`);
      },
    },
    () => performance.now(),
  );
  if (plan.first !== undefined) work.saved();
  const watcher = await watchPlan(directory, {
    changed: () => work.saved(),
    gone: () =>
      io.stderr.write(`the folder ${directory} is gone; what is live stays live until it is back\n`),
  });
  if (plan.first === undefined && !io.signal.aborted)
    tell('the plan has mistakes; it starts when it is saved without them');
  return { close: () => closeAll(work, watcher, stage, door, noted) };
}

async function closeAll(
  work: Session,
  watcher: { close(): Promise<void> },
  stage: { close(): Promise<void> },
  door: Door,
  noted: { forget(): void },
): Promise<void> {
  noted.forget();
  await watcher.close();
  await door.close();
  await stage.close();
  await work.idle();
  await stage.close();
}

async function openFrontDoor({ io, port, serverUrl, cold }: DevPlan): Promise<Door> {
  const tunnel = serverUrl === undefined ? undefined : { url: serverUrl, authToken: io.env.AUTH_TOKEN };
  if (tunnel !== undefined && !tunnel.authToken) {
    io.stderr.write(
      `calls that come through ${serverUrl} are refused: set AUTH_TOKEN to that of the account, with which Twilio signs\n`,
    );
  }
  try {
    const door = await openDoor({
      port,
      authToken: LOCAL_TOKEN,
      ...(tunnel === undefined ? {} : { tunnel }),
      ...(cold === undefined ? {} : { rules: { cold } }),
    });
    if (port !== 0 && door.port !== port)
      io.stdout.write(`port ${port} is taken; this is port ${door.port}\n`);
    return door;
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw failure('DP8009', `no port from ${port} on is free`, {
      help: 'name another one with --port',
      cause: error,
    });
  }
}

/** Compiles what was saved; mistakes are shown, and what was live stays. */
function build({ io, options, directory }: DevPlan): Made | undefined {
  const compiled = compilePlan(io, directory, undefined, 'project');
  notePlanSchema(io, compiled);
  if (compiled.made === undefined || compiled.diagnostics.length > 0) {
    presentDiagnostics(io, io.stderr, [compiled], options);
  }
  if (compiled.made === undefined) io.stderr.write('the plan from before stays live\n');
  return compiled.made;
}

/**
 * Whether a plan can go on where it runs: its service is open, and its items, its door and its Functions go by its name.
 * @param running the name that it had; undefined: it has not run yet
 */
function isAtHome({ io, service }: DevPlan, { program, artifacts }: Made, running = program.plan): boolean {
  const wanted = artifacts.items.service;
  const changes = [
    ...(program.plan === running
      ? []
      : [`\`name\` is \`${program.plan}\` now, and \`${running}\` runs here`]),
    ...(wanted === service ? [] : [`its Sync service is \`${wanted}\` now, and \`${service}\` runs here`]),
  ];
  for (const change of changes) io.stderr.write(`${change}\n`);
  if (changes.length > 0)
    io.stderr.write('end `dev` with Ctrl-C and start it again; until then what was live stays live\n');
  return changes.length === 0;
}

/** Makes plans live in the embedded service. */
function publisher({ io, options, target }: DevPlan) {
  let sid = '';
  return {
    sid: () => sid,
    async publish({ artifacts }: Made): Promise<boolean> {
      const desired = desiredOn(target, artifacts.items);
      const result = await reconcile({
        target: target.sync,
        clock: steadyClock(),
        desired,
        holder: holderName(),
        at: new Date(io.now()).toISOString(),
        commit: null,
        timings: target.timings,
        signal: io.signal,
        isDead: isDeadHolder,
      });
      presentProblems(io, result.warnings, options);
      if ('service' in result) sid = result.service.sid;
      else {
        const found = await findService(target.sync, { plan: desired.plan, service: desired.service });
        if (found.ok && found.value !== null) sid = found.value.sid;
      }
      if (!('problems' in result)) return true;
      // What Ctrl-C ended did not fail: the next start makes it live.
      if (io.signal.aborted) return false;
      presentProblems(io, result.problems, options);
      io.stderr.write('what was live stays live\n');
      return false;
    },
  };
}

function startFailure(error: unknown): Failure {
  if (!(error instanceof FunctionsDidNotStart)) return failureOf(error);
  const said = error.lastWords.length === 0 ? {} : { why: error.lastWords.join(' | ') };
  return failure('DP8010', error.message, {
    ...said,
    help: error.help ?? 'save the plan to try again',
    cause: error,
  });
}

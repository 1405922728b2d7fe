import { trialCalls } from '../local/dev/curls.ts';
import { publicAddresses } from '../local/dev/public-addresses.ts';
import { toldOutside } from '../local/dev/told-outside.ts';
import type { Door } from '../local/functions/door.ts';
import { trialCurl } from '../local/functions/trial.ts';
import type { Options } from './command.ts';
import type { Made } from './compiled-plan.ts';
import { webhookVariables } from './dev-environment.ts';
import { howToCall } from './how-to-call.ts';
import type { Io } from './io.ts';
import { paintOf } from './present.ts';

/** What is said when a plan in development answers for the first time. */

interface Started {
  readonly io: Io;
  readonly options: Options;
  readonly directory: string;
  readonly syncUrl: string;
  readonly serverUrl: string | undefined;
  /** By `performance.now()`. */
  readonly startedAt: number;
}

/** The line that calls the first number on the simulated network; nothing where the plan has no number. */
function wholeCall(io: Io, url: string, { numbers }: Made['program']): readonly string[] {
  const [number] = Object.keys(numbers);
  return number === undefined
    ? []
    : [`${howToCall(io)} call ${url}/incoming --to ${number} --phone default=answers:5s`];
}

/** Prints where a plan answers, and calls to try. */
export function presentStart(
  { io, options, directory, syncUrl, serverUrl, startedAt }: Started,
  { program, bundle }: Made,
  door: Door,
): void {
  const { bold, dim } = paintOf(io, io.stdout, options);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const calls = trialCalls(program, bundle);
  const addresses = serverUrl === undefined ? [] : publicAddresses(serverUrl, program, bundle);
  const told = toldOutside(program, { ...webhookVariables(program, io.env), DIALPLAN_SYNC_URL: syncUrl });
  const lines = [
    '',
    `${bold(program.plan)} answers at ${bold(door.url)} (ready after ${seconds} s; Sync at ${syncUrl})`,
    ...(told.length === 0
      ? []
      : [`messages in mailboxes are really told, from here too, to ${told.join(', ')}`]),
    ...calls.flatMap((call) => ['', dim(`# ${call.title}`), trialCurl(door.url, call)]),
    ...wholeCall(io, door.url, program).flatMap((line) => [
      '',
      dim('# a whole call, with phones that answer'),
      line,
    ]),
    ...(addresses.length === 0
      ? []
      : ['', dim(`# voice URLs for Twilio, while the tunnel leads to port ${door.port}`), ...addresses]),
    '',
    `edit ${directory}: what is saved is live in the next call; Ctrl-C ends`,
    '',
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
}

import { RETRIES } from '../../../runtime/notice.ts';
import { LINK_SECONDS, SETUP_PATH, sign } from '../../../runtime/setup-link.ts';
import { isOn, liveOverrides } from '../../reconcile/live-overrides.ts';
import { patient } from '../../reconcile/pacing.ts';
import { nothingReleased } from '../../reconcile/problems.ts';
import { type LeaseStatus, type ReleaseStatus, status } from '../../reconcile/status.ts';
import { steadyClock } from '../../reconcile/steady-clock.ts';
import type { ReadTarget } from '../../reconcile/target.ts';
import { type WaitingMessages, waitingMessages } from '../../reconcile/waiting-messages.ts';
import { visible } from '../../report/visible-text.ts';
import { type AtPlace, atPlaces, withPlaces } from '../at-places.ts';
import { type CommandDefinition, examples, type Options } from '../command.ts';
import { doorsOf } from '../door-file.ts';
import { stateDirectory } from '../embedded.ts';
import { EXIT } from '../exit-code.ts';
import { failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { orNoSuchPlan } from '../no-such-plan.ts';
import type { NamedPlace } from '../plan-places.ts';
import { formatOf, paintOf, presentProblems, problemsData } from '../present.ts';
import { isDeadHolder, placeOn, type Target } from '../target.ts';

/** `dialplan status`: which release is live, in two reads; what is switched on, and whether messages wait, in two more. */
export const statusCommand: CommandDefinition = {
  configure(command) {
    withPlaces(command)
      .option(
        '--link',
        'print a link to the page of the deployed Functions that shows the service; good for 15 minutes',
      )
      .addHelpText(
        'after',
        examples([
          [
            'dialplan status --env prod dialplan/acme',
            'release, commit, when, who is at work, hand edits, messages that wait',
          ],
          ['dialplan status --env prod --link dialplan/acme', 'opens /setupSync in a browser'],
        ]),
      );
  },
  run: (io, args, options) =>
    atPlaces(io, args, options, async (place, target) => {
      if (options.link !== true) return statusAt(io, place, target, options);
      const link = linkTo(io, place, target);
      if (formatOf(options) === 'text') io.stdout.write(`${link}\n`);
      return { code: EXIT.clean, data: { link } };
    }),
};

async function statusAt(io: Io, place: NamedPlace, target: Target, options: Options): Promise<AtPlace> {
  const { plan, stateMap } = place;
  const text = formatOf(options) === 'text';
  const sync = patient(target.sync, { clock: steadyClock(), chance: Math.random });
  const read = await status(sync, placeOn(target, plan), target.embedded ? isDeadHolder : undefined);
  if (!read.ok) {
    const problems = [orNoSuchPlan(read.problem, place)];
    if (text) presentProblems(io, problems, options);
    const code = read.refused ? EXIT.refused : EXIT.failed;
    return { code, data: { problems: problemsData(problems) } };
  }
  const { sid } = read.value.service;
  const messages = await waitingMessages(sync, sid, stateMap);
  const on = await switchedOn(io, sync, sid, stateMap);
  const data = { ...read.value, on, messages };
  if (text) presentStatus(io, plan, data, options);
  if (data.active !== null) return { code: EXIT.clean, data };
  // A first reconcile that was interrupted reserves a number: callers have as little from it as before.
  const problems = problemsData([nothingReleased(plan, place.service)]);
  return { code: EXIT.refused, data: { ...data, problems } };
}

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

/** An override that is on, in the words of its item. */
interface SwitchedOn {
  readonly name: string;
  readonly state: string;
  readonly until?: string;
}

/** What is on at the moment; null: Sync did not say. */
async function switchedOn(
  io: Io,
  sync: ReadTarget,
  service: string,
  stateMap: string,
): Promise<readonly SwitchedOn[] | null> {
  const live = await liveOverrides(sync, service, stateMap);
  if (!live.ok) return null;
  return [...live.value]
    .filter(([, each]) => isOn(each, io.now()))
    .map(([id, { state, until }]) => ({
      name: id.slice('override:'.length),
      state,
      ...(until === undefined ? {} : { until }),
    }));
}

/** `on` and `messages` are null where Sync did not say. */
type Found = ReleaseStatus & {
  readonly on: readonly SwitchedOn[] | null;
  readonly messages: WaitingMessages | null;
};

const onLine = ({ name, state, until }: SwitchedOn): string =>
  visible(`override ${name} is ${state}${until === undefined ? '' : ` until ${until}`}`);

function messagesLine({ count, more, oldest }: WaitingMessages): string {
  const what = `${count}${more ? ' or more' : ''} ${count === 1 && !more ? 'message waits' : 'messages wait'}`;
  if (oldest === null) return what;
  const why = oldest.because === null ? '' : `: ${oldest.because}`;
  return `${what} to be told, the oldest of ${oldest.at} in ${visible(oldest.mailbox)}${visible(why)}`;
}

/** What happens to messages that wait, and what to do. Messages can be listened to all the while. */
function messagesHelp({ oldest }: WaitingMessages): string {
  const mend = oldest?.because == null ? '' : 'mend that; ';
  return `  ${mend}each new message that gets through takes up to ${RETRIES} of those that wait along; until then listen to them among the recordings in the Console`;
}

/** Who was killed is not at work, and what it had prepared is not live: nothing else is said of it. */
function leaseLine({ holder, release, state }: LeaseStatus): string {
  switch (state) {
    case 'died':
      return visible(`died: ${holder}, while it prepared release ${release}; the next reconcile tidies up`);
    case 'rolled_back':
      return visible(`stopped by a rollback: ${holder}`);
    case 'perhaps_at_work':
      return visible(`at work, unless it has died: ${holder}, preparing release ${release}`);
  }
}

function presentStatus(io: Io, plan: string, found: Found, options: Options): void {
  const { bold, yellow } = paintOf(io, io.stdout, options);
  const { active, previous, lease, handEdits, service, on, messages } = found;
  const commit = active?.commit == null ? '' : `, commit ${active.commit}`;
  const lines = [
    active === null
      ? `${bold(plan)}: nothing is released yet; run \`dialplan reconcile\``
      : `${bold(plan)}: release ${active.release} of ${active.at}${commit}, digest ${active.digest}`,
    `service: ${service.sid}`,
    `a rollback leads to: ${previous === null ? 'nothing' : `release ${previous.release} of ${previous.at}`}`,
    ...(lease === null ? [] : [yellow(leaseLine(lease))]),
    ...(handEdits.length === 0 ? [] : [yellow(`made by hand: ${handEdits.join(', ')}`)]),
    ...(on ?? []).map((each) => yellow(onLine(each))),
    ...(messages === null || messages.count === 0
      ? []
      : [yellow(messagesLine(messages)), messagesHelp(messages)]),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
}

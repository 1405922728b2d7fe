import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { endOf, type LiveOverride, type Override, stateOf } from '../../../runtime/override.ts';
import type { NodeId, Program } from '../../../runtime/program.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { findService } from '../../reconcile/live.ts';
import { liveOverrides, type StatePlace, switchOverride } from '../../reconcile/live-overrides.ts';
import { patient } from '../../reconcile/pacing.ts';
import { steadyClock } from '../../reconcile/steady-clock.ts';
import { visible } from '../../report/visible-text.ts';
import { type CommandDefinition, examples, type Options, textOption, withEnvironment } from '../command.ts';
import { type CompiledPlan, compilePlans } from '../compiled-plan.ts';
import { EXIT, type ExitCode, worst } from '../exit-code.ts';
import { failure } from '../failure.ts';
import type { Io } from '../io.ts';
import {
  formatOf,
  hasErrors,
  paintOf,
  presentDiagnostics,
  presentJson,
  presentProblems,
  presentTarget,
  problemsData,
} from '../present.ts';
import { openTarget, placeOn, type Target } from '../target.ts';
import { readUntil, shownTime } from '../until.ts';

/** `dialplan override`: shows which overrides are on, and turns one. */
export const overrideCommand: CommandDefinition = {
  configure(command) {
    const worded = command.argument(
      '[words...]',
      'the directory of a plan (default: as for check), the name of an override, and `on`, `off` or one of its states',
    );
    withEnvironment(worded, 'the account of .env.<name> (default: the embedded service)')
      .option('--until <time>', 'when it ends: 18:00, "2026-11-25 08:30", 2h (default: as the plan says)')
      .option('--off', 'ends it')
      .addHelpText(
        'after',
        examples([
          ['dialplan override --env prod dialplan/st-anne', 'which overrides are on'],
          ['dialplan override --env prod dialplan/st-anne lockdown on --until 18:00', 'turns it on'],
          ['dialplan override --env prod dialplan/st-anne lockdown --off', 'ends it'],
        ]),
      );
  },
  async run(io, args, options) {
    const environment = textOption(options, 'env');
    const words = readWords(io, args, options);
    const plans = compilePlans(io, words.plan === undefined ? [] : [words.plan], environment);
    if (hasErrors(plans)) {
      presentDiagnostics(io, formatOf(options) === 'json' ? io.stdout : io.stderr, plans, options);
      return EXIT.problems;
    }
    if (words.name !== undefined && plans.length > 1) throw severalPlans(plans, words.name);
    const results: object[] = [];
    const codes: ExitCode[] = [];
    for (const plan of plans) {
      const { code, data } = await onPlan(io, plan, words, environment, options);
      codes.push(code);
      results.push(data);
    }
    if (formatOf(options) === 'json') presentJson(io, results.length === 1 ? results[0] : results);
    return worst(codes);
  },
};

/** What somebody asked for. */
interface Words {
  readonly plan?: string;
  readonly name?: string;
  /** Absent: only show. */
  readonly state?: string;
  readonly until?: string;
}

/** The plan is the first word where that is a directory; a state is not needed to end something. */
function readWords(io: Io, args: readonly string[], options: Options): Words {
  const [first = ''] = args;
  const isPlan =
    args.length > 2 ||
    (first !== '' && statSync(resolve(io.cwd, first), { throwIfNoEntry: false })?.isDirectory());
  const [plan, rest] = isPlan === true ? [first, args.slice(1)] : [undefined, args];
  const [name, written, ...more] = rest;
  const off = options.off === true;
  const until = textOption(options, 'until');
  const state = off ? 'off' : (written ?? (until === undefined ? undefined : 'on'));
  if (more.length > 0)
    throw usage(`too many words: \`${more.join(' ')}\``, 'give a plan, an override and a state');
  if (off && written !== undefined && written !== 'off') {
    throw usage(`\`${written}\` and \`--off\` were both given`, 'give one of the two');
  }
  if (name === undefined && state !== undefined)
    throw usage('no override was named', 'name the one that is meant');
  return {
    ...(plan === undefined ? {} : { plan }),
    ...(name === undefined ? {} : { name }),
    ...(state === undefined ? {} : { state }),
    ...(until === undefined ? {} : { until }),
  };
}

const usage = (message: string, help: string) => failure('DP8024', message, { help, exit: EXIT.usage });

const nameOf = (id: string): string => id.slice('override:'.length);

/** The word is an override of one of several plans, or of none. */
function severalPlans(plans: readonly CompiledPlan[], name: string) {
  const names = plans.flatMap(({ made }) => Object.keys(made?.program.overrides ?? {}).map(nameOf));
  const shown = plans.map((plan) => plan.shown);
  const all = `name one of ${shown.map((each) => `\`${each}\``).join(', ')}`;
  return names.includes(name)
    ? usage(`nobody can tell of which plan \`${name}\` is meant`, all)
    : usage(
        `\`${name}\` is no directory of a plan, and no plan here has an override of that name`,
        didYouMean(name, [...names, ...shown]) ?? all,
      );
}

async function onPlan(
  io: Io,
  { made, shown }: CompiledPlan,
  words: Words,
  environment: string | undefined,
  options: Options,
): Promise<{ code: ExitCode; data: object }> {
  if (made === undefined) throw new Error('a plan with errors is not opened');
  const { program, bundle, artifacts } = made;
  const id = words.name === undefined ? undefined : idOf(words.name, program);
  const target = await openTarget(io, environment, artifacts.items.service);
  try {
    presentTarget(io, target.label, options);
    const place = { ...placeOn(target, program.plan), stateMap: bundle.maps.state_map };
    const sync = patient(target.sync, {
      clock: steadyClock(),
      ...(target.pacer === undefined ? {} : { pacer: target.pacer }),
    });
    const read =
      id === undefined || words.state === undefined
        ? await look(sync, place)
        : await turn(io, { sync, place, program, id, state: words.state, until: words.until });
    const head = { plan: shown, target: target.label };
    if (!read.ok) {
      if (formatOf(options) !== 'json') presentProblems(io, [read.problem], options);
      const code: ExitCode = read.refused ? EXIT.refused : EXIT.failed;
      return { code, data: { ...head, problems: problemsData([read.problem]) } };
    }
    const asked = id === undefined ? (Object.keys(program.overrides) as NodeId[]) : [id];
    const found = asked.map((each) => now(each, program, read.value, io.now()));
    if (formatOf(options) === 'text') presentOverrides(io, found, program.settings.timezone, options);
    return { code: EXIT.clean, data: { ...head, overrides: found } };
  } finally {
    await target.close();
  }
}

function idOf(name: string, { overrides, plan }: Program): NodeId {
  const id: NodeId = `override:${name}`;
  if (Object.hasOwn(overrides, id)) return id;
  const names = Object.keys(overrides).map(nameOf);
  const all = names.length === 0 ? 'it has none' : `it has ${names.map((each) => `\`${each}\``).join(', ')}`;
  throw usage(`the plan \`${plan}\` has no override \`${name}\``, didYouMean(name, names) ?? all);
}

async function look(sync: Target['sync'], place: StatePlace): ReturnType<typeof liveOverrides> {
  const service = await findService(sync, place);
  if (!service.ok) return service;
  return service.value === null
    ? { ok: true, value: new Map() }
    : liveOverrides(sync, service.value.sid, place.stateMap);
}

interface Turning {
  readonly sync: Target['sync'];
  readonly place: StatePlace;
  readonly program: Program;
  readonly id: NodeId;
  readonly state: string;
  readonly until: string | undefined;
}

async function turn(
  io: Io,
  { sync, place, program, id, state, until }: Turning,
): ReturnType<typeof liveOverrides> {
  const override = program.overrides[id];
  if (override === undefined) throw new Error(`${id} was found before`);
  checkState(id, override, state);
  const start = io.now();
  const end = state === 'off' ? undefined : endAt(until, override, program, start);
  const written = await switchOverride(sync, place, {
    override: id,
    state,
    now: start,
    by: `${io.env.USER ?? 'somebody'}, dialplan override`,
    ...(end === undefined ? {} : { until: end }),
  });
  return written.ok ? { ok: true, value: new Map([[id, written.value]]) } : written;
}

function checkState(id: NodeId, { states = ['on'] }: Override, state: string): void {
  if (state === 'off' || states.includes(state)) return;
  const name = id.slice('override:'.length);
  const known = [...states, 'off'];
  const help = didYouMean(state, known) ?? `it can be ${known.map((each) => `\`${each}\``).join(', ')}`;
  throw usage(`override \`${name}\` has no state \`${state}\``, help);
}

/** When it ends: as was asked for, else as the plan says. DP8025: that is no time, or it is over. */
function endAt(
  until: string | undefined,
  override: Override,
  { settings, schedules }: Program,
  start: number,
): number | undefined {
  if (until === undefined) return endOf(override, start, (id) => schedules[id]);
  const end = readUntil(until, settings.timezone, start);
  if (end !== undefined) return end;
  throw failure('DP8025', `\`${until}\` is no time to come`, {
    help: 'write `18:00`, `2026-11-25 08:30` or `2h`',
    exit: EXIT.usage,
  });
}

/** One override as it stands. */
type Now = { readonly name: string; readonly state: string } & Partial<Omit<LiveOverride, 'state'>>;

function now(id: NodeId, { overrides }: Program, live: ReadonlyMap<NodeId, LiveOverride>, at: number): Now {
  const override = overrides[id];
  const name = id.slice('override:'.length);
  // Until it is turned under its new name it is what it was under the old one.
  const found = live.get(id) ?? (override?.was === undefined ? undefined : live.get(override.was));
  const state = override === undefined ? null : stateOf(override, found, at);
  return state === null ? { name, state: 'off' } : { ...found, name, state };
}

function presentOverrides(io: Io, found: readonly Now[], timezone: string, options: Options): void {
  const { bold, yellow } = paintOf(io, io.stdout, options);
  if (found.length === 0) io.stdout.write('the plan has no overrides\n');
  for (const { name, state, until, since, by } of found) {
    const details = [
      until === undefined ? '' : ` until ${visible(shownTime(until, timezone))}`,
      since === undefined ? '' : `, since ${visible(shownTime(since, timezone))}`,
      by === undefined ? '' : `, by ${visible(by)}`,
    ];
    const line = state === 'off' ? 'is off' : `is ${yellow(visible(state))}${details.join('')}`;
    io.stdout.write(`${bold(name)} ${line}\n`);
  }
}

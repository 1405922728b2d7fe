import { writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { DAY, localMinuteAt, localTextOf, WEEKDAYS, weekdayOf } from '../../../runtime/local-time.ts';
import { findEntry } from '../../graph/entries.ts';
import { pictureText } from '../../graph/picture.ts';
import { flowOf } from '../../graph/plan-flow.ts';
import { tellsOf } from '../../graph/plan-tells.ts';
import type { TestGround } from '../../plan-tests/run.ts';
import { formatCalendar, wayOf } from '../../report/calendar.ts';
import { formatTrace, type TraceGround } from '../../report/trace.ts';
import { costLine, otherWays } from '../../report/trace-foot.ts';
import { calendarOf, startOfYear } from '../../trace/calendar.ts';
import { chargesOf } from '../../trace/cost.ts';
import { type ImaginedCall, type PlayedCall, playEveryRun } from '../../trace/imagined-call.ts';
import { endWord, type Outcome, outcomeOf } from '../../trace/outcome.ts';
import { placesOf } from '../../trace/places.ts';
import { withBehaviour } from '../call-options.ts';
import {
  type CommandDefinition,
  examples,
  gathered,
  type Options,
  textOption,
  withEnvironment,
} from '../command.ts';
import { type CompiledPlan, compilePlans, type Made } from '../compiled-plan.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { failure, writing } from '../failure.ts';
import type { Io } from '../io.ts';
import { groundOf } from '../plan-tests.ts';
import { formatOf, hasErrors, paintOf, presentDiagnostics, presentJson, say } from '../present.ts';
import { type Asked, askedCall } from '../traced-call.ts';

/** Reads the year of a calendar. */
function readYear(text: string): number {
  if (!/^[12]\d{3}$/.test(text)) throw new InvalidArgumentError('It wants a year such as 2027.');
  return Number(text);
}

/** A plan whose calls are played. */
interface Ground extends TestGround {
  readonly made: Made;
  readonly trace: TraceGround;
}

async function groundFor({ locator }: CompiledPlan, made: Made): Promise<Ground> {
  const ground = await groundOf(made);
  const trace = { people: ground.people, places: placesOf(made.plan), locator };
  return { ...ground, made, trace };
}

/** `Tue 2026-11-24 10:00 Australia/Sydney, +61400000000 calls +61255501001 (dialled 02 5550 1001)`. */
function headline({ from, to, at }: ImaginedCall, dialled: string, { made, people }: Ground): string {
  const { timezone } = made.plan.settings;
  const local = localMinuteAt(timezone, at);
  const who = from.kind === 'withheld' ? 'a caller who shows no number' : people.name(from);
  const written = to === dialled ? '' : ` (dialled ${dialled})`;
  return `${WEEKDAYS[weekdayOf(Math.floor(local / DAY))]} ${localTextOf(local)} ${timezone}: ${who} calls ${to}${written}`;
}

const dataOf = (played: PlayedCall, outcome: Outcome, ground: Ground): object => ({
  ends: endWord(outcome.end),
  reached: outcome.reached,
  rings: outcome.rings,
  hears: outcome.heard,
  through: outcome.visited,
  costs: chargesOf(played, ground.plan, ground.classify),
  chosen: played.record.chosen,
  steps: played.answered.map(({ request, entry, turns }) => ({
    request,
    function: entry,
    turns: turns.map((turn) => {
      const origin =
        turn.exit === undefined
          ? ground.trace.places.at(turn.at)
          : ground.trace.places.exit(turn.at, turn.exit);
      const line = origin && ground.trace.locator.span(origin)?.start.line;
      return { ...turn, ...(origin === undefined ? {} : { file: origin.file, line }) };
    }),
  })),
  events: played.record.events,
});

/** By the ending of the file. DP8033: it is none of a picture. */
function formatOfPicture(file: string): 'svg' | 'mermaid' {
  const ending = extname(file);
  if (ending === '.svg') return 'svg';
  if (ending === '.mmd') return 'mermaid';
  throw failure('DP8033', `\`${file}\` has the ending of no picture`, {
    help: 'end it with .svg for a browser, or .mmd for Mermaid',
    exit: EXIT.usage,
  });
}

/** Draws the way of a call into the picture of what was called. DP8030: the plan has nothing of that name to draw. */
function drawCall(io: Io, file: string, played: PlayedCall, { made, trace }: Ground): void {
  const tells = tellsOf(made.plan, trace.locator);
  const visited = played.answered.flatMap(({ turns }) => turns);
  const entered = visited[0]?.at.replace(/^(number|dial):/, '') ?? played.call.to;
  const entry = findEntry(entered.replace(/^[a-z_]+:/, ''), made.program, made.bundle.numbering, tells);
  if (entry === undefined) {
    throw failure(
      'DP8030',
      `what \`${played.call.to}\` leads to cannot be drawn: the plan has no entry for it`,
      { exit: EXIT.usage },
    );
  }
  const text = pictureText(
    { entry, flow: flowOf(made.program, entry, tells), visited },
    formatOfPicture(file),
  );
  writing(file, () => writeFileSync(resolve(io.cwd, file), text));
  say(io, `wrote ${file}`);
}

async function year(
  io: Io,
  { call, live }: Asked,
  of: number,
  ground: Ground,
  options: Options,
): Promise<ExitCode> {
  const { timezone } = ground.made.plan.settings;
  const from = startOfYear(of, timezone);
  const until = startOfYear(of + 1, timezone);
  const { plan, people, classify } = ground;
  const stretches = await calendarOf({ ...call, at: from }, until, plan, people, {
    classify,
    live,
  });
  if (formatOf(options) === 'json') {
    presentJson(
      io,
      stretches.map((each) => ({
        from: new Date(each.from).toISOString(),
        way: wayOf(each),
        ends: endWord(each.outcome.end),
      })),
    );
  } else {
    const { acts, phones } = call;
    const who = phones.length === 0 ? 'nobody answers' : 'phones as told';
    const keys = acts.length === 0 ? 'nothing is pressed' : 'keys as told';
    io.stdout.write(`${call.to} in ${of}, ${timezone}; ${who}, ${keys}\n\n`);
    io.stdout.write(
      formatCalendar(stretches, until, timezone, {
        style: paintOf(io, io.stdout, options),
        all: options.all === true,
      }),
    );
  }
  return EXIT.clean;
}

async function trace(
  io: Io,
  dialled: string,
  asked: Asked,
  ground: Ground,
  options: Options,
): Promise<ExitCode> {
  const { plan, people, classify } = ground;
  const { runs } = await playEveryRun([asked.call], plan, { classify, live: asked.live });
  const played = runs
    .flatMap(({ calls }) => calls)
    .map((each) => ({ played: each, outcome: outcomeOf(each, people, plan) }));
  const [first] = played;
  if (first === undefined) throw new Error('a call that was not played');
  if (formatOf(options) === 'json') {
    const ways = options.every === true ? played : [first];
    presentJson(io, {
      call: headline(asked.call, dialled, ground),
      ways: ways.map((each) => dataOf(each.played, each.outcome, ground)),
    });
  } else {
    const style = paintOf(io, io.stdout, options);
    io.stdout.write(`${style.bold(headline(asked.call, dialled, ground))}\n`);
    const most =
      options.all === true || options.twiml === true ? { most: Number.POSITIVE_INFINITY } : { most: 26 };
    io.stdout.write(
      formatTrace(first.played, first.outcome, ground.trace, {
        style,
        ...most,
        ...(options.twiml === true ? { twiml: true } : {}),
      }),
    );
    io.stdout.write(`${costLine(chargesOf(first.played, plan, classify))}\n`);
    for (const line of otherWays(played, options.every === true)) io.stdout.write(`${style.dim(line)}\n`);
  }
  const picture = textOption(options, 'picture');
  if (picture !== undefined) drawCall(io, picture, first.played, ground);
  return played.some(({ outcome }) => outcome.end.kind === 'fault') ? EXIT.problems : EXIT.clean;
}

/** `dialplan trace`: what one call does. */
export const traceCommand: CommandDefinition = {
  configure(command) {
    const worded = command.argument('[plan]', 'the directory of a plan (default: as for check)');
    withBehaviour(
      withEnvironment(worded, 'trace the plan as this environment gets it')
        .requiredOption('--to <number>', 'what is dialled: a number, digits, a feature code, an extension')
        .option('--from <who>', 'who calls: an extension, a number, withheld (default: somebody outside)')
        .option('--at <time>', 'when, on the clocks of the plan, such as "2026-11-24 10:00" (default: now)')
        .option(
          '--on <override>',
          'an override that is on, such as night or on_call=roy (may be repeated)',
          gathered,
        ),
    )
      .option('--every', 'say all of every way in which Twilio may behave')
      .option('--all', 'show every line')
      .option('--twiml', 'show what each webhook is answered')
      .option('--year <year>', 'how the call fares in the course of a year', readYear)
      .option('-p, --picture <file>', 'draw the way of the call: .svg, or .mmd for Mermaid')
      .addHelpText(
        'after',
        examples([
          ['dialplan trace dialplan/acme --to 0255501001', 'nobody answers, now'],
          [
            'dialplan trace dialplan/acme --to 0255501001 --at "2026-12-25 10:00" --phone alice=busy',
            'on Christmas Day',
          ],
          [
            'dialplan trace dialplan/st-anne --to 6135550100 --press 1,silence --phone default=answers:5s',
            'with keys',
          ],
          ['dialplan trace dialplan/acme --from alice --to "0412 345 678"', 'what a phone may dial'],
          ['dialplan trace dialplan/st-anne --to 6135550100 --year 2027', 'when it goes which way'],
        ]),
      );
  },
  async run(io, args, options) {
    const plans = compilePlans(io, args, textOption(options, 'env'));
    if (hasErrors(plans)) {
      presentDiagnostics(io, formatOf(options) === 'json' ? io.stdout : io.stderr, plans, options);
      return EXIT.problems;
    }
    const [plan, ...more] = plans;
    if (plan?.made === undefined || more.length > 0) {
      throw failure('DP8032', `there are ${plans.length} plans, and a call is one of one plan`, {
        help: `name one: ${plans.map(({ shown }) => shown).join(', ')}`,
        exit: EXIT.usage,
      });
    }
    const picture = textOption(options, 'picture');
    if (picture !== undefined) formatOfPicture(picture);
    const ground = await groundFor(plan, plan.made);
    const dialled = textOption(options, 'to') ?? '';
    const asked = askedCall(dialled, options, plan.made, ground.people, io.now());
    const of = options.year;
    return typeof of === 'number'
      ? year(io, asked, of, ground, options)
      : trace(io, dialled, asked, ground, options);
  },
};

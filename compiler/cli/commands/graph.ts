import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { dialledDigits, dialledNumber } from '../../../runtime/address.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { type Entry, entriesOf, entryNames, findEntry } from '../../graph/entries.ts';
import type { Tells } from '../../graph/flow.ts';
import type { Visited } from '../../graph/path.ts';
import {
  type Picture,
  type PictureFormat,
  pictureData,
  picturePage,
  pictureText,
} from '../../graph/picture.ts';
import { flowOf } from '../../graph/plan-flow.ts';
import { tellsOf } from '../../graph/plan-tells.ts';
import { type CommandDefinition, examples, textOption, withEnvironment } from '../command.ts';
import { type CompiledPlan, compilePlans, type Made } from '../compiled-plan.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, failure, writing } from '../failure.ts';
import type { Io } from '../io.ts';
import { formatOf, hasErrors, presentDiagnostics, say } from '../present.ts';

/** `dialplan graph`: pictures of what callers can meet, one for each entry of a plan. */
export const graph: CommandDefinition = {
  configure(command) {
    const worded = command.argument(
      '[words...]',
      'the directory of a plan (default: as for check), then entries: numbers, short numbers or names (default: all that callers have)',
    );
    withEnvironment(worded, 'draw the plan as this environment gets it')
      .option(
        '-o, --out <path>',
        'a directory for a file an entry, or one file: its ending .md, .mmd, .svg or .json is the format',
      )
      .addHelpText(
        'after',
        examples([
          ['dialplan graph dialplan/acme > acme.md', 'a page that GitHub draws, a diagram an entry'],
          ['dialplan graph dialplan/acme 0255501001', 'what callers of one number can meet'],
          ['dialplan graph dialplan/acme sales --out sales.svg', 'one picture for a browser'],
          ['dialplan graph --format svg --out pictures', 'a file an entry, of every plan'],
        ]),
      );
  },
  async run(io, args, options) {
    const { plan, asked } = readWords(io, args);
    const plans = compilePlans(io, plan === undefined ? [] : [plan], textOption(options, 'env'));
    if (hasErrors(plans)) {
      presentDiagnostics(io, formatOf(options) === 'json' ? io.stdout : io.stderr, plans, options);
      return EXIT.problems;
    }
    const drawn = plans
      .map((each): Drawn => ({ plan: each, pictures: picturesOf(each, asked, plans) }))
      // A plan that has nothing of what was asked for is not spoken of.
      .filter(({ pictures }) => asked.length === 0 || pictures.length > 0);
    const out = textOption(options, 'out');
    const format = formatOf(options) as PictureFormat;
    if (
      out !== undefined &&
      !isDirectory(io, out) &&
      extname(out) !== '' &&
      ENDINGS[extname(out)] === undefined
    ) {
      throw failure('DP8033', `\`${out}\` has the ending of no picture`, {
        help: 'end it with .md, .mmd, .svg or .json, or name a directory',
        exit: EXIT.usage,
      });
    }
    if (out === undefined) print(io, drawn, format);
    else if (isDirectory(io, out) || extname(out) === '') writeEach(io, drawn, format, out);
    else writeOne(io, drawn, ENDINGS[extname(out)] ?? format, out);
    return EXIT.clean;
  },
};

/** A plan and what was drawn of it. */
interface Drawn {
  readonly plan: CompiledPlan;
  readonly pictures: readonly Picture[];
}

function isDirectory({ cwd }: Io, name: string): boolean {
  const path = resolve(cwd, name);
  return existsSync(path) && statSync(path).isDirectory();
}

/** The plan is the first word where that is a directory, or can only be a path. */
function readWords(
  io: Io,
  args: readonly string[],
): { readonly plan?: string; readonly asked: readonly string[] } {
  const [first = '', ...rest] = args;
  const isPlan = first !== '' && (isDirectory(io, first) || /[\\/]/.test(first));
  return isPlan ? { plan: first, asked: rest } : { asked: args };
}

/** One picture of a plan. `visited`: the turns of a traced call, whose way is drawn bold. */
export function draw({ program }: Made, tells: Tells, entry: Entry, visited?: readonly Visited[]): Picture {
  const flow = flowOf(program, entry, tells);
  return { entry, flow, ...(visited === undefined ? {} : { visited }) };
}

/** The pictures that were asked for, or all. DP8030: something that no plan has was asked for. */
function picturesOf(
  compiled: CompiledPlan,
  asked: readonly string[],
  plans: readonly CompiledPlan[],
): readonly Picture[] {
  const { made, locator } = compiled;
  if (made === undefined) throw new Error('a plan with errors is not drawn');
  const tells = tellsOf(made.plan, locator);
  const entries =
    asked.length === 0
      ? entriesOf(made.program, tells)
      : asked.flatMap((word) => found(word, compiled, plans));
  // Two words may mean one entry.
  const distinct = new Map(entries.map((entry) => [entry.name, entry]));
  return [...distinct.values()].map((entry) => draw(made, tells, entry));
}

const find = (word: string, { made, locator }: CompiledPlan): Entry | undefined =>
  made && findEntry(word, made.program, made.bundle.numbering, tellsOf(made.plan, locator));

/** The entry of that name, none where another of the plans has it. */
function found(word: string, plan: CompiledPlan, plans: readonly CompiledPlan[]): readonly Entry[] {
  const entry = find(word, plan);
  if (entry !== undefined) return [entry];
  if (plans.some((other) => find(word, other) !== undefined)) return [];
  throw unknown(word, plans);
}

function unknown(word: string, plans: readonly CompiledPlan[]): Failure {
  const where = plans.map(({ shown }) => `\`${shown}\``).join(' or ');
  const names = plans.flatMap(({ made, locator }) =>
    made === undefined ? [] : [...entryNames(made.program, tellsOf(made.plan, locator))],
  );
  const all =
    'name a number, a short number or anything that calls can be sent to; without a name all entries are drawn';
  const help = didYouMean(word, names) ?? all;
  return idle(word, plans) ?? noEntry(`nothing in ${where} is called \`${word}\``, help);
}

const noEntry = (message: string, help: string): Failure =>
  failure('DP8030', message, { help, exit: EXIT.usage });

/** A number that a plan has, but no program: it is not live. */
function idle(word: string, plans: readonly CompiledPlan[]): Failure | undefined {
  for (const { made } of plans) {
    const digits = dialledDigits(word);
    const number = made && dialledNumber(digits, made.bundle.numbering);
    const found = made?.plan.numbers.find((each) => each.status !== undefined && each.number === number);
    if (found === undefined) continue;
    const status = found.status === 'planned' ? 'only planned' : 'ported out';
    const to = found.to.kind === 'node' ? `, \`${found.to.id.slice(found.to.id.indexOf(':') + 1)}\`` : '';
    const message = `\`${found.number}\` is ${status}, so no call comes in by it`;
    return noEntry(message, `name the place that it leads to${to}`);
  }
  return undefined;
}

const dataOf = ({ plan, pictures }: Drawn): object => ({
  plan: plan.shown,
  entries: pictures.map(pictureData),
});

/** Everything as one text. DP8031: SVG has room for one picture only. */
function whole(drawn: readonly Drawn[], format: PictureFormat): string {
  if (format === 'mermaid') {
    return drawn.map(({ plan, pictures }) => picturePage(plan.made?.program.plan ?? '', pictures)).join('\n');
  }
  if (format === 'json') {
    const data = drawn.map(dataOf);
    return `${JSON.stringify(data.length === 1 ? data[0] : data, null, 2)}\n`;
  }
  return pictureText(only(drawn), format);
}

/** The one picture that there is. */
function only(drawn: readonly Drawn[]): Picture {
  const [picture, ...more] = drawn.flatMap(({ pictures }) => pictures);
  if (picture !== undefined && more.length === 0) return picture;
  throw failure(
    'DP8031',
    `there are ${more.length + (picture === undefined ? 0 : 1)} pictures, and one file has room for one`,
    {
      help: 'name one entry, or give a directory: `--out pictures`',
      exit: EXIT.usage,
    },
  );
}

function print(io: Io, drawn: readonly Drawn[], format: PictureFormat): void {
  io.stdout.write(whole(drawn, format));
}

const ENDINGS: { readonly [ending: string]: PictureFormat | undefined } = {
  '.md': 'mermaid',
  '.mmd': 'mermaid',
  '.svg': 'svg',
  '.json': 'json',
};
const SUFFIX: { readonly [F in PictureFormat]: string } = { mermaid: 'mmd', svg: 'svg', json: 'json' };

/** One file; `.mmd` holds one diagram, `.md` a page of them. */
function writeOne(io: Io, drawn: readonly Drawn[], format: PictureFormat, out: string): void {
  const text = extname(out) === '.mmd' ? pictureText(only(drawn), 'mermaid') : whole(drawn, format);
  save(io, out, text);
  say(io, `wrote ${out}`);
}

/** A file an entry; the plans of one command apart, where there are several. */
function writeEach(io: Io, drawn: readonly Drawn[], format: PictureFormat, out: string): void {
  let count = 0;
  for (const { plan, pictures } of drawn) {
    const directory = drawn.length === 1 ? out : join(out, plan.made?.program.plan ?? '');
    for (const picture of pictures) {
      save(io, join(directory, `${picture.entry.name}.${SUFFIX[format]}`), pictureText(picture, format));
      count += 1;
    }
  }
  say(io, `wrote ${count} ${count === 1 ? 'picture' : 'pictures'} to ${out}`);
}

/** DP8005: it cannot be written. */
function save(io: Io, file: string, text: string): void {
  writing(file, () => {
    const path = resolve(io.cwd, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  });
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Argument, InvalidArgumentError } from 'commander';
import {
  attribution,
  findLibrary,
  holidaysOfRegion,
  type Installed,
} from '../../local/holidays/date-holidays.ts';
import type { Found, FoundHoliday, Years } from '../../local/holidays/found.ts';
import { type HolidayFile, holidayFile, listName } from '../../local/holidays/holiday-file.ts';
import { holidaysOfCalendar } from '../../local/holidays/icalendar.ts';
import {
  type CommandDefinition,
  examples,
  gathered,
  listOption,
  type Options,
  textOption,
} from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { failure, reading, writing } from '../failure.ts';
import type { Io } from '../io.ts';
import { packageRoot } from '../package-root.ts';
import { shownDirectory } from '../plan-files.ts';
import { formatOf, presentJson, say } from '../present.ts';

const NAME = /^[a-z][a-z0-9_]*$/;
/** More years than anybody knows the holidays of. */
const MOST_YEARS = 20;

/** `dialplan holidays import`: a dated list of holidays, to be reviewed and kept in git. */
export const holidays: CommandDefinition = {
  configure(command) {
    command
      .addArgument(new Argument('<action>', 'what to do').choices(['import']))
      .argument('<source>', 'a region such as AU, AU-NSW or DE-BY-A, or an iCalendar file (.ics)')
      .option(
        '-y, --years <years>',
        'one year or a range such as 2027-2029 (default: this year and the next)',
        years,
      )
      .option(
        '-o, --output <file>',
        'write this file instead of printing; `holidays/` of the plan is a good place',
      )
      .option('--overwrite', 'write over a file that is there')
      .option('--list <name>', 'the name of the list (default: from the region or the file)', listOf)
      .option('--language <code>', 'the language of the names, for a region (default: that of the country)')
      .option(
        '--include <type>',
        'also days of this type, for a region: bank, optional, school, observance',
        gathered,
      )
      .addHelpText(
        'after',
        `
The dates are written out year by year, so that a person can review them and git shows what changes. Nothing is looked up
when a call comes. Dates of regions come from the package date-holidays, which is installed beside dialplan by
\`npm install --save-dev date-holidays@3\`; its data is licensed CC-BY-3.0.
${examples([
  ['dialplan holidays import AU-NSW', 'print the public holidays of New South Wales'],
  [
    'dialplan holidays import AU-NSW -y 2027-2029 -o dialplan/acme/holidays/nsw.yaml',
    'write a file of the plan',
  ],
  ['dialplan holidays import ES-MD --language en --include bank', 'names in English, bank holidays too'],
  ['dialplan holidays import school.ics --list school_terms', 'from a calendar'],
])}`,
      );
  },
  async run(io, [, source = ''], options) {
    const wanted = (options.years as Years | undefined) ?? thisYearAndNext(io);
    const file = await gather(source, wanted, io, options);
    const text = holidayFile(file);
    const output = textOption(options, 'output');
    if (output !== undefined) write(output, text, io, options);
    if (formatOf(options) === 'json')
      presentJson(io, { ...file, ...(output === undefined ? {} : { output }) });
    else if (output === undefined) io.stdout.write(text);
    const { first, last } = wanted;
    const count = file.holidays.filter(({ from }) => from === undefined).length;
    say(
      io,
      `${output ?? file.list}: ${count} holidays, ${first === last ? first : `${first} to ${last}`}; review them, and name the list in a schedule: \`holidays: [${file.list}]\``,
    );
    return EXIT.clean;
  },
};

function years(value: string): Years {
  const [, from = '', to = from] = /^(\d{4})(?:(?:-|\.\.)(\d{4}))?$/.exec(value) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === '' || last < first || last - first >= MOST_YEARS)
    throw new InvalidArgumentError(
      `It wants a year such as 2027, or at most ${MOST_YEARS} years such as 2027-2029.`,
    );
  return { first, last };
}

function listOf(value: string): string {
  if (!NAME.test(value))
    throw new InvalidArgumentError('It wants lower-case letters, digits and `_`, beginning with a letter.');
  return value;
}

function thisYearAndNext(io: Io): Years {
  const first = new Date(io.now()).getUTCFullYear();
  return { first, last: first + 1 };
}

/** Reads the source. DP8004: a file cannot be read; DP8028: no package; DP8029: the source gives no holidays. */
async function gather(source: string, wanted: Years, io: Io, options: Options): Promise<HolidayFile> {
  const list = textOption(options, 'list') ?? listName(source);
  if (isCalendar(source, io)) {
    const text = reading(source, () => readFileSync(resolve(io.cwd, source), 'utf8'));
    const found = holidaysIn(await holidaysOfCalendar(text, wanted), source, wanted);
    return { list, origin: originLines(source), holidays: found };
  }
  const region = source.toUpperCase();
  const installed = installedLibrary(io);
  const language = textOption(options, 'language');
  const found = holidaysOfRegion(installed, {
    region,
    years: wanted,
    types: ['public', ...listOption(options, 'include')],
    ...(language === undefined ? {} : { language }),
  });
  const name = textOption(options, 'list') ?? listName(region);
  const origin = [...originLines(region), attribution(installed)];
  return { list: name, origin, holidays: holidaysIn(found, region, wanted) };
}

const isCalendar = (source: string, io: Io): boolean =>
  /\.ics$/i.test(source) || existsSync(resolve(io.cwd, source)) || /[/\\]/.test(source);

const originLines = (source: string): readonly string[] => [
  `Holidays of ${source}, made by \`dialplan holidays import\`. Review them: they decide when you are closed.`,
];

function installedLibrary(io: Io): Installed {
  const installed = findLibrary([io.cwd, packageRoot()]);
  if (installed !== undefined) return installed;
  throw failure('DP8028', 'the package date-holidays is not installed', {
    why: 'it knows the holidays of regions; its data is large and has a licence of its own, so dialplan does not bring it',
    help: 'run `npm install --save-dev date-holidays@3`, or import an iCalendar file',
  });
}

function holidaysIn(found: Found, source: string, { first, last }: Years): readonly FoundHoliday[] {
  if (!found.ok) {
    const help = found.help === undefined ? {} : { help: found.help };
    throw failure('DP8029', `\`${source}\` gives no holidays: ${found.message}`, help);
  }
  if (found.holidays.length === 0) {
    throw failure('DP8029', `\`${source}\` gives no holidays from ${first} to ${last}`, {
      help: 'ask for other years with `--years`, or for other types of days with `--include`',
    });
  }
  return found.holidays;
}

function write(output: string, text: string, io: Io, options: Options): void {
  const path = resolve(io.cwd, output);
  const shown = shownDirectory(path, io.cwd);
  if (existsSync(path) && options.overwrite !== true) {
    throw failure('DP8006', `\`${shown}\` is there already, and it may have been reviewed`, {
      help: 'name another file, or write over it with `--overwrite` and look at the difference in git',
      exit: EXIT.refused,
    });
  }
  writing(shown, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  });
}

import { chmodSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { arrange } from '../../diagnostics/place.ts';
import { format } from '../../format/format.ts';
import { sameMeaning } from '../../format/meaning.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Documents } from '../../model/documents.ts';
import type { Source } from '../../model/source.ts';
import { parse } from '../../parse/parse.ts';
import { writtenForms } from '../../validate/written-forms.ts';
import { type CommandDefinition, examples, type Options, withPlans } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { failure, writing } from '../failure.ts';
import type { Io } from '../io.ts';
import { planDirectories } from '../plan-directories.ts';
import { readPlanFiles } from '../plan-files.ts';
import { formatOf, presentDiagnostics, presentJson } from '../present.ts';

/** What becomes of the files of one plan. */
interface Formatted {
  /** Those that are written otherwise than they should be. */
  readonly changed: readonly Source[];
  /** How many were read. */
  readonly files: number;
  /** What keeps files from being formatted. */
  readonly diagnostics: readonly Diagnostic[];
  readonly documents: Documents;
  readonly directory: string;
  readonly shown: string;
}

/** `dialplan fmt`: one manner of writing for all files of a plan. */
export const fmt: CommandDefinition = {
  configure(command) {
    withPlans(command)
      .option('--check', 'write nothing; end with 1 when a file would change')
      .addHelpText(
        'after',
        `${examples([
          ['dialplan fmt', 'formats every plan below dialplan/'],
          ['dialplan fmt --check dialplan/acme', 'for CI'],
        ])}${MANNER}`,
      );
  },
  async run(io, args, options) {
    const plans = planDirectories(args, io.cwd).map((directory) => formatPlan(io, directory));
    const check = options.check === true;
    if (!check) for (const { changed } of plans) for (const file of changed) replace(io, file);
    present(io, plans, check, options);
    const mistakes = plans.some(({ diagnostics }) => diagnostics.length > 0);
    return mistakes || (check && plans.some(({ changed }) => changed.length > 0))
      ? EXIT.problems
      : EXIT.clean;
  },
};

const MANNER = `
Comments, line breaks and the order of things stay, except in tables of numbers: these are sorted, each paragraph by
itself, and comments go with the entry below them. Speech, times and telephone numbers get double quotes. Numbers get
the groups of the public numbering plan, unless no number of the file has a space. A file with a mistake in its YAML is
left alone and reported.
`;

function formatPlan(io: Io, directory: string): Formatted {
  const { sources, problems } = readPlanFiles(directory, io.cwd);
  const { documents, diagnostics } = parse(sources.sources);
  const country = documents.files.map(({ value }) => value?.country).find((each) => typeof each === 'string');
  const forms = writtenForms();
  const faulty = new Set([...documents.unread, ...diagnostics.map(({ origin }) => origin?.file)]);
  const changed = sources.sources
    .filter(({ file }) => /\.ya?ml$/i.test(file) && !faulty.has(file))
    .map((source) => ({ source, text: format(source.text, { forms, ...(country ? { country } : {}) }) }))
    .filter(({ source, text }) => source.text !== text)
    .map(({ source, text }) => checked(source, text));
  return {
    changed,
    files: sources.sources.length + problems.length,
    diagnostics: [...problems, ...arrange(diagnostics, documents)],
    documents,
    directory,
    shown: sources.directory,
  };
}

/** The new text, if it says what the old one says. Else it is a bug of ours, and the file is worth more. */
function checked({ file, text: before }: Source, text: string): Source {
  const read = (each: string) => parse([{ file, text: each }]);
  const [old, fresh] = [read(before), read(text)];
  const same = sameMeaning(old.documents.files[0]?.value, fresh.documents.files[0]?.value);
  if (same && fresh.diagnostics.length === 0) return { file, text };
  throw failure('DP9001', `formatting \`${file}\` would change what it says, so nothing was written`, {
    help: 'please report this, with the file if you can',
  });
}

/** In one move, also where the file is a link; who may read it stays. */
function replace(io: Io, { file, text }: Source): void {
  writing(file, () => {
    const path = realpathSync(resolve(io.cwd, file));
    const fresh = `${path}.new-${process.pid}`;
    writeFileSync(fresh, text);
    chmodSync(fresh, statSync(path).mode);
    renameSync(fresh, path);
  });
}

function present(io: Io, plans: readonly Formatted[], check: boolean, options: Options): void {
  const changed = plans.flatMap((plan) => plan.changed.map(({ file }) => file));
  const files = plans.reduce((sum, plan) => sum + plan.files, 0);
  if (formatOf(options) === 'json') presentJson(io, { files, changed, written: !check });
  else {
    for (const file of changed) io.stdout.write(`${file}\n`);
    const what = check ? 'would be formatted' : 'formatted';
    io.stdout.write(`${changed.length} of ${files} ${files === 1 ? 'file' : 'files'} ${what}\n`);
  }
  const faulty = plans.filter(({ diagnostics }) => diagnostics.length > 0);
  if (faulty.length === 0) return;
  const compiled = faulty.map(({ documents, ...plan }) => ({ ...plan, locator: documents }));
  presentDiagnostics(io, io.stderr, compiled, { ...options, format: 'text' });
}

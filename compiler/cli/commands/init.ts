import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type CommandDefinition, examples } from '../command.ts';
import { compilePlan } from '../compiled-plan.ts';
import { EXIT } from '../exit-code.ts';
import { failure, writing } from '../failure.ts';
import { howToCall } from '../how-to-call.ts';
import { newPlanName, refuseInsidePlan } from '../new-plan-name.ts';
import { shownDirectory } from '../plan-files.ts';
import { notePlanSchema, planSchemaFile } from '../plan-schema-file.ts';
import { formatOf, presentJson } from '../present.ts';
import { quoted } from '../shell-word.ts';
import ignore from '../templates/gitignore.hbs';
import plan from '../templates/plan.yaml.hbs';
import workflow from '../templates/workflow.yml.hbs';

/** `dialplan init`: a small plan that works, in a directory of its own. */
export const init: CommandDefinition = {
  configure(command) {
    command.argument('<directory>', 'a directory that is not there yet, or is empty').addHelpText(
      'after',
      examples([
        ['dialplan init acme', 'a plan called acme, its CI workflow and .gitignore'],
        ['dialplan dev acme', 'then run it'],
      ]),
    );
  },
  async run(io, [named], options) {
    const directory = resolve(io.cwd, named ?? '');
    const shown = shownDirectory(directory, io.cwd);
    refuseToOverwrite(directory, shown);
    refuseInsidePlan(directory, io.cwd);
    const name = newPlanName(directory);
    // From the top of the repository, which is where plans are usually made from.
    const inside = !isAbsolute(shown) && !shown.startsWith('..');
    const values = { name, directory: inside ? quoted(shown) : '.', schema: planSchemaFile(name) };
    const files = [
      ['dialplan.yaml', plan],
      ['.github/workflows/dialplan.yml', workflow],
      ['.gitignore', ignore],
    ] as const;
    writing(shown, () => {
      for (const [path, template] of files) write(join(directory, path), fill(template, values));
    });
    notePlanSchema(io, compilePlan(io, directory));
    if (formatOf(options) === 'json')
      presentJson(io, { plan: values.name, directory: shown, files: files.map(([path]) => path) });
    else {
      for (const [path] of files) io.stdout.write(`${shown}/${path}\n`);
      io.stdout.write(`next: ${howToCall(io)} dev ${quoted(shown)}\n`);
    }
    return EXIT.clean;
  },
};

function refuseToOverwrite(directory: string, shown: string): void {
  const there = existsSync(directory) && writing(shown, () => readdirSync(directory));
  if (there === false || there.length === 0) return;
  const help = 'name a directory that is not there yet';
  throw failure('DP8006', `\`${shown}\` is there already, and nothing in it is overwritten`, {
    help,
    exit: EXIT.refused,
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // `wx`: never over a file that has appeared meanwhile.
  writeFileSync(path, text, { flag: 'wx' });
}

/** The templates know names only. */
const fill = (template: string, values: { readonly [name: string]: string }): string =>
  template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

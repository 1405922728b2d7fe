import { CODES, findCode } from '../../diagnostics/codes.ts';
import { explanation } from '../../diagnostics/explain.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { type CommandDefinition, examples } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { formatOf, presentJson, say } from '../present.ts';

/** `dialplan explain`: the page of one code, or the list of all. */
export const explain: CommandDefinition = {
  configure(command) {
    command
      .argument(
        '[code]',
        'a code such as DP3001, or its name such as unknown-target (default: the list of all)',
      )
      .addHelpText(
        'after',
        examples([
          ['dialplan explain DP3001', 'why it is wrong, and how it is mended'],
          ['dialplan explain unknown-target', 'the same by name'],
          ['dialplan explain', 'every code'],
        ]),
      );
  },
  async run(io, [word], options) {
    const json = formatOf(options) === 'json';
    if (word === undefined) {
      if (json) presentJson(io, CODES);
      else for (const line of list()) io.stdout.write(`${line}\n`);
      return EXIT.clean;
    }
    const entry = findCode(word);
    if (entry === undefined) {
      const names = CODES.flatMap(({ code, slug }) => [code, slug]);
      const hint = didYouMean(word, names);
      const error = `there is no code \`${word}\`${hint === undefined ? '; `dialplan explain` lists all of them' : `: ${hint}`}`;
      if (json) presentJson(io, { error });
      else say(io, error);
      return EXIT.usage;
    }
    const page = explanation(entry.code);
    if (json) presentJson(io, { ...entry, page: page ?? null });
    else io.stdout.write(page ?? `${entry.code} ${entry.slug}: ${entry.title}\n`);
    return EXIT.clean;
  },
};

function list(): readonly string[] {
  const width = Math.max(...CODES.map(({ slug }) => slug.length));
  return CODES.map(({ code, slug, title }) => `${code}  ${slug.padEnd(width)}  ${title}`);
}

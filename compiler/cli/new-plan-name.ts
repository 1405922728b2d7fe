import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sharedChecker } from '../validate/checker.ts';
import { EXIT } from './exit-code.ts';
import { type Failure, failure } from './failure.ts';
import { MAIN_FILE } from './plan-directories.ts';
import { shownDirectory } from './plan-files.ts';

/** Characters of a plan's name, as the schema has it. */
const LONGEST = 60;

/** What YAML takes for something else than text. */
const NOT_TEXT: ReadonlySet<string> = new Set(['null', 'true', 'false']);

/** A name as plans have it, from the name of a directory: `Acme-Pty` is `acme_pty`. Throws a `Failure` (DP8022). */
export function newPlanName(directory: string): string {
  const written = basename(directory);
  const name = written
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST)
    .replace(/^_+|_+$/g, '');
  if (!/^[a-z]/.test(name)) throw notAName(written, 'it begins with no letter of a to z');
  const isWord = NOT_TEXT.has(name) || sharedChecker().section('name')(name).length > 0;
  if (isWord) throw notAName(written, `\`${name}\` is a word of the language`);
  return name;
}

const notAName = (written: string, because: string): Failure =>
  failure('DP8022', `a plan cannot be called after the directory \`${written}\`: ${because}`, {
    help: 'name a directory that begins with a letter and is no word of the language, such as `acme` or `front_office`',
    exit: EXIT.refused,
  });

/** DP8023: a new plan does not go into the directory of another one, all of which is one plan. */
export function refuseInsidePlan(directory: string, cwd: string): void {
  for (let above = dirname(directory); ; above = dirname(above)) {
    if (existsSync(join(above, MAIN_FILE))) {
      const [plan, shown] = [shownDirectory(above, cwd), shownDirectory(directory, cwd)];
      throw failure('DP8023', `\`${shown}\` would be inside the plan \`${plan}\``, {
        why: 'every YAML file below the directory of a plan is a part of it, so both plans would be broken',
        help: 'name a directory beside that plan',
        exit: EXIT.refused,
      });
    }
    if (above === dirname(above)) return;
  }
}

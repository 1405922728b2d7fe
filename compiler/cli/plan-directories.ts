import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { byCodeUnit } from '../model/desired.ts';
import { failure, reading } from './failure.ts';
import { isSkipped, shownDirectory } from './plan-files.ts';

/** The file by which a plan's directory is known when nobody names it. */
export const MAIN_FILE = 'dialplan.yaml';

/**
 * The plan directories that a command means, absolute, each once: those that are named, else the working directory, else
 * every plan below `dialplan/`. A directory that is no plan and holds several stands for all of them.
 * DP8003: there is none; DP8004: one cannot be read.
 */
export function planDirectories(named: readonly string[], cwd: string): readonly string[] {
  if (named.length > 0) {
    const all = named.flatMap((name) => plansIn(directoryNamed(name, cwd), cwd));
    return all.filter((each, index) => all.findIndex((other) => same(each, other)) === index);
  }
  if (existsSync(join(cwd, MAIN_FILE))) return [cwd];
  const parent = join(cwd, 'dialplan');
  const below = existsSync(parent) ? readdirSync(parent).sort(byCodeUnit) : [];
  const plans = below.map((name) => join(parent, name)).filter((path) => existsSync(join(path, MAIN_FILE)));
  if (plans.length > 0) return plans;
  const help = 'name the directory of a plan, or make one with `dialplan init <directory>`';
  throw failure(
    'DP8003',
    `there is no plan here: no \`${MAIN_FILE}\`, and none in a folder of \`dialplan/\``,
    { help },
  );
}

/** The directory itself, which is one plan whatever its folders hold, or the plans below it where there are several. */
export function plansIn(directory: string, cwd: string): readonly string[] {
  if (existsSync(join(directory, MAIN_FILE))) return [directory];
  const below = plansBelow(directory, cwd);
  return below.length > 1 ? below : [directory];
}

/** Every plan below, at any depth; what lies in a plan belongs to it. */
function plansBelow(directory: string, cwd: string): readonly string[] {
  const entries = reading(shownDirectory(directory, cwd), () =>
    readdirSync(directory, { withFileTypes: true }),
  );
  const folders = entries.filter((entry) => entry.isDirectory() && !isSkipped(entry.name));
  const paths = folders.map(({ name }) => join(directory, name)).sort(byCodeUnit);
  return paths.flatMap((path) => (existsSync(join(path, MAIN_FILE)) ? [path] : plansBelow(path, cwd)));
}

const same = (a: string, b: string): boolean => realpathSync(a) === realpathSync(b);

function directoryNamed(name: string, cwd: string): string {
  const path = resolve(cwd, name);
  const stats = reading(name, () => statSync(path));
  if (stats.isDirectory()) return path;
  const help = 'name the directory: every YAML file in it is read';
  throw failure('DP8003', `\`${shownDirectory(path, cwd)}\` is a file, not the directory of a plan`, {
    help,
  });
}

import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { byCodeUnit } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Asset, Source, Sources } from '../model/source.ts';
import { failure, reading } from './failure.ts';

/** A file of YAML that is larger than this many bytes was not written by hand; it is not even read. */
export const LARGEST_SOURCE = 10_000_000;

/** A table that is larger than this many bytes is not read either; it is told where the plan names it. */
export const LARGEST_TABLE = 50_000_000;

/** Whether a folder holds other things than a plan. */
export const isSkipped = (name: string): boolean =>
  name.startsWith('.') || name === 'node_modules' || name === 'dist';

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);
const isTable = (name: string): boolean => /\.csv$/i.test(name);

/** A plan as it lies on disk. `problems` are the author's: they are reported with all others. */
export interface PlanFiles {
  readonly sources: Sources;
  readonly problems: readonly Diagnostic[];
}

/** A file below the plan, and its size. `name` is the path below the plan directory, with `/`. */
interface Found {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** The path of a directory as people see it: relative to where the command runs, with `/`. */
export function shownDirectory(directory: string, cwd: string): string {
  const path = relative(cwd, directory).split(sep).join('/');
  return path === '' ? '.' : path.startsWith('../../') ? directory : path;
}

/**
 * Reads every YAML file below a directory, at any depth, in order of their names, and every table (CSV), which only counts
 * where the plan names it; lists all other files as assets.
 * DP8003: there is no plan; DP8004: something cannot be read.
 * @param directory absolute
 */
export function readPlanFiles(directory: string, cwd: string): PlanFiles {
  const shown = shownDirectory(directory, cwd);
  const found = walk(directory, shown);
  const yaml = found.filter(({ name }) => isYaml(name));
  if (yaml.length === 0) {
    const help = 'name a directory that holds a plan, or make one with `dialplan init <directory>`';
    throw failure('DP8003', `\`${shown}\` is not a plan: there is no YAML file in it`, { help });
  }
  const large = yaml.filter(({ bytes }) => bytes > LARGEST_SOURCE);
  const sources = yaml.filter(({ bytes }) => bytes <= LARGEST_SOURCE).map((file) => readSource(file, shown));
  const tables = found.filter(({ name }) => isTable(name)).map((file) => readTable(file, shown));
  const others = found.filter(({ name }) => !isYaml(name) && !isTable(name));
  const assets = others.map(({ name, bytes }): Asset => ({ name, bytes }));
  return {
    sources: { directory: shown, sources: [...sources, ...tables], assets },
    problems: large.map((file) => tooLarge(file, shown)),
  };
}

const shownFile = (name: string, shown: string): string => (shown === '.' ? name : posix.join(shown, name));

function readSource({ name, path }: Found, shown: string): Source {
  const file = shownFile(name, shown);
  return { file, text: reading(file, () => readFileSync(path, 'utf8')) };
}

function readTable(found: Found, shown: string): Source {
  const { name, bytes } = found;
  return bytes > LARGEST_TABLE
    ? { file: shownFile(name, shown), text: '', omitted: bytes }
    : readSource(found, shown);
}

function tooLarge({ name, bytes }: Found, shown: string): Diagnostic {
  const size = (count: number): string => `${Math.round(count / 1_000_000)} MB`;
  return {
    code: 'DP1014',
    severity: 'error',
    message: `\`${shownFile(name, shown)}\` has ${size(bytes)}, more than the ${size(LARGEST_SOURCE)} that a file of a plan may have`,
    related: [],
    help: 'keep tables of numbers in smaller files; all files below the plan are merged',
  };
}

/** Every file below a directory, sorted by name. A directory that was reached before, by a link, is not entered again. */
function walk(top: string, shown: string): readonly Found[] {
  const entered = new Set<string>();
  const found: Found[] = [];
  const enter = (directory: string, below: string): void => {
    const label = below === '' ? shown : shownFile(below, shown);
    const real = reading(label, () => realpathSync(directory));
    if (entered.has(real)) return;
    entered.add(real);
    const entries = reading(label, () => readdirSync(directory, { withFileTypes: true }));
    for (const entry of entries.sort((a, b) => byCodeUnit(a.name, b.name))) {
      if (!isSkipped(entry.name)) look(entry, join(directory, entry.name), posix.join(below, entry.name));
    }
  };
  const look = (entry: Dirent, path: string, name: string): void => {
    // A link that leads nowhere matters only where it pretends to be a part of the plan.
    if (entry.isSymbolicLink() && !isYaml(name) && statSync(path, { throwIfNoEntry: false }) === undefined)
      return;
    const stats = reading(shownFile(name, shown), () => statSync(path));
    if (stats.isDirectory()) enter(path, name);
    else if (stats.isFile()) found.push({ name, path, bytes: stats.size });
  };
  enter(top, '');
  return found.sort((a, b) => byCodeUnit(a.name, b.name));
}

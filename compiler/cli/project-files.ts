import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ProjectFile } from '../model/artifacts.ts';
import { byCodeUnit } from '../model/desired.ts';
import { failure, systemCode, writing } from './failure.ts';

/** Every project that we write has this file. */
const MARK = 'items.json';

/** The paths of the files that a compile wrote, so that the next one takes away those and no others. */
const WRITTEN = '.dialplan-files.json';

/** Projects of environments live below the directory of the plan, and stay when that is written. */
const isEnvironment = (directory: string, name: string): boolean => existsSync(join(directory, name, MARK));

/** Whether we may write into a directory: it is not there, one of ours, or holds nothing but what belongs to one. */
const isReplaceable = (directory: string): boolean =>
  !existsSync(directory) ||
  existsSync(join(directory, MARK)) ||
  readdirSync(directory).every((name) => isEnvironment(directory, name) || name.startsWith('.env'));

/**
 * Writes a generated project in one move: into a directory beside it, which then takes its place. Files that an earlier
 * compile wrote and that are no longer made are gone; everything else that was put there stays (`.env`,
 * `.twiliodeployinfo`, `node_modules`, other files). The same files give the same bytes. DP8005: it cannot be written.
 * @param directory absolute; the one that is written
 * @param plan absolute; where the assets of the plan are
 */
export function writeProject(
  directory: string,
  files: readonly ProjectFile[],
  plan: string,
  shown: string,
): void {
  writing(shown, () => recover(directory));
  if (!isReplaceable(directory)) {
    const help = 'move it away, or name another plan';
    throw failure('DP8005', `\`${shown}\` was not written by \`dialplan compile\`, so it is not replaced`, {
      help,
    });
  }
  writing(shown, () => {
    const fresh = `${directory}.new-${process.pid}`;
    const old = `${directory}.old-${process.pid}`;
    try {
      for (const file of files) writeFile(join(fresh, file.path), file, plan);
      const paths = files.map(({ path }) => path).sort(byCodeUnit);
      writeFileSync(join(fresh, WRITTEN), `${JSON.stringify(paths, null, 2)}\n`);
      if (existsSync(directory)) renameSync(directory, old);
      renameSync(fresh, directory);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
      recover(directory);
    }
  });
}

/**
 * Ends what a compile began, this one or one that died: the project from before stands beside the new one, with all that
 * others put into it. Without a new project, the old one comes back.
 */
function recover(directory: string): void {
  const parent = dirname(directory);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const [, kind, pid] = /^\.(new|old)-(\d+)$/.exec(afterName(name, basename(directory))) ?? [];
    if (kind === undefined || (Number(pid) !== process.pid && isRunning(Number(pid)))) continue;
    const left = join(parent, name);
    if (kind === 'old' && !existsSync(directory)) renameSync(left, directory);
    else if (kind === 'old') carryOver(left, directory, ownPaths(left));
    rmSync(left, { recursive: true, force: true });
  }
}

const afterName = (name: string, start: string): string =>
  name.startsWith(start) ? name.slice(start.length) : '';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Tells the paths that a compile wrote. One that left no list wrote all that is in its two folders. */
function ownPaths(project: string): (path: string) => boolean {
  const list = join(project, WRITTEN);
  const paths = existsSync(list) ? pathsIn(readFileSync(list, 'utf8')) : undefined;
  return paths === undefined ? (path) => USUAL.test(path) : (path) => path === WRITTEN || paths.has(path);
}

const USUAL =
  /^(?:functions|assets)\/|^(?:items\.json|package\.json|\.twilioserverlessrc|\.dialplan-files\.json)$/;

function pathsIn(text: string): ReadonlySet<string> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? new Set(read.map(String)) : undefined;
  } catch {
    return undefined;
  }
}

/** Moves what we did not write from one project to another; a file that the new one makes itself wins. */
function carryOver(from: string, to: string, isOwn: (path: string) => boolean, below = ''): void {
  for (const entry of readdirSync(join(from, below), { withFileTypes: true })) {
    const path = posix.join(below, entry.name);
    if (isOwn(path)) continue;
    const there = existsSync(join(to, path));
    if (entry.isDirectory() && (there || GENERATED.has(path.split('/')[0] ?? '')))
      carryOver(from, to, isOwn, path);
    else if (!there) {
      mkdirSync(dirname(join(to, path)), { recursive: true });
      renameSync(join(from, path), join(to, path));
    }
  }
}

/** The folders that a compile writes into. */
const GENERATED: ReadonlySet<string> = new Set(['functions', 'assets']);

function writeFile(path: string, file: ProjectFile, plan: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if ('text' in file) writeFileSync(path, file.text);
  else if ('gzip' in file) writeFileSync(path, gzipped(file.gzip));
  else copyFileSync(join(plan, file.asset), path);
}

/** Byte 9 of a gzip header names the operating system (RFC 1952): set to "unknown", so that all machines agree. */
function gzipped(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

/** Writes single files of a project where they differ from what is there; says which. */
export function updateProject(directory: string, files: readonly ProjectFile[], plan: string): void {
  for (const file of files) {
    const path = join(directory, file.path);
    if ('text' in file && existsSync(path) && readFileSync(path, 'utf8') === file.text) continue;
    // A Function that reads the file meanwhile gets the old one or the new one whole.
    writeFile(`${path}.new`, file, plan);
    renameSync(`${path}.new`, path);
  }
}

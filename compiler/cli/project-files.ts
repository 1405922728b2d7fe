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
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ProjectFile } from '../model/artifacts.ts';
import { failure, writing } from './failure.ts';

/** Every project that we write has this file. */
const MARK = 'items.json';

/** Projects of environments live below the directory of the plan, and stay when that is written. */
const isEnvironment = (directory: string, name: string): boolean => existsSync(join(directory, name, MARK));

/** Whether a directory may be replaced: it is not there, or we wrote all that is in it. */
const isReplaceable = (directory: string): boolean =>
  !existsSync(directory) ||
  existsSync(join(directory, MARK)) ||
  readdirSync(directory).every((name) => isEnvironment(directory, name));

/**
 * Writes a generated project in one move: into a directory beside it, which then takes its place. Files of an earlier
 * compile that are no longer made are gone. The same files give the same bytes. DP8005: it cannot be written.
 * @param directory absolute; the one that is written
 * @param plan absolute; where the assets of the plan are
 */
export function writeProject(
  directory: string,
  files: readonly ProjectFile[],
  plan: string,
  shown: string,
): void {
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
      if (existsSync(directory)) {
        keepEnvironments(directory, fresh);
        renameSync(directory, old);
      }
      renameSync(fresh, directory);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
      rmSync(old, { recursive: true, force: true });
    }
  });
}

function keepEnvironments(directory: string, fresh: string): void {
  for (const name of readdirSync(directory)) {
    if (isEnvironment(directory, name)) renameSync(join(directory, name), join(fresh, name));
  }
}

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

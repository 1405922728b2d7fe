import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SyncDirectoryError } from './directory-error.ts';
import { isRunning, type ProcessIdentity, readIdentity, thisProcess } from './process-identity.ts';

/** Name of the lock in its directory. */
export const LOCK_FILE = 'lock';

/** Times that a lock is tried anew when somebody else was quicker to remove a dead one. */
const TRIES = 5;

/**
 * Keeps every other process away from a directory until `release`. The lock names its process: when that is dead, the
 * next one takes it. It is made by linking a finished file, so nobody ever sees half of it.
 * Throws `SyncDirectoryError`, fault `in_use`.
 */
export function takeLock(directory: string): { release(): void } {
  const path = join(directory, LOCK_FILE);
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, JSON.stringify(thisProcess()));
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (link(mine, path)) return { release: () => rmSync(path, { force: true }) };
      const holder = read(path);
      if (holder && isRunning(holder)) throw inUse(directory, holder);
      remove(path, `${mine}.dead`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw inUse(directory, undefined);
}

function inUse(directory: string, holder: ProcessIdentity | undefined): SyncDirectoryError {
  const who = holder ? `process ${holder.pid}` : 'another process';
  return new SyncDirectoryError('in_use', `${directory} is in use by ${who}`);
}

/** Whether the lock is ours now; false when there is one already. */
function link(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/** Takes a dead lock away. If a live one has come in its place meanwhile, it is put back. */
function remove(path: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const holder = read(aside);
  if (holder && isRunning(holder)) link(aside, path);
  rmSync(aside, { force: true });
}

/** Undefined: no lock, or nothing that names a process, which no process of ours wrote. */
function read(path: string): ProcessIdentity | undefined {
  try {
    return readIdentity(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

import { join, relative } from 'node:path';
import { findSync, openSync, type Sync, SyncDirectoryError } from '../local/sync/sync.ts';
import { doorsOf } from './door-file.ts';
import { Failure, failure, reasonOf } from './failure.ts';

/** Credentials of the embedded service: of the right form, and of no use anywhere else. */
export const LOCAL_ACCOUNT = `AC${'0'.repeat(32)}`;
export const LOCAL_TOKEN = '0'.repeat(32);

/** Where this directory keeps what runs on this machine. */
export const STATE_DIRECTORY = '.dialplan';

/** Where the embedded service keeps the state of one Sync service. */
export const stateDirectory = (cwd: string, service: string): string =>
  join(cwd, STATE_DIRECTORY, encodeURIComponent(service).replace(/^\.+$/, '%2E'));

/** An embedded service that a command may use: its own, the one that `dev` runs, or that of a command that takes long. */
export interface EmbeddedSync {
  readonly url: string;
  /** Who else runs it, for people; undefined: this command alone. */
  readonly runBy?: string;
  close(): Promise<void>;
}

/** How long a command waits for another one that is about to end, and how often it looks, in milliseconds. */
const PATIENCE = 1_000;
const LOOK = 50;

/**
 * Opens the embedded service of a directory: the one that `dev` runs, else the files themselves. Another short command
 * may have them open: it is awaited, and if it stays its service is used.
 * DP8005: no place for its files; DP8007: another process keeps them open; DP8008: they are damaged.
 */
export async function embeddedSync(cwd: string, service: string): Promise<EmbeddedSync> {
  const directory = stateDirectory(cwd, service);
  for (let waited = 0; ; waited += LOOK) {
    const last = waited >= PATIENCE;
    const running = await findSync(directory);
    if (running !== undefined && (last || isLasting(directory, running.pid))) {
      return { url: running.url, runBy: runner(directory, running.pid), close: async () => {} };
    }
    const sync = running === undefined ? await openUnlessInUse(cwd, directory, last) : undefined;
    if (sync !== undefined) return { url: sync.url, close: () => sync.close() };
    await new Promise((settle) => setTimeout(settle, LOOK));
  }
}

/** Whether the service of a directory still answers at an address. */
export const stillRuns = async (cwd: string, service: string, url: string): Promise<boolean> =>
  (await findSync(stateDirectory(cwd, service)))?.url === url;

/** Whether the process that runs a service stays: `dev` says so by its front doors, and this process is here. */
const isLasting = (directory: string, pid: number): boolean =>
  pid === process.pid || doorsOf(directory).some((door) => door.pid === pid);

const runner = (directory: string, pid: number): string =>
  doorsOf(directory).some((door) => door.pid === pid)
    ? 'run by `dialplan dev`'
    : `open in process ${pid}, for as long as that runs`;

async function openUnlessInUse(cwd: string, directory: string, last: boolean): Promise<Sync | undefined> {
  try {
    return await openState(cwd, directory);
  } catch (error) {
    const inUse = error instanceof Failure && error.diagnostic.code === 'DP8007';
    if (inUse && !last) return undefined;
    throw error;
  }
}

/** Opens the files of an embedded service for this process alone. Codes: DP8005, DP8007, DP8008. */
export async function openState(cwd: string, directory: string): Promise<Sync> {
  const shown = relative(cwd, directory);
  try {
    return await openSync({ directory });
  } catch (error) {
    if (!(error instanceof SyncDirectoryError)) throw error;
    const { fault, message } = error;
    if (fault === 'in_use') {
      const help = 'use that one, or stop it with Ctrl-C where it runs';
      throw failure('DP8007', `a dialplan already runs in this directory: ${message}`, {
        help,
        cause: error,
      });
    }
    if (fault === 'damaged') {
      const help = `remove \`${shown}\` and reconcile again: it holds nothing that the plan does not say, except hand edits`;
      throw failure('DP8008', message, { help, cause: error });
    }
    throw failure(
      'DP8005',
      error.cause === undefined ? message : `\`${shown}\` cannot be written: ${reasonOf(error.cause)}`,
      { cause: error },
    );
  }
}

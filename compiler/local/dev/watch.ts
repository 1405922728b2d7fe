import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** Milliseconds after the first of some changes: an editor that saves by renaming makes several. */
const GATHERED = 40;

/** How often it is looked whether the directory is still the one that is watched, in milliseconds. */
const LOOK = 200;

/** What is generated beside a plan, or none of its business; the same folders that reading a plan leaves out. */
const ignored = (path: string, top: string): boolean =>
  path !== top && /^(\..*|node_modules|dist)$/.test(basename(path));

/** Who is told what. */
export interface Watching {
  /** Something changed; once for changes that come together. */
  readonly changed: () => void;
  /** The directory itself is gone. It is awaited, and `changed` is called when it is back. */
  readonly gone: () => void;
}

/**
 * Watches all below a directory, also when it vanishes and comes back: a branch without the plan is checked out, or
 * another directory takes its place. Resolves when it sees all.
 * @param directory absolute
 */
export async function watchPlan(
  directory: string,
  { changed, gone }: Watching,
): Promise<{ close(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  /** What is watched; undefined: nothing, or what is no longer there. */
  let watched = identity(directory);
  let isThere = true;
  let watcher = await watcherOf(directory, tell);
  let moving: Promise<void> | undefined;

  function tell(event: string, path: string): void {
    if (event === 'unlinkDir' && path === directory) watched = undefined;
    timer ??= setTimeout(() => {
      timer = undefined;
      // Of a directory that is gone all files are gone as well; that is said once, below.
      if (watched !== undefined && identity(directory) === watched) changed();
    }, GATHERED);
  }

  /** A watcher keeps to the directory that it was given, not to the name. */
  async function follow(): Promise<void> {
    const now = identity(directory);
    if (now === undefined && isThere) gone();
    isThere = now !== undefined;
    if (now === undefined) watched = undefined;
    if (now === watched) return;
    await watcher.close();
    watched = now;
    try {
      watcher = await watcherOf(directory, tell);
      tell('addDir', directory);
    } catch {
      // It went away again meanwhile, and is looked for the next time.
      watched = undefined;
    }
  }

  const looking = setInterval(() => {
    moving ??= follow().finally(() => {
      moving = undefined;
    });
  }, LOOK);
  return {
    async close() {
      clearInterval(looking);
      await moving;
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** Tells one directory from another of the same name, also if it has got the same place on the disk; undefined: there is none. */
function identity(directory: string): string | undefined {
  const stats = statSync(directory, { throwIfNoEntry: false });
  return stats?.isDirectory() ? `${stats.dev}:${stats.ino}:${stats.birthtimeMs}` : undefined;
}

async function watcherOf(directory: string, tell: (event: string, path: string) => void): Promise<FSWatcher> {
  const watcher = watch(directory, { ignoreInitial: true, ignored: (path) => ignored(path, directory) });
  watcher.on('all', (event, path) => tell(event, path));
  await new Promise<void>((settle, reject) => {
    watcher.once('ready', () => settle());
    watcher.once('error', reject);
  });
  // A watcher that stumbles later (a folder vanished while it was read) goes on with the rest.
  watcher.on('error', () => {});
  return watcher;
}

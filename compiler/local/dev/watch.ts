import { basename } from 'node:path';
import { watch } from 'chokidar';

/** Milliseconds after the first of some changes: an editor that saves by renaming makes several. */
const GATHERED = 40;

/** What is generated beside a plan, or none of its business; the same folders that reading a plan leaves out. */
const ignored = (path: string, top: string): boolean =>
  path !== top && /^(\..*|node_modules|dist)$/.test(basename(path));

/**
 * Calls back after every change below a directory, once for changes that come together. Resolves when it sees all.
 * @param directory absolute
 */
export async function watchPlan(directory: string, changed: () => void): Promise<{ close(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(directory, { ignoreInitial: true, ignored: (path) => ignored(path, directory) });
  watcher.on('all', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed();
    }, GATHERED);
  });
  await new Promise<void>((settle, reject) => {
    watcher.once('ready', () => settle());
    watcher.once('error', reject);
  });
  // A watcher that stumbles later (a folder vanished while it was read) goes on with the rest.
  watcher.on('error', () => {});
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

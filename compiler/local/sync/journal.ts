import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type Loaded, loadJournal, writeJournal, writeWhole } from './journal-file.ts';
import { snapshotSize, sweep } from './snapshot.ts';
import { applyChange, type Change, emptyState, type State } from './state.ts';

/**
 * The state on disk: a text file, a line of JSON for each request that changed something, each line the list of its
 * changes. Reading it is making them again. A line is written whole before its request is answered, so a crash can
 * only cut the last one short, and that request was never answered. When the file holds much more than the state, it
 * is written anew beside itself and renamed, which cannot be cut short.
 *
 * Appended lines are not forced to the disk: a crash of the process loses nothing, a power cut may lose the last second.
 */
export interface Journal {
  readonly state: State;
  /** Whether the last line had been cut short by a crash, and was dropped. */
  readonly torn: boolean;
  /** Keeps changes that are about to be made. Throws when the disk refuses; nothing is kept then. */
  append(changes: readonly Change[]): void;
  /** Writes the file anew if it has grown far beyond the state. Expired objects are dropped on the way. */
  tidy(now: number): void;
  close(): void;
}

/** Lines that a journal may hold beyond twice its state before it is written anew. */
const SLACK_LINES = 10_000;

/** Name of the journal in its directory. */
export const JOURNAL_FILE = 'journal.jsonl';

/** Opens the journal of a directory, or begins one. Throws `SyncDirectoryError`, fault `damaged`. */
export function openJournal(directory: string, now: number): Journal {
  const path = join(directory, JOURNAL_FILE);
  const loaded = loadJournal(path) ?? writeJournal(path, emptyState(now));
  const { state, torn } = loaded;
  let { lines, bytes } = loaded;
  let file = openSync(path, 'r+');
  let closed = false;
  bytes += mend(file, loaded);

  const tidy = (at: number): void => {
    if (closed || lines <= 2 * snapshotSize(state) + SLACK_LINES) return;
    for (const change of sweep(state, at)) applyChange(state, change);
    ({ lines, bytes } = writeJournal(path, state));
    closeSync(file);
    file = openSync(path, 'r+');
  };
  tidy(now);

  return {
    state,
    torn,
    tidy,
    append(changes) {
      if (closed) throw new Error('the journal is closed');
      const line = Buffer.from(`${JSON.stringify(changes)}\n`);
      try {
        writeWhole(file, line, bytes);
      } catch (cause) {
        ftruncateSync(file, bytes);
        throw cause;
      }
      bytes += line.length;
      lines += 1;
    },
    close() {
      if (!closed) closeSync(file);
      closed = true;
    },
  };
}

/** Cuts off a torn line, or ends an open one. Gives the bytes that were added. */
function mend(file: number, { torn, open, bytes }: Loaded): number {
  if (torn) ftruncateSync(file, bytes);
  return open ? writeWhole(file, Buffer.from('\n'), bytes) : 0;
}

import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { SyncDirectoryError } from './directory-error.ts';
import { snapshot } from './snapshot.ts';
import { applyChange, blankState, type Change, type State } from './state.ts';

/** First line of a journal. */
const HEAD = { journal: 'dialplan sync', format: 1 };

/** Bytes that are gathered before they are written. */
const CHUNK_BYTES = 1 << 20;

const NEWLINE = 10;

/** A journal as far as it could be read. */
export interface Loaded {
  readonly state: State;
  readonly lines: number;
  /** Length of what is whole: the file beyond it is a line that a crash cut short. */
  readonly bytes: number;
  readonly torn: boolean;
  /** Whether the last whole line lacks its line end. */
  readonly open: boolean;
}

/** Reads a journal; undefined when there is none yet. Throws `SyncDirectoryError`, fault `damaged`. */
export function loadJournal(path: string): Loaded | undefined {
  const text = read(path);
  if (!text || text.length === 0) return undefined;
  const state = blankState();
  let lines = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf(NEWLINE, start);
    const end = newline === -1 ? text.length : newline;
    lines += 1;
    const fault = readLine(state, text.toString('utf8', start, end), lines);
    if (fault !== undefined) {
      if (newline === -1 && fault === NOT_JSON && lines > 1) {
        return { state, lines: lines - 1, bytes: start, torn: true, open: false };
      }
      const help = 'Restore the file, or remove it to begin with an empty service';
      throw new SyncDirectoryError('damaged', `${path}:${lines}: ${fault}. ${help}`);
    }
    start = end + 1;
  }
  const open = text[text.length - 1] !== NEWLINE;
  return { state, lines, bytes: text.length, torn: false, open };
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

const NOT_JSON = 'the line is not JSON';

/** Does what a line says; a text says what is wrong with it. */
function readLine(state: State, text: string, line: number): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
  if (line === 1) return readHead(value);
  if (!Array.isArray(value)) return 'the line is not a list of changes';
  try {
    for (const change of value as readonly Change[]) applyChange(state, change);
    return undefined;
  } catch (cause) {
    return `the line does not fit those before it: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

function readHead(value: unknown): string | undefined {
  const { journal, format } = Object(value) as Partial<typeof HEAD>;
  if (journal !== HEAD.journal) return 'this is not a journal of the embedded Sync service';
  return format === HEAD.format ? undefined : `format ${format} is of another version of this program`;
}

/** Writes a state as a new journal in place of an old one: beside it first, then renamed. */
export function writeJournal(path: string, state: State): Loaded {
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  const file = openSync(fresh, 'w');
  let [lines, bytes, chunk] = [1, 0, `${JSON.stringify(HEAD)}\n`];
  const flush = (): void => {
    bytes += writeWhole(file, Buffer.from(chunk), bytes);
    chunk = '';
  };
  try {
    for (const change of snapshot(state)) {
      chunk += `${JSON.stringify([change])}\n`;
      lines += 1;
      if (chunk.length > CHUNK_BYTES) flush();
    }
    flush();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
  return { state, lines, bytes, torn: false, open: false };
}

/** Writes all bytes at a place of a file: the system may take them in parts. Gives how many. */
export function writeWhole(file: number, bytes: Buffer, position: number): number {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
  }
  return bytes.length;
}

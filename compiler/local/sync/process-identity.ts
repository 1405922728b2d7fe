import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the kernel started it, in ticks since the machine did (Linux only; elsewhere absent). */
  readonly ticks?: string;
}

/** This process. */
export function thisProcess(): ProcessIdentity {
  return identify(process.pid);
}

function identify(pid: number): ProcessIdentity {
  const ticks = statOf(pid)?.ticks;
  return ticks === undefined ? { pid } : { pid, ticks };
}

/** Fields 3 and 22 of /proc/<pid>/stat (proc(5)); the name before them may hold blanks and brackets. */
function statOf(pid: number): { readonly state?: string; readonly ticks?: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    return { ...(state !== undefined && { state }), ...(ticks !== undefined && { ticks }) };
  } catch {
    return undefined;
  }
}

/**
 * Whether the process that wrote this still runs. A number that was given anew since does not count, nor does a dead
 * process whose parent has not looked yet.
 */
export function isRunning({ pid, ticks }: ProcessIdentity): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    // EPERM: it runs, and belongs to somebody else.
    if ((cause as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const stat = statOf(pid);
  if (stat?.state === 'Z' || stat?.state === 'X') return false;
  return ticks === undefined || stat?.ticks === undefined || ticks === stat.ticks;
}

/** Reads an identity out of JSON. */
export function readIdentity(value: unknown): ProcessIdentity | undefined {
  const { pid, ticks } = Object(value) as Record<string, unknown>;
  if (typeof pid !== 'number') return undefined;
  return typeof ticks === 'string' ? { pid, ticks } : { pid };
}

import type { BUG_CODES } from '../diagnostics/codes/bug.ts';
import type { ENVIRONMENT_CODES } from '../diagnostics/codes/environment.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** The codes that the command line itself reports. */
export type FailureCode = (typeof ENVIRONMENT_CODES | typeof BUG_CODES)[number]['code'];

/** An effect that failed at the edge: thrown, because nothing that follows makes sense; shown as a diagnostic. */
export class Failure extends Error {
  readonly diagnostic: Diagnostic;
  readonly exit: ExitCode;

  constructor(diagnostic: Diagnostic, exit: ExitCode, cause?: unknown) {
    super(diagnostic.message, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.diagnostic = diagnostic;
    this.exit = exit;
  }
}

/** What a failure says beside its message. */
interface Particulars {
  readonly help?: string;
  readonly why?: string;
  readonly exit?: ExitCode;
  readonly cause?: unknown;
}

/** A failure with its diagnostic; it ends with 3, could not do the work, unless told otherwise. */
export function failure(code: FailureCode, message: string, particulars: Particulars = {}): Failure {
  const { help, why, exit = EXIT.failed, cause } = particulars;
  const words = { ...(why === undefined ? {} : { why }), ...(help === undefined ? {} : { help }) };
  return new Failure({ code, severity: 'error', message, related: [], ...words }, exit, cause);
}

/** The system's reasons in words. Others keep the name that the system gives them. */
const reasons: { readonly [code: string]: string } = {
  EACCES: 'there is no permission',
  EPERM: 'there is no permission',
  EROFS: 'the file system is read-only',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is no directory',
  EISDIR: 'it is a directory',
  ELOOP: 'a symbolic link leads in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EMFILE: 'too many files are open',
  EBUSY: 'it is in use',
  EIO: 'the disk reported an error',
};

/** The system's code of an error; undefined: it comes from no system call. */
export function systemCode(error: unknown): string | undefined {
  const { code, syscall } = Object(error) as { code?: unknown; syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string' ? code : undefined;
}

/** Why a system call failed, in words. */
export const reasonOf = (error: unknown): string => {
  const code = systemCode(error);
  return code === undefined ? String(error) : (reasons[code] ?? `the system says ${code}`);
};

/** Runs a read; a refusal of the system becomes DP8004 and names the file. */
export function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw failure('DP8004', `\`${file}\` cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** Runs a write; a refusal of the system becomes DP8005 and names the file. */
export function writing<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw failure('DP8005', `\`${file}\` cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/** Any error as a failure: what the system refused (DP8004), else a bug of ours (DP9001). */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { path } = Object(error) as { path?: unknown };
  if (systemCode(error) !== undefined) {
    const what = typeof path === 'string' ? `\`${path}\` cannot be used` : 'the system refused';
    return failure('DP8004', `${what}: ${reasonOf(error)}`, { cause: error });
  }
  const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return failure('DP9001', `dialplan itself has failed: ${message}`, {
    help: 'please report this, with the plan if you can; DIALPLAN_DEBUG=1 shows where it happened',
    cause: error,
  });
}

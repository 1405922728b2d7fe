/** What a command ends with, so that scripts and CI can tell the cases apart. */
export const EXIT = {
  clean: 0,
  /** Problems in the plan. */
  problems: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The work could not be done: a file, the network, credentials, a bug. */
  failed: 3,
  /** `diff`: changes or drift. */
  changes: 4,
  /** A guard, a stale plan or hand edits stood in the way; nothing was changed. */
  refused: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Of several plans the worst counts: what could not be done, then refusals, problems, changes. */
const severity: readonly ExitCode[] = [
  EXIT.clean,
  EXIT.changes,
  EXIT.problems,
  EXIT.refused,
  EXIT.failed,
  EXIT.usage,
];

/** The exit code of several pieces of work done one after another. */
export const worst = (codes: readonly ExitCode[]): ExitCode =>
  codes.reduce((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a), EXIT.clean);

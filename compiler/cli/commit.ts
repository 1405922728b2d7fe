import { execFile } from 'node:child_process';

const git = (directory: string, args: readonly string[]): Promise<string | undefined> =>
  new Promise((settle) => {
    execFile('git', ['-C', directory, ...args], { timeout: 3_000 }, (error, stdout) =>
      settle(error === null ? stdout.trim() : undefined),
    );
  });

/** The commit that a directory is at, with `+` when the directory has changes of its own; null: no git there. */
export async function commitOf(directory: string): Promise<string | null> {
  const [commit, changes] = await Promise.all([
    git(directory, ['rev-parse', '--short=12', 'HEAD']),
    git(directory, ['status', '--porcelain', '--', '.']),
  ]);
  if (commit === undefined || commit === '') return null;
  return changes === '' ? commit : `${commit}+`;
}

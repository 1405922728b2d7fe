import { existsSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import type { Io } from './io.ts';
import { packageRoot } from './package-root.ts';
import { shownDirectory } from './plan-files.ts';
import { quoted } from './shell-word.ts';

/**
 * How `dialplan` is called where this process was: by its name if a shell finds it, through npx where it is installed in a
 * project, else by its file.
 */
export function howToCall(io: Pick<Io, 'cwd' | 'env'>): string {
  // npm and npx add these folders for what they start, not for the shell that somebody types into.
  const places = (io.env.PATH ?? '').split(delimiter).filter((place) => basename(place) !== '.bin');
  const names = ['dialplan', 'dialplan.cmd'];
  if (places.some((place) => place !== '' && names.some((name) => existsSync(join(place, name)))))
    return 'dialplan';
  const root = packageRoot();
  if (basename(dirname(root)) === 'node_modules') return 'npx dialplan';
  return `node ${quoted(shownDirectory(join(root, 'build/dialplan.js'), io.cwd))}`;
}

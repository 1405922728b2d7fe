import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { run, workplace } from './run-main.ts';

/** The directory of the test that runs: each has one of its own. */
export let place: ReturnType<typeof workplace>;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.away());

/** One command line in that directory. */
export const dialplan = (...args: string[]) => run(place.cwd, args);

/** Changes a file of the plan in it. */
export const edit = (file: string, change: (text: string) => string): void => {
  const path = join(place.plan, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};

import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { MAIN_FILE } from './plan-directories.ts';

/** What a plan is called, and its Sync service as far as it can be told. */
export interface PlanIdentity {
  readonly plan: string;
  readonly service?: string;
}

/**
 * Tells the name of a plan and of its service without reading the plan as YAML: going back to the last release must
 * work while the plan on disk is broken. What is no directory is taken for the name itself.
 */
export function planIdentity(named: string, cwd: string): PlanIdentity {
  const directory = resolve(cwd, named);
  const isDirectory = statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isDirectory) return { plan: named };
  const file = join(directory, MAIN_FILE);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const plan = /^name:\s*["']?([a-z][a-z0-9_]*)/m.exec(text)?.[1] ?? basename(directory);
  // Inline (`sync: {service: x}`) or on lines of its own.
  const service =
    /^sync:\s*(?:\{[^}\n]*?|(?:#.*)?(?:\r?\n[ \t]+.*)*?\r?\n[ \t]+)\bservice:\s*["']?([\w.-]+)/m.exec(
      text,
    )?.[1];
  return service === undefined ? { plan } : { plan, service };
}

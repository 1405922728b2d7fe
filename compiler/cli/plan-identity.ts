import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { MAIN_FILE } from './plan-directories.ts';

/** What a plan is called, and its Sync service as far as it can be told. */
export interface PlanIdentity {
  readonly plan: string;
  readonly service?: string;
  /** Unique name of the map of live state, where the plan gives it one. */
  readonly stateMap?: string;
}

/** A key of `sync:`, inline (`sync: {service: x}`) or on a line of its own. */
const inSync = (text: string, key: string): string | undefined =>
  new RegExp(
    `^sync:\\s*(?:\\{[^}\\n]*?|(?:#.*)?(?:\\r?\\n[ \\t]+.*)*?\\r?\\n[ \\t]+)\\b${key}:\\s*["']?([\\w.-]+)`,
    'm',
  ).exec(text)?.[1];

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
  const service = inSync(text, 'service');
  const stateMap = inSync(text, 'state_map');
  return { plan, ...(service && { service }), ...(stateMap && { stateMap }) };
}

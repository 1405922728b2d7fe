import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { didYouMean } from '../diagnostics/suggest.ts';
import { stateMapName } from '../model/desired.ts';
import { compilePlan } from './compiled-plan.ts';
import { STATE_DIRECTORY } from './embedded.ts';
import { readVariables } from './environment-file.ts';
import { EXIT } from './exit-code.ts';
import { failure } from './failure.ts';
import type { Io } from './io.ts';
import { planDirectories, plansIn } from './plan-directories.ts';
import { shownDirectory } from './plan-files.ts';
import { type PlanIdentity, planIdentity } from './plan-identity.ts';
import { refuseTwins } from './plan-twins.ts';

/** A plan by name, and where it lives. */
export interface NamedPlace {
  readonly plan: string;
  readonly service: string;
  /** Unique name of the map of live state. */
  readonly stateMap: string;
  /** What may have been meant, where no directory was named but a word; absent: a directory was. */
  readonly otherwise?: string;
}

/**
 * The plans that `status` and `rollback` mean. Neither needs the plan itself, only its names: from its files as far as
 * they can be read, from SYNC_SERVICE_NAME, from `--service`, or from the only service that this directory keeps.
 */
export function namedPlaces(
  io: Io,
  named: readonly string[],
  environment: string | undefined,
  service: string | undefined,
): readonly NamedPlace[] {
  const all = named.length > 0 ? named.flatMap((name) => meant(name, io.cwd)) : planDirectories([], io.cwd);
  const { SYNC_SERVICE_NAME, SYNC_SERVICE_SID } = readVariables(io, environment);
  const identities = all.map((name) => ({ name, identity: planIdentity(name, io.cwd) }));
  refuseTwins(
    identities.map(({ name, identity }) => ({ name: identity.plan, directory: name, place: name })),
  );
  return identities.map(({ name, identity }) => {
    const otherwise = isDirectory(name, io.cwd) ? undefined : plansToName(name, io.cwd);
    const told = service ?? SYNC_SERVICE_NAME ?? identity.service ?? compiledService(io, name, environment);
    const only = environment === undefined ? onlyState(io.cwd) : SYNC_SERVICE_SID;
    const { plan, stateMap = stateMapName(plan) } = identity;
    return {
      plan,
      service: told ?? only ?? unknownService(identity, otherwise),
      stateMap,
      ...(otherwise === undefined ? {} : { otherwise }),
    };
  });
}

/** What is no directory is taken for the name of a plan. */
const meant = (name: string, cwd: string): readonly string[] => {
  if (!isDirectory(name, cwd)) return [name];
  const plans = plansIn(resolve(cwd, name), cwd);
  return plans.length > 1 ? plans : [name];
};

const isDirectory = (name: string, cwd: string): boolean =>
  statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isDirectory() === true;

/** The name that the whole plan gives, where a look at its main file is not enough and the plan is not broken. */
function compiledService(io: Io, name: string, environment: string | undefined): string | undefined {
  try {
    const [directory] = planDirectories([name], io.cwd);
    return directory && compilePlan(io, directory, environment).made?.artifacts.items.service;
  } catch {
    return undefined;
  }
}

function onlyState(cwd: string): string | undefined {
  const directory = join(cwd, STATE_DIRECTORY);
  const [first, ...others] = existsSync(directory)
    ? readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return first !== undefined && others.length === 0 ? decodeURIComponent(first.name) : undefined;
}

/** For a word that is no directory: the plans that this directory knows. */
function plansToName(word: string, cwd: string): string {
  const known = plansHere(cwd);
  if (known.length === 0) return 'name the directory of a plan, or a plan that has been released there';
  const names = known.map((directory) => planIdentity(directory, cwd).plan);
  const all = known.map((directory) => `\`${shownDirectory(directory, cwd)}\``).join(', ');
  return didYouMean(word, names) ?? `the plans here are ${all}`;
}

/** The plans that a command means to which none is named. */
function plansHere(cwd: string): readonly string[] {
  try {
    return planDirectories([], cwd);
  } catch {
    return [];
  }
}

function unknownService({ plan }: PlanIdentity, otherwise: string | undefined): never {
  if (otherwise !== undefined) {
    throw failure(
      'DP8003',
      `\`${plan}\` is no directory of a plan, and it cannot be told in which Sync service a plan of that name lives`,
      { help: `${otherwise}; or name the service: --service <friendly name>`, exit: EXIT.usage },
    );
  }
  throw failure('DP8003', `it cannot be told in which Sync service \`${plan}\` lives`, {
    help: 'name it: --service <friendly name>',
    exit: EXIT.usage,
  });
}

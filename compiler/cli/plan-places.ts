import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stateMapName } from '../model/desired.ts';
import { compilePlan } from './compiled-plan.ts';
import { STATE_DIRECTORY } from './embedded.ts';
import { readVariables } from './environment-file.ts';
import { EXIT } from './exit-code.ts';
import { failure } from './failure.ts';
import type { Io } from './io.ts';
import { planDirectories, plansIn } from './plan-directories.ts';
import { type PlanIdentity, planIdentity } from './plan-identity.ts';
import { refuseTwins } from './plan-twins.ts';

/** A plan by name, and where it lives. */
export interface NamedPlace {
  readonly plan: string;
  readonly service: string;
  /** Unique name of the map of live state. */
  readonly stateMap: string;
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
    const told = service ?? SYNC_SERVICE_NAME ?? identity.service ?? compiledService(io, name, environment);
    const only = environment === undefined ? onlyState(io.cwd) : SYNC_SERVICE_SID;
    const { plan, stateMap = stateMapName(plan) } = identity;
    return { plan, service: told ?? only ?? unknownService(identity), stateMap };
  });
}

/** What is no directory is taken for the name of a plan. */
const meant = (name: string, cwd: string): readonly string[] => {
  const path = resolve(cwd, name);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [name];
  const plans = plansIn(path, cwd);
  return plans.length > 1 ? plans : [name];
};

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

function unknownService({ plan }: PlanIdentity): never {
  throw failure('DP8003', `it cannot be told in which Sync service \`${plan}\` lives`, {
    help: 'name it: --service <friendly name>',
    exit: EXIT.usage,
  });
}

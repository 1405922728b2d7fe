import type { Bundle, Program } from '../../runtime/program.ts';
import { compile } from '../compile.ts';
import type { Artifacts } from '../model/artifacts.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { Locator, Source } from '../model/source.ts';
import type { Written } from '../model/written.ts';
import type { PlanNames } from '../validate/plan-names.ts';
import { planVariables, readVariables } from './environment-file.ts';
import type { Io } from './io.ts';
import { planDirectories } from './plan-directories.ts';
import { readPlanFiles } from './plan-files.ts';
import { type PlaceOfName, refuseTwins } from './plan-twins.ts';
import { readRuntimeFiles } from './runtime-files.ts';

/** A plan, read and compiled as far as it goes. */
export interface CompiledPlan {
  /** Absolute. */
  readonly directory: string;
  /** As people see it. */
  readonly shown: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly locator: Locator;
  /** How many files were read. */
  readonly files: number;
  /** What the plan calls itself, and where it says so; absent: it does not. */
  readonly name?: Written<string>;
  readonly environments: readonly string[];
  /** The names that the plan gives; absent: a file could not be read. */
  readonly names?: PlanNames;
  /** Absent when the plan has an error. */
  readonly made?: Made;
}

/** What a plan without errors becomes. */
export interface Made {
  readonly plan: Plan;
  readonly program: Program;
  readonly bundle: Bundle;
  readonly artifacts: Artifacts;
}

/** What a command wants of a plan: only its items, which is quicker, or the whole project. */
export type Wanted = 'items' | 'project';

/** Reads and compiles one plan. Throws a `Failure` for what cannot be read. */
export function compilePlan(
  io: Pick<Io, 'cwd' | 'env' | 'now'>,
  directory: string,
  environment?: string,
  wanted: Wanted = 'items',
): CompiledPlan {
  const { sources, problems } = readPlanFiles(directory, io.cwd);
  const variables = planVariables(readVariables(io, environment));
  const options = {
    variables,
    now: io.now(),
    ...(wanted === 'project' ? { files: readRuntimeFiles() } : {}),
    ...(environment === undefined ? {} : { environment }),
  };
  const compiled = compile(sources, options);
  const { diagnostics, locator, name, environments, names, plan, program, bundle, artifacts } = compiled;
  // A table that the plan does not name is none of its files.
  const isRead = ({ file }: Source): boolean => locator.span({ file, path: [] }) !== undefined;
  const whole =
    plan !== undefined && program !== undefined && bundle !== undefined && artifacts !== undefined;
  return {
    directory,
    shown: sources.directory,
    diagnostics: [...problems, ...diagnostics],
    locator,
    files: sources.sources.filter(isRead).length + problems.length,
    environments,
    ...(name === undefined ? {} : { name }),
    ...(names === undefined || problems.length > 0 ? {} : { names }),
    ...(whole && problems.length === 0 ? { made: { plan, program, bundle, artifacts } } : {}),
  };
}

/** Reads and compiles every plan that a command means. Throws a `Failure` (DP8020) where two have one name. */
export function compilePlans(
  io: Io,
  named: readonly string[],
  environment?: string,
  wanted: Wanted = 'items',
): readonly CompiledPlan[] {
  const plans = planDirectories(named, io.cwd).map((directory) =>
    compilePlan(io, directory, environment, wanted),
  );
  refuseTwins(plans.flatMap((plan) => (plan.name === undefined ? [] : [placeOf(plan, plan.name)])));
  return plans;
}

function placeOf({ locator, shown }: CompiledPlan, { value, origin }: Written<string>): PlaceOfName {
  const line = locator.span(origin)?.start.line;
  return {
    name: value,
    directory: shown,
    place: line === undefined ? origin.file : `${origin.file}:${line}`,
  };
}

import type { Bundle, Program } from '../runtime/program.ts';
import { analyse } from './analyse/analyse.ts';
import { arrange } from './diagnostics/place.ts';
import { emit } from './emit/emit.ts';
import { lower } from './lower/lower.ts';
import type { Artifacts, RuntimeFiles } from './model/artifacts.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Plan } from './model/plan.ts';
import type { Locator, Sources } from './model/source.ts';
import type { Written } from './model/written.ts';
import { parse } from './parse/parse.ts';
import { type PlanNames, planNames } from './validate/plan-names.ts';
import { validate } from './validate/validate.ts';

/** For what a plan is compiled, and with what. */
export interface CompileOptions {
  /** An environment of the plan; absent: none. */
  readonly environment?: string;
  /** Values of variables that win over the plan's. */
  readonly variables: { readonly [name: string]: string };
  /** The present, milliseconds since 1970; absent: nothing is said of dates that have passed. */
  readonly now?: number;
  /** The shipped runtime; absent: items are made, but no project. */
  readonly files?: RuntimeFiles;
}

/** What became of a plan, as far as it went. */
export interface Compiled {
  /** Of all phases, sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly locator: Locator;
  /** What the plan calls itself, right or wrong otherwise. */
  readonly name?: Written<string>;
  /** The environments of the plan, in the order of the files. */
  readonly environments: readonly string[];
  /** The names that the plan gives, for editors; absent: a file could not be read. */
  readonly names?: PlanNames;
  /** The rest is there when no error was found. */
  readonly plan?: Plan;
  readonly program?: Program;
  readonly bundle?: Bundle;
  readonly artifacts?: Artifacts;
}

/** The pipeline: parse, validate, analyse, lower, emit. Pure; mistakes of all phases are gathered. */
export function compile(sources: Sources, options: CompileOptions): Compiled {
  const { documents, diagnostics: textual } = parse(sources.sources, sources.directory);
  const { plan: written, diagnostics: shape } = validate(documents, sources.directory);
  const names = planNames(written);
  const { name } = written.settings;
  const seen = {
    locator: documents,
    environments: written.environments.map((environment) => environment.name),
    ...(name === undefined ? {} : { name }),
    ...(names === undefined ? {} : { names }),
  };
  const analysed = analyse(written, { ...options, assets: sources.assets });
  const found = [...textual, ...shape, ...analysed.diagnostics];
  if (!analysed.ok || found.some(({ severity }) => severity === 'error')) {
    return { diagnostics: arrange(found, documents), ...seen };
  }
  const plan = analysed.value;
  const { program, bundle, assets, originOf } = lower(plan);
  const emitted = emit({
    program,
    bundle,
    cacheSeconds: plan.settings.cacheSeconds,
    assets,
    originOf,
    ...(options.files === undefined ? {} : { files: options.files }),
  });
  const diagnostics = arrange([...found, ...emitted.diagnostics], documents);
  return emitted.ok
    ? { diagnostics, ...seen, plan, program, bundle, artifacts: emitted.value }
    : { diagnostics, ...seen, plan, program, bundle };
}

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlanNames } from '../validate/plan-names.ts';
import { planSchema } from '../validate/published-schema.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { STATE_DIRECTORY } from './embedded.ts';
import { Failure, writing } from './failure.ts';
import type { Io } from './io.ts';
import { planIdentity } from './plan-identity.ts';
import { say } from './present.ts';

/** The schema of one plan, from the plan's directory: what its YAML files name in their first line. */
export const planSchemaFile = (plan: string): string => `${STATE_DIRECTORY}/${plan}.schema.json`;

/**
 * Writes the schema with the plan's own names below the plan's directory, for editors, in one move; nothing where it is
 * there already. DP8005: it cannot be written.
 * @param directory absolute
 */
export function writePlanSchema(directory: string, plan: string, names: PlanNames): void {
  const path = join(directory, planSchemaFile(plan));
  const text = `${JSON.stringify(planSchema(names), null, 1)}\n`;
  writing(path, () => {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.new-${process.pid}`;
    writeFileSync(fresh, text);
    renameSync(fresh, path);
  });
}

/**
 * Does so for a plan that was just read, with mistakes or without. A file of it that could not be read may hold any name,
 * so then the schema from before stays. Completion is a comfort: where it cannot be written, that is said, and no more.
 */
export function notePlanSchema(io: Io, { directory, names }: CompiledPlan): void {
  if (names === undefined) return;
  try {
    writePlanSchema(directory, planIdentity(directory, io.cwd).plan, names);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(io, `editors do not know the names of the plan: ${error.diagnostic.message}`);
  }
}

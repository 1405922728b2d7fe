import type { Artifacts, RuntimeFiles } from '../../../compiler/model/artifacts.ts';
import type { DesiredItems } from '../../../compiler/model/desired.ts';
import type { Bundle, Program } from '../../../runtime/program.ts';
import { compileRandom } from '../agreement/agreement.ts';
import { randomPlan } from '../agreement/random-plan.ts';
import { compilePlan } from '../harness.ts';
import { planIn } from '../plan-in.ts';

/** The plans that are shot at. */

export interface FuzzedPlan {
  readonly name: string;
  readonly program: Program;
  readonly bundle: Bundle;
  readonly items: DesiredItems;
  readonly artifacts: Artifacts;
}

const SHIPPED = { runtime: '//', classify: '//' };

/** A plan of the repository, as one of its environments has it. */
export function examplePlan(name: string, environment: string, files: RuntimeFiles = SHIPPED): FuzzedPlan {
  const { text, assets } = planIn(`dialplan/${name}`);
  const { program, bundle, artifacts } = compilePlan(text, {
    assets,
    environment,
    files,
    directory: `dialplan/${name}`,
  });
  if (program === undefined || bundle === undefined || artifacts === undefined)
    throw new Error(`${name} does not compile`);
  return { name: `${name} (${environment})`, program, bundle, artifacts, items: artifacts.items };
}

/** The first random plans from a seed on that compile. */
export function randomPlans(seed: number, count: number): readonly FuzzedPlan[] {
  const found: FuzzedPlan[] = [];
  for (let next = seed; found.length < count; next += 1) {
    const plan = compileRandom(randomPlan(next));
    if (!('program' in plan)) continue;
    const { program, bundle, artifacts } = plan;
    found.push({ name: `random ${next}`, program, bundle, artifacts, items: artifacts.items });
  }
  return found;
}

/** A plan whose mailboxes tell somebody on this machine. */
export function telling(plan: FuzzedPlan, url: string): FuzzedPlan {
  const change = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(/"(webhook|notify)":"https:[^"]*"/g, `"$1":"${url}"`)) as T;
  return { ...plan, program: change(plan.program), items: change(plan.items) };
}

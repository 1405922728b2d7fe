import type { Diagnostic } from '../model/diagnostic.ts';
import type { NamedPlace } from './plan-places.ts';

/** Of a word that is no directory, and no plan that was released (DP6019), it says so; all other problems stay as they are. */
export function orNoSuchPlan(problem: Diagnostic, { plan, service, otherwise }: NamedPlace): Diagnostic {
  if (problem.code !== 'DP6019' || otherwise === undefined) return problem;
  return {
    ...problem,
    message: `\`${plan}\` is no directory of a plan, and no plan of that name is released in the Sync service \`${service}\``,
    help: otherwise,
  };
}

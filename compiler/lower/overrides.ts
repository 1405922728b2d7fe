import type { Override } from '../../runtime/override.ts';
import type { NodeId, Program } from '../../runtime/program.ts';
import type { Plan, PlanOverride } from '../model/plan.ts';

function lowerOverride({ by, ends, states, forces, was }: PlanOverride): Override {
  return {
    by,
    forces: Object.fromEntries(forces),
    ...(ends === undefined ? {} : { ends }),
    ...(states === undefined ? {} : { states }),
    ...(was === undefined ? {} : { was }),
  };
}

/** The overrides; whether one is on is no part of a program. */
export const lowerOverrides = ({ overrides }: Plan): Program['overrides'] =>
  Object.fromEntries([...overrides].map(([id, override]) => [id, lowerOverride(override)]));

/** Which overrides force a schedule, in the order of the plan. */
export const forcing = ({ overrides }: Plan, schedule: NodeId): readonly NodeId[] =>
  [...overrides.values()].filter(({ forces }) => forces.has(schedule)).map(({ id }) => id);

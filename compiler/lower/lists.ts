import type { CallerList, Program } from '../../runtime/program.ts';
import { byCodeUnit } from '../model/desired.ts';
import type { Plan, PlanList } from '../model/plan.ts';

/** A list as the runtime asks it: numbers by key, beginnings in a row, the longest first. */
function lowerList({ numbers, beginnings, withheld }: PlanList): CallerList {
  const prefixes = [...beginnings.keys()].sort((a, b) => b.length - a.length || byCodeUnit(a, b));
  const said = [...prefixes.map((each) => [each, beginnings.get(each)]), ['withheld', withheld]];
  const values = said.filter(([, value]) => typeof value === 'string');
  return {
    numbers: Object.fromEntries(numbers),
    prefixes,
    withheld: withheld !== undefined,
    ...(values.length === 0 ? {} : { values: Object.fromEntries(values) }),
  };
}

/** The lists of callers that routes ask. */
export const lowerLists = ({ lists }: Plan): Program['lists'] =>
  Object.fromEntries([...lists].map(([id, list]) => [id, lowerList(list)]));

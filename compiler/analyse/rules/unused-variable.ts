import { below, keyOf, type PlanNumber } from '../../model/plan.ts';
import type { WrittenPlan } from '../../model/written.ts';
import { holesOf } from '../prompt-holes.ts';
import type { Rule } from '../rule.ts';

const HOLE = /\{\{([a-z][a-z0-9_]*)\}\}/g;

/** The variables in names of destinations: `to: "{{queue}}_queue"`. */
function inDestinations({ numbers }: WrittenPlan): readonly string[] {
  return numbers.flatMap(({ value }) => {
    const to = typeof value === 'object' && 'to' in value ? value.to : value;
    return typeof to === 'string' && to.includes('{{')
      ? [...to.matchAll(HOLE)].map(([, name = '']) => name)
      : [];
  });
}

/** DP4044: a variable of the numbers is said somewhere, or part of a name. */
export const unusedVariable: Rule = ({ plan, graph, written, report }) => {
  const given = new Map<string, PlanNumber[]>();
  for (const number of plan.numbers) {
    for (const name of Object.keys(number.vars ?? {})) {
      const known = given.get(name);
      if (known === undefined) given.set(name, [number]);
      else known.push(number);
    }
  }
  const partial = written.broken.length + written.unread.length > 0;
  if (given.size === 0 || partial || plan.numbers.some(({ to }) => to.kind === 'unknown')) return;
  const used = new Set([
    ...inDestinations(written),
    ...graph.nodes.flatMap((node) => holesOf(node).map(({ name }) => name)),
  ]);
  for (const [name, numbers] of given) {
    const [first] = numbers;
    if (first === undefined || used.has(name)) continue;
    report(
      'DP4044',
      {
        message: `nothing says \`{{${name}}}\`, which ${numbers.length === 1 ? first.number : `${numbers.length} numbers`} would give`,
        origin: keyOf(below(first.origin, 'vars', name)),
        label: 'not used',
        why: 'perhaps words that shall differ by number say the same to everybody',
        help: `say \`{{${name}}}\` in a prompt, or take it out`,
      },
      name,
    );
  }
};

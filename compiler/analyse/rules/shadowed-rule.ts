import type { PlanRule } from '../../model/plan.ts';
import { clash, implies } from '../implication.ts';
import type { Rule } from '../rule.ts';

/** A rule whose conditions are known. */
type Whole = Required<PlanRule>;

const isWhole = (rule: PlanRule): rule is Whole => rule.when !== undefined;

const conditionsOf = ({ when }: Whole) => when.map(({ condition }) => condition);

/** Whether every call that reaches `later` would have been taken by `earlier`. */
function shadows(earlier: Whole, later: Whole): boolean {
  const given = conditionsOf(later);
  return conditionsOf(earlier).every((each) => implies(given, each));
}

/** DP4035: every rule can be reached: no rule before holds whenever it does. */
export const shadowedRule: Rule = ({ graph, report }) => {
  for (const { title, facts } of graph.nodes) {
    const rules = (facts.rules ?? []).filter(isWhole);
    for (const [i, later] of rules.entries()) {
      if (clash(conditionsOf(later)) !== undefined) continue;
      const earlier = rules.slice(0, i).find((each) => shadows(each, later));
      if (earlier === undefined) continue;
      const always = earlier.when.length === 0;
      report('DP4035', {
        message: always
          ? `a rule of ${title} stands behind \`otherwise\`, so no call reaches it`
          : `a rule of ${title} is never reached: a rule before it holds whenever it does`,
        origin: later.origin,
        label: 'never decides',
        related: [{ origin: earlier.origin, text: always ? 'takes every call' : 'takes all of its calls' }],
        why: 'its callers go where the earlier rule sends them',
        help: always ? 'move it before `otherwise`' : 'move it before the other rule, or take it out',
      });
    }
  }
};

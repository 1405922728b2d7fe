import type { Condition } from '../../../runtime/condition.ts';
import type { PlanCondition, PlanNode } from '../../model/plan.ts';
import { clash } from '../implication.ts';
import { leftOutNumbers } from '../left-numbers.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** DP4036: conditions of a rule can hold together, and numbers that they ask for are numbers of the plan. */
export const ruleNeverHolds: Rule = (context) => {
  for (const node of context.graph.nodes) {
    for (const { when = [] } of node.facts.rules ?? []) {
      tellClash(node, when, context);
      for (const each of when) tellNumbers(node, each, context);
    }
  }
};

function tellClash({ title }: PlanNode, when: readonly PlanCondition[], { report }: RuleContext): void {
  const [i, j] = clash(when.map(({ condition }) => condition)) ?? [];
  const first = i === undefined ? undefined : when[i];
  const second = j === undefined ? undefined : when[j];
  if (first === undefined || second === undefined) return;
  report('DP4036', {
    message: `a rule of ${title} can never hold: its conditions exclude one another`,
    origin: second.origin,
    label: 'never together with the other',
    related: [{ origin: first.origin, text: 'the other' }],
    why: 'its callers go where a later rule sends them',
    help: 'take one of the two out, or write two rules',
  });
}

const numbersIn = (condition: Condition): readonly string[] =>
  condition.is === 'number'
    ? condition.numbers
    : condition.is === 'unless'
      ? condition.of.flatMap(numbersIn)
      : [];

function tellNumbers({ title }: PlanNode, { condition, origin }: PlanCondition, context: RuleContext): void {
  const asked = numbersIn(condition);
  if (asked.length === 0 || context.left.setting('number_files')) return;
  const { plan, written, suggestions, report } = context;
  const leftOut = leftOutNumbers(written, plan.settings.numbering);
  const missing = asked.find(
    (number) => !plan.numbers.some((each) => each.number === number) && !leftOut(number),
  );
  if (missing === undefined) return;
  report('DP4036', {
    message: `a rule of ${title} asks for ${missing}, but the plan has no such number`,
    origin,
    label: 'not in `numbers`',
    why: 'no call to it ever arrives here',
    help:
      suggestions.for(missing, () => plan.numbers.map(({ number }) => number)) ??
      'name numbers that stand in `numbers`',
  });
}

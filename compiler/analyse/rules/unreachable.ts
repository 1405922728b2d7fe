import type { PlanNode } from '../../model/plan.ts';
import type { WrittenPlan } from '../../model/written.ts';
import { isPartial } from '../partial.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** The names that numbers lead to, also of a number that another entry has won. */
function namedByNumbers({ numbers }: WrittenPlan): ReadonlySet<string> {
  return new Set(
    numbers.flatMap(({ value }) => {
      const to = typeof value === 'object' && 'to' in value ? value.to : value;
      return typeof to === 'string' ? [`\`${to}\``] : [];
    }),
  );
}

/** Everything that some call gets to: by a number, by digits, by a policy, by a webhook, and on from there. */
function reached({ plan, graph }: RuleContext): ReadonlySet<PlanNode> {
  const { transfer } = plan.settings.unmapped;
  const found = new Set([
    ...graph.roots.flatMap(({ to }) => graph.at(to) ?? []),
    ...[graph.at(transfer.value)].filter((node) => node !== undefined),
    ...graph.nodes.filter(({ facts }) => facts.callable),
  ]);
  for (const node of found) for (const { to } of graph.ways(node)) found.add(to);
  return found;
}

/** DP4042: every place of the plan is reached by some call. A plan without numbers is not begun yet. */
export const unreachable: Rule = (context) => {
  const { plan, graph, written, report } = context;
  if (plan.numbers.length === 0 || isPartial(context)) return;
  const found = reached(context);
  let named: ReadonlySet<string> | undefined;
  for (const node of plan.nodes.values()) {
    if (found.has(node)) continue;
    named ??= namedByNumbers(written);
    if (named.has(node.title)) continue;
    report('DP4042', {
      message: `no call gets to ${node.title}`,
      origin: { ...node.origin, part: 'key' },
      label: 'nothing leads here',
      why: 'what stands here is never heard; perhaps a line that named it was lost in an edit',
      help: `name ${node.title} where callers shall get to it, or take it out`,
    });
  }
  for (const node of found) {
    const { calls } = node.facts;
    const call = node.exits.find(({ label }) => label === calls);
    const after = node.exits.find(({ label }) => label === 'then');
    const called = call && graph.at(call.to);
    if (calls === undefined || after === undefined || called === undefined || graph.returns(called)) continue;
    report('DP4042', {
      message: `no call gets to the \`then\` of ${node.title}: ${called.title} never says \`return\``,
      origin: after.origin,
      label: 'nothing leads here',
      related: [{ origin: called.origin, text: 'the menu' }],
      why: 'callers go where the menu sends them, and stay there',
      help: 'write `return` in the menu where a call shall come back, or take `then` out',
    });
  }
};

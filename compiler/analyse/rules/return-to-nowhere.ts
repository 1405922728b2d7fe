import type { Exit, PlanNode } from '../../model/plan.ts';
import type { Graph } from '../graph.ts';
import { isPartial } from '../partial.ts';
import type { Rule } from '../rule.ts';

const isReturn = ({ to }: Exit): boolean => to.kind === 'built_in' && to.name === 'return';

/** What calls get to outside every step: nothing is there to go back to. */
function outsideSteps(graph: Graph, roots: readonly PlanNode[]): ReadonlySet<PlanNode> {
  const found = new Set(roots);
  for (const node of found) {
    for (const exit of node.exits) {
      const way = exit.label === node.facts.calls ? undefined : graph.way(node, exit);
      if (way !== undefined) found.add(way.to);
    }
    for (const { to } of graph.dialled(node)) found.add(to);
  }
  return found;
}

/** What calls get to from the menus that steps ask. */
function insideSteps(graph: Graph, steps: readonly Step[]): ReadonlySet<PlanNode> {
  const found = new Set(steps.map(({ called }) => called));
  for (const node of found) for (const { to } of graph.ways(node)) found.add(to);
  return found;
}

interface Step {
  readonly node: PlanNode;
  readonly called: PlanNode;
}

/** DP3052: `return` stands where a step has called. DP4003: and that step says what follows. */
export const returnToNowhere: Rule = (context) => {
  const { graph, report } = context;
  const returning = graph.nodes.filter(({ exits }) => exits.some(isReturn));
  if (returning.length === 0) return;
  const steps = graph.nodes.flatMap((node): Step[] => {
    const call = node.exits.find(({ label }) => label === node.facts.calls);
    const called = call && graph.at(call.to);
    return called === undefined ? [] : [{ node, called }];
  });
  for (const { node, called } of steps) {
    if (!graph.returns(called) || node.exits.some(({ label }) => label === 'then')) continue;
    report('DP4003', {
      message: `${node.title} says nothing about what follows, and ${called.title} comes back`,
      origin: node.origin,
      label: 'no `then`',
      why: 'the call would end without a word where the menu says `return`',
      help: 'add `then: hangup`, or the name of what follows',
    });
  }
  const roots = [
    ...graph.roots.flatMap(({ to }) => graph.at(to) ?? []),
    ...graph.nodes.filter(({ facts }) => facts.callable),
  ];
  const outside = outsideSteps(graph, roots);
  const inside = insideSteps(graph, steps);
  for (const node of returning) {
    if (!outside.has(node) && (inside.has(node) || isPartial(context))) continue;
    for (const exit of node.exits.filter(isReturn)) {
      const some = inside.has(node);
      report('DP3052', {
        message: some
          ? `${node.title} says \`return\`, but some callers come here by no step`
          : `${node.title} says \`return\`, but no step leads here`,
        origin: exit.origin,
        label: 'nowhere to go back to',
        why: 'the call would end here without a word',
        help: some
          ? 'send all callers here by `{menu: …, then: …}`, or name where the call goes'
          : 'ask this menu by `{menu: …, then: …}`, or name where the call goes',
      });
    }
  }
};

import type { Condition } from '../../../runtime/condition.ts';
import type { Plan, PlanNode, Target } from '../../model/plan.ts';
import type { Origin } from '../../model/source.ts';
import type { Graph } from '../graph.ts';
import { excludes, implies } from '../implication.ts';
import { type Hole, holesOf } from '../prompt-holes.ts';
import type { Rule } from '../rule.ts';

/** A phone inside that dials no number of the plan. */
interface Caller {
  readonly title: string;
  readonly origin: Origin;
}

const INSIDE: Condition = { is: 'origin', origin: 'extension' };

/** Where phones inside come in without having called a number. */
function entrances({ shortNumbers, nodes, settings }: Plan): readonly (readonly [Target, Caller])[] {
  const { extension } = settings.unmapped;
  const unknown: [Target, Caller] = [
    extension.value,
    { title: 'a phone inside that dials something unknown', origin: extension.origin },
  ];
  return [
    ...shortNumbers.map(({ to, digits, origin }): [Target, Caller] => [
      to,
      { title: `a phone inside that dials \`${digits}\``, origin },
    ]),
    ...[...nodes].flatMap(([id, { facts, title }]): [Target, Caller][] => {
      if (facts.phone === undefined) return [];
      const { origin } = facts.phone;
      return [
        [
          { kind: 'node', id },
          { title: `a phone inside that calls ${title}`, origin },
        ],
      ];
    }),
    // `unassigned` says what callers of numbers that are not listed hear, who have no variables either.
    ...(extension.value.kind === 'built_in' ? [] : [unknown]),
  ];
}

/** Where such a call goes on: of rules only by those that can hold for it. */
function onward(node: PlanNode, graph: Graph): readonly PlanNode[] {
  const { rules } = node.facts;
  if (rules === undefined) return graph.ways(node).map(({ to }) => to);
  const found: PlanNode[] = [];
  for (const [i, { when = [] }] of rules.entries()) {
    const conditions = when.map(({ condition }) => condition);
    if (conditions.some((each) => each.is === 'number' || excludes(each, INSIDE))) continue;
    const exit = node.exits[i];
    const way = exit && graph.way(node, exit);
    if (way !== undefined) found.push(way.to);
    if (conditions.every((each) => implies([INSIDE], each))) break;
  }
  return found;
}

/** DP4048: who has called no number hears no words that stand for something of the number. */
export const variableInside: Rule = ({ plan, graph, left, report }) => {
  if (left.section('numbers')) return;
  if (!graph.nodes.some((node) => holesOf(node).length > 0)) return;
  const callers = new Map<PlanNode, Caller>();
  for (const [to, caller] of entrances(plan)) {
    const node = graph.at(to);
    if (node !== undefined && !callers.has(node)) callers.set(node, caller);
  }
  for (const [node, caller] of callers) {
    for (const next of onward(node, graph)) if (!callers.has(next)) callers.set(next, caller);
  }
  const told = new Set<Origin>();
  const tell = ({ name, prompt }: Hole, { title, origin }: Caller): void => {
    if (told.has(prompt.part)) return;
    told.add(prompt.part);
    report('DP4048', {
      message: `${title} hears \`{{${name}}}\`, but has called no number`,
      origin: prompt.origin,
      label: 'stands for nothing there',
      related: [{ origin, text: 'it comes in here' }],
      why: 'the words would have a gap; callers of numbers hear them whole',
      help: 'let a route send phones inside elsewhere, `when: {origin: extension}`, or say it without variables',
    });
  };
  for (const [node, caller] of callers) for (const hole of holesOf(node)) tell(hole, caller);
};

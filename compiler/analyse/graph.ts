import type { NodeId } from '../../runtime/program.ts';
import type { Exit, Plan, PlanNode, Target } from '../model/plan.ts';

/** Where a call enters the plan. */
export interface Root {
  readonly to: Target;
  readonly exit: Pick<Exit, 'origin'>;
  /** Who is sent there, for messages. */
  readonly title: string;
}

/** The nodes of a plan, leaves included, and the ways between them. */
export interface Graph {
  /** In the order of the files; leaves after what holds them. */
  readonly nodes: readonly PlanNode[];
  /** The numbers and the policies for what is not listed, but not that for transfers: there the call is answered. */
  readonly roots: readonly Root[];
  node(id: NodeId): PlanNode | undefined;
  /** The node at a target; `unassigned` is what the plan says of it. Undefined: an end, or not known. */
  at(to: Target): PlanNode | undefined;
}

function withLeaves(plan: Plan): readonly PlanNode[] {
  const found: PlanNode[] = [];
  const seen = new Set<PlanNode>();
  const add = (first: PlanNode): void => {
    const waiting = [first];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      found.push(node);
      for (const { to } of node.exits) if (to.kind === 'leaf') waiting.push(to.node);
    }
  };
  const { unmapped } = plan.settings;
  const inPlace = [...plan.numbers.map(({ to }) => to), ...Object.values(unmapped).map(({ value }) => value)];
  for (const node of plan.nodes.values()) add(node);
  for (const to of inPlace) if (to.kind === 'leaf') add(to.node);
  return found;
}

function rootsOf({ numbers, settings }: Plan): readonly Root[] {
  const { outside_caller, extension } = settings.unmapped;
  return [
    ...numbers.map(
      ({ number, to, origin }): Root => ({ to, exit: { origin }, title: `a caller of ${number}` }),
    ),
    { to: outside_caller.value, exit: outside_caller, title: 'a caller of a number that is not listed' },
    { to: extension.value, exit: extension, title: 'a phone that dials something unknown' },
  ];
}

/** Reads the ways of a plan once, for all rules. */
export function graphOf(plan: Plan): Graph {
  const unassigned = plan.settings.unmapped.outside_caller.value;
  const node = (id: NodeId): PlanNode | undefined => plan.nodes.get(id);
  const at = (to: Target): PlanNode | undefined => {
    if (to.kind === 'node') return node(to.id);
    if (to.kind === 'leaf') return to.node;
    const elsewhere = to.kind === 'built_in' && to.name === 'unassigned' && unassigned.kind !== 'built_in';
    return elsewhere ? at(unassigned) : undefined;
  };
  return { nodes: withLeaves(plan), roots: rootsOf(plan), node, at };
}

/** All nodes that can be reached from some, going on from those for which `on` holds. */
export function reachable(
  graph: Graph,
  from: Iterable<PlanNode>,
  on: (node: PlanNode) => boolean,
): ReadonlySet<PlanNode> {
  const found = new Set<PlanNode>(from);
  for (const node of found) {
    if (!on(node)) continue;
    for (const { to } of node.exits) {
      const next = graph.at(to);
      if (next !== undefined) found.add(next);
    }
  }
  return found;
}

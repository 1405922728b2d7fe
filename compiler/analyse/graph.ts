import type { BuiltIn, NodeId } from '../../runtime/program.ts';
import type { Exit, Plan, PlanNode, Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';

/** Where a call enters the plan. */
export interface Root {
  readonly to: Target;
  readonly exit: Pick<Exit, 'origin'>;
  /** Who is sent there, for messages. */
  readonly title: string;
}

/** A way on from a node, `repeat`, `return` and dialled extensions followed. */
export interface Way {
  readonly to: PlanNode;
  readonly origin: Origin;
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
  /** Where calls go on from a node: by `then` of a step only if what it calls can come back. */
  ways(node: PlanNode): readonly Way[];
  /** The extensions that callers may dial at a node. */
  dialled(node: PlanNode): readonly Way[];
  /** Where one exit of a node leads. */
  way(node: PlanNode, exit: Exit): Way | undefined;
  /** Whether a call that gets to a node can come to a `return` of the step that it is in. */
  returns(node: PlanNode): boolean;
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
  const inPlace = [
    ...plan.numbers.map(({ to }) => to),
    ...plan.shortNumbers.map(({ to }) => to),
    ...Object.values(unmapped).map(({ value }) => value),
  ];
  for (const node of plan.nodes.values()) add(node);
  for (const to of inPlace) if (to.kind === 'leaf') add(to.node);
  return found;
}

function rootsOf({ numbers, shortNumbers, settings }: Plan): readonly Root[] {
  const { outside_caller, extension } = settings.unmapped;
  return [
    ...numbers.map(
      ({ number, to, origin }): Root => ({ to, exit: { origin }, title: `a caller of ${number}` }),
    ),
    ...shortNumbers.map(
      ({ digits, to, origin }): Root => ({ to, exit: { origin }, title: `a phone that dials ${digits}` }),
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
  const nodes = withLeaves(plan);
  return { nodes, roots: rootsOf(plan), node, at, ...waysOf(plan, nodes, at) };
}

const isWord = ({ to }: Exit, word: BuiltIn): boolean => to.kind === 'built_in' && to.name === word;

/** The menu in which a leaf is written. */
const ownerOf = (plan: Plan, { id }: PlanNode): PlanNode | undefined =>
  plan.nodes.get((id.split('/')[0] ?? id) as NodeId);

function waysOf(
  plan: Plan,
  nodes: readonly PlanNode[],
  at: Graph['at'],
): Pick<Graph, 'way' | 'ways' | 'returns' | 'dialled'> {
  const calledBy = ({ facts, exits }: PlanNode): PlanNode | undefined => {
    const call = exits.find(({ label }) => label === facts.calls);
    return call && at(call.to);
  };
  /** Exits as they stand, whether a step comes back or not. */
  const next = (node: PlanNode, exit: Exit): PlanNode | undefined =>
    isWord(exit, 'repeat') ? ownerOf(plan, node) : at(exit.to);
  const returning = returningOf(nodes, next, calledBy);
  const returns = (node: PlanNode): boolean => returning.has(node);
  const way = (node: PlanNode, exit: Exit): Way | undefined => {
    const called = exit.label === node.facts.calls ? undefined : calledBy(node);
    const to = called === undefined || returns(called) ? next(node, exit) : undefined;
    return to && { to, origin: exit.origin };
  };
  const known = new Map<PlanNode, readonly Way[]>();
  const ways = (node: PlanNode): readonly Way[] => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const found = [...node.exits.flatMap((exit) => way(node, exit) ?? []), ...dialled(plan, node)];
    known.set(node, found);
    return found;
  };
  return { way, ways, returns, dialled: (node) => dialled(plan, node) };
}

/** The extensions that callers may dial at a node. */
function dialled({ nodes }: Plan, { facts }: PlanNode): readonly Way[] {
  const dials = facts.asks?.dials;
  if (dials === undefined) return [];
  if (dials.value !== 'all') {
    return dials.value.flatMap(({ value, origin }): Way[] => {
      const to = nodes.get(value);
      return to === undefined ? [] : [{ to, origin }];
    });
  }
  return [...nodes.values()].flatMap((to): Way[] =>
    to.facts.digits === undefined ? [] : [{ to, origin: dials.origin }],
  );
}

/** The nodes from which a call can come to a `return`; a step goes on only if what it calls is one of them. */
function returningOf(
  nodes: readonly PlanNode[],
  next: (node: PlanNode, exit: Exit) => PlanNode | undefined,
  calledBy: (node: PlanNode) => PlanNode | undefined,
): ReadonlySet<PlanNode> {
  const found = new Set(nodes.filter(({ exits }) => exits.some((exit) => isWord(exit, 'return'))));
  if (found.size === 0) return found;
  const before = new Map<PlanNode, PlanNode[]>();
  const lead = (to: PlanNode | undefined, from: PlanNode): void => {
    if (to === undefined) return;
    const known = before.get(to);
    if (known === undefined) before.set(to, [from]);
    else known.push(from);
  };
  for (const node of nodes) {
    lead(calledBy(node), node);
    for (const exit of node.exits) if (exit.label !== node.facts.calls) lead(next(node, exit), node);
  }
  const goesOn = (node: PlanNode): boolean => {
    const called = calledBy(node);
    const after = node.exits.filter(({ label }) => label !== node.facts.calls);
    const leads = after.some((exit) => found.has(next(node, exit) ?? node));
    return called === undefined || (found.has(called) && leads);
  };
  for (const node of found) {
    for (const from of before.get(node) ?? []) if (goesOn(from)) found.add(from);
  }
  return found;
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

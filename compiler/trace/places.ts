import type { NodeId } from '../../runtime/program.ts';
import type { Ref } from '../../runtime/world.ts';
import { originsOf } from '../model/origins.ts';
import type { Exit, Plan, PlanNode } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';

/** Where in its files a plan says what a call did. */
export interface Places {
  /** A node, a number, short digits, by the reference or address of a turn. */
  at(address: string): Origin | undefined;
  /** What its author calls a node; undefined: it has no name of its own. */
  name(id: string): string | undefined;
  /** A way on from a node. */
  exit(address: string, label: string): Origin | undefined;
}

/** Every node of a plan, leaves written in place included, by id or address. */
export function* everyNode(plan: Plan): Iterable<PlanNode> {
  for (const node of plan.nodes.values()) yield* withLeaves(node);
  for (const { to } of [...plan.numbers, ...plan.shortNumbers])
    if (to.kind === 'leaf') yield* withLeaves(to.node);
  for (const { value } of Object.values(plan.settings.unmapped)) {
    if (value.kind === 'leaf') yield* withLeaves(value.node);
  }
}

function* withLeaves(node: PlanNode): Iterable<PlanNode> {
  yield node;
  for (const { to } of node.exits) if (to.kind === 'leaf') yield* withLeaves(to.node);
}

/** The exit that a node takes for a label: its own, else `otherwise` (language: it catches all that is not treated apart). */
export const exitFor = (exits: readonly Exit[], label: string): Exit | undefined =>
  exits.find((exit) => exit.label === label) ?? exits.find((exit) => exit.label === 'otherwise');

/** The places of a plan, looked up when they are first asked for. */
export function placesOf(plan: Plan): Places {
  let nodes: ReadonlyMap<string, PlanNode> | undefined;
  const node = (address: string): PlanNode | undefined => {
    nodes ??= new Map([...everyNode(plan)].map((each) => [each.id, each]));
    return nodes.get(address);
  };
  const origins = originsOf(plan);
  return {
    at: (address) => origins(address.split('/')[0] as Ref) ?? node(address)?.origin,
    name: (id) => (plan.nodes.has(id as NodeId) ? node(id)?.title.replaceAll('`', '') : undefined),
    exit: (address, label) => {
      const found = node(address);
      return found && exitFor(found.exits, label)?.origin;
    },
  };
}

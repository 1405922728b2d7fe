import type { NodeId } from '../../../runtime/program.ts';
import { keyOf, type Placed, type PlanNode } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

const nameIn = (id: NodeId): string => id.slice(id.indexOf(':') + 1);

/** DP3049: what was renamed has given its former name up, and nothing else has had it. */
export const renamedAndKept: Rule = ({ plan, left, report }) => {
  const taken = new Map<NodeId, { readonly node: PlanNode; readonly was: Placed<NodeId> }>();
  for (const [id, node] of plan.nodes) {
    const { was } = node.facts;
    if (was === undefined) continue;
    const former = nameIn(was.value);
    const still = plan.nodes.get(was.value);
    const other = taken.get(was.value);
    if (still !== undefined) {
      report('DP3049', {
        message: `${node.title} says that it was \`${former}\`, but the plan still has \`${former}\``,
        origin: was.origin,
        label: was.value === id ? 'its own name' : 'has messages of its own',
        related:
          still === node ? [] : [{ origin: keyOf(still.origin), text: `${still.title} is defined here` }],
        why: 'nobody could tell to whom what waits under that name belongs',
        help: 'take `was` out, or what it names',
      });
    } else if (other !== undefined) {
      report('DP3049', {
        message: `${other.node.title} and ${node.title} both say that they were \`${former}\``,
        origin: was.origin,
        label: 'the second one',
        related: [{ origin: other.was.origin, text: 'the first one' }],
        why: 'nobody could tell to whom what waits under that name belongs',
        help: 'take one of the two out',
      });
    } else if (!left.name(former)) taken.set(was.value, { node, was });
  }
};

import { deadExits } from '../../model/dead-exits.ts';
import { keyOf } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

/** DP4049: a call can take every exit that somebody wrote. */
export const deadExit: Rule = ({ graph, report }) => {
  for (const node of graph.nodes) {
    for (const { label, origin } of deadExits(node)) {
      const others = node.facts.mustLeave
        .filter((each) => each !== label)
        .flatMap((each) => node.exits.find((exit) => exit.label === each) ?? []);
      report('DP4049', {
        message: `no call leaves ${node.title} by \`${label}\``,
        origin: keyOf(origin),
        label: 'never taken',
        related: others.map((exit) => ({ origin: keyOf(exit.origin), text: 'these callers go here' })),
        why: 'whoever changes where it leads changes nothing that a caller meets',
        help: `take \`${label}\` out${others.length === 0 ? '' : ', or leave one of the others to it'}`,
      });
    }
  }
};

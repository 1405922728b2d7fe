import type { Exit, PlanNode } from '../../model/plan.ts';
import { reachable } from '../graph.ts';
import type { Rule } from '../rule.ts';

const HELP = 'write `{say: "…", then: hangup}`, or name where the call goes';

const hangsUp = ({ to }: Pick<Exit, 'to'>): boolean => to.kind === 'built_in' && to.name === 'hangup';

/** DP4004: nobody is hung up on before they have heard something. */
export const silentEnd: Rule = ({ plan, graph, report }) => {
  for (const { number, to, origin } of plan.numbers) {
    if (!hangsUp({ to })) continue;
    report('DP4004', {
      message: `a caller of ${number} is hung up on without a word`,
      origin,
      label: 'straight to `hangup`',
      why: 'the caller hears nothing and dials again',
      help: HELP,
    });
  }
  const roots = graph.roots.flatMap(({ to }) => graph.at(to) ?? []);
  const callable = graph.nodes.filter(({ facts }) => facts.callable);
  const inSilence = (node: PlanNode): boolean => !node.facts.speaks;
  for (const node of reachable(graph, [...roots, ...callable], inSilence)) {
    if (!inSilence(node)) continue;
    for (const exit of node.exits.filter(hangsUp)) {
      report('DP4004', {
        message: `${node.title} hangs up on its callers without a word (\`${exit.label}\`)`,
        origin: exit.origin,
        label: 'nothing was said before',
        why: 'the caller hears the ringing stop, then nothing',
        help: HELP,
      });
    }
  }
};

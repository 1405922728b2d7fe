import type { Origin } from '../../model/source.ts';
import { reachable } from '../graph.ts';
import type { Rule } from '../rule.ts';

/** DP4005: a call is refused before anything has answered or rung, or not at all. */
export const lateReject: Rule = ({ plan, graph, report }) => {
  const tell = (title: string, origin: Origin, after: string): void =>
    report('DP4005', {
      message: `${title} refuses a call that ${after}`,
      origin,
      label: 'too late for `reject`',
      why: 'Twilio refuses a call only before anything else happens to it; this caller would hear a sentence instead of the engaged tone',
      help: 'say something instead: `{say: "…", then: hangup}`',
    });
  const after = graph.nodes.filter(({ facts }) => facts.answers);
  const late = reachable(
    graph,
    after.flatMap(({ exits }) => exits.flatMap(({ to }) => graph.at(to) ?? [])),
    () => true,
  );
  for (const node of graph.nodes) {
    if (!node.facts.answers && !late.has(node)) continue;
    for (const { to, origin } of node.exits) {
      if (graph.at(to)?.facts.refuses) tell(node.title, origin, 'has rung or been answered already');
    }
  }
  const transfer = plan.settings.unmapped.transfer;
  if (transfer.value.kind !== 'built_in' && graph.at(transfer.value)?.facts.refuses) {
    tell('`unmapped.transfer`', transfer.origin, 'somebody has answered and transfers');
  }
};

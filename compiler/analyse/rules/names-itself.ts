import type { Rule } from '../rule.ts';

/** DP4001: a node never names itself. */
export const namesItself: Rule = ({ graph, report }) => {
  for (const node of graph.nodes) {
    for (const { label, to, origin } of node.exits) {
      if (to.kind !== 'node' || to.id !== node.id) continue;
      report('DP4001', {
        message: `${node.title} sends its callers back to itself by \`${label}\``,
        origin,
        label: 'the same place again',
        related: [{ origin: node.origin, text: node.title }],
        why: node.facts.asks
          ? 'the reader does not see that the same menu asks again'
          : 'a caller whom nobody answers would ring the same phones for ever, and every round costs',
        help: node.facts.asks
          ? 'write `repeat`'
          : `name another place for ${node.title}, such as a message that ends with \`then: hangup\``,
      });
    }
  }
};

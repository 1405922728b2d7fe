import { MAX_SIMULTANEOUS } from '../../model/limits.ts';
import type { Rule } from '../rule.ts';

/** DP4006: one dial rings as many parties at once as Twilio allows. */
export const tooManyTogether: Rule = ({ graph, report }) => {
  for (const { title, origin, facts } of graph.nodes) {
    const over = facts.together ? facts.rings[MAX_SIMULTANEOUS] : undefined;
    if (over === undefined) continue;
    report('DP4006', {
      message: `${title} rings ${facts.rings.length} phones together, more than the ${MAX_SIMULTANEOUS} that Twilio allows`,
      origin: over.origin,
      label: `the ${MAX_SIMULTANEOUS + 1}th member`,
      related: [{ origin, text: title }],
      why: 'Twilio would refuse the whole call, and nobody would ring',
      help: `list at most ${MAX_SIMULTANEOUS}, or ring them one after another with \`strategy: sequential\``,
    });
  }
};

import { keyOf } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

/** DP4045: somebody is told of a message. */
export const nobodyTold: Rule = ({ graph, report }) => {
  for (const { title, origin, facts } of graph.nodes) {
    if (facts.records === undefined || facts.records.told !== undefined) continue;
    report('DP4045', {
      message: `nobody is told of messages in ${title}`,
      origin: keyOf(origin),
      label: 'no `notify`',
      why: 'callers leave messages, and nobody listens to them',
      help: 'add `notify: {email: …}` or `notify: {webhook: "https://…"}`',
    });
  }
};

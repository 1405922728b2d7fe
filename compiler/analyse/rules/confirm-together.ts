import type { Rule } from '../rule.ts';

/** DP4008: nobody must confirm where all ring at once, for the first mailbox would take the call from the others. */
export const confirmTogether: Rule = ({ graph, report }) => {
  for (const { title, facts } of graph.nodes) {
    if (!facts.together) continue;
    for (const { confirm } of facts.rings) {
      if (confirm === undefined) continue;
      report('DP4008', {
        message: `a member of ${title} must confirm, but all ring together`,
        origin: confirm,
        label: 'not in a simultaneous group',
        why: 'the first mailbox that answers would stop all other phones, and nobody would press 1',
        help: 'use `strategy: sequential` for members that must confirm',
      });
    }
  }
};

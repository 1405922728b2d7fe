import type { Rule } from '../rule.ts';

/** DP4007: parties that ring all at once have one time, for one dial has one time-out. */
export const ownRingTogether: Rule = ({ graph, report }) => {
  for (const { title, facts } of graph.nodes) {
    if (!facts.together) continue;
    for (const { ring, ownRing } of facts.rings) {
      if (!ownRing || ring === undefined) continue;
      report('DP4007', {
        message: `a member of ${title} has its own \`ring\`, but all ring together`,
        origin: ring.origin,
        label: 'one dial has one time-out',
        why: 'Twilio stops all phones of one dial at the same moment, so the phone would ring for another time than written here',
        help: `give the time to ${title} itself, or use \`strategy: sequential\``,
      });
    }
  }
};

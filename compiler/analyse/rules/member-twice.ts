import type { Ringing } from '../../model/plan.ts';
import type { Origin } from '../../model/source.ts';
import type { Rule } from '../rule.ts';

const partyOf = ({ to }: Ringing): string | undefined =>
  to === undefined ? undefined : to.kind === 'phone' ? to.id : `${to.leg.type}:${to.leg.destination}`;

/** DP4009: a party that a node rings twice; it may be meant, so it is a warning. */
export const memberTwice: Rule = ({ graph, report }) => {
  for (const { title, facts } of graph.nodes) {
    if (facts.rings.length < 2) continue;
    const seen = new Map<string, Origin>();
    for (const ringing of facts.rings) {
      const party = partyOf(ringing);
      if (party === undefined) continue;
      const first = seen.get(party);
      if (first === undefined) {
        seen.set(party, ringing.origin);
        continue;
      }
      const name = party.slice(party.indexOf(':') + 1);
      report('DP4009', {
        message: `${title} rings \`${name}\` twice`,
        origin: ringing.origin,
        label: 'again',
        related: [{ origin: first, text: 'first here' }],
        why: facts.together
          ? 'a phone rings once, however often it is listed'
          : 'the caller waits for the same phone again',
        help: 'remove one of the two, unless a second try is meant',
      });
    }
  }
};

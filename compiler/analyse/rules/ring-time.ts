import { MAX_RING_SECONDS, MIN_RING_SECONDS } from '../../model/limits.ts';
import type { Rule } from '../rule.ts';

/** DP4010: phones ring for a time that Twilio keeps. */
export const ringTime: Rule = ({ graph, report }) => {
  for (const { facts } of graph.nodes) {
    for (const { ring } of facts.rings) {
      if (ring === undefined) continue;
      const { value, origin } = ring;
      if (value >= MIN_RING_SECONDS && value <= MAX_RING_SECONDS) continue;
      const short = value < MIN_RING_SECONDS;
      report('DP4010', {
        message: `a ring of ${value} s is ${short ? 'shorter' : 'longer'} than Twilio allows`,
        origin,
        label: `expected ${MIN_RING_SECONDS} s to ${MAX_RING_SECONDS} s`,
        why: `the phone would ring for ${short ? MIN_RING_SECONDS : MAX_RING_SECONDS} s instead`,
        help: `write a time from \`${MIN_RING_SECONDS}s\` to \`${MAX_RING_SECONDS / 60}m\``,
      });
    }
  }
};

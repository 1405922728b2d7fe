import { keyOf } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

/** DP4038: an override ends by itself, or says that it does not. */
export const overrideWithoutEnd: Rule = ({ written, report }) => {
  for (const { name, value, origin } of written.overrides) {
    if (value.ends !== undefined) continue;
    report('DP4038', {
      message: `override \`${name}\` stays on until somebody ends it`,
      origin: keyOf(origin),
      label: 'no `ends`',
      why: 'an override that is forgotten on Friday still answers the callers of Monday',
      help: 'add `ends: next_opening`, `ends: 24h` or `ends: "18:00"`; `ends: never` if that is meant',
    });
  }
};

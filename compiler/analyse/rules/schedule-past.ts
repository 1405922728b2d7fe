import type { Rule } from '../rule.ts';

/** DP4027: a schedule holds today, as far as its author has thought about it. Says nothing where the date is not known. */
export const schedulePast: Rule = ({ plan, today, report }) => {
  if (today === undefined) return;
  for (const { name, validUntil } of plan.schedules.values()) {
    if (validUntil === undefined || validUntil.value >= today) continue;
    report('DP4027', {
      message: `schedule \`${name}\` was thought about until ${validUntil.value}, and today is ${today}`,
      origin: validUntil.origin,
      label: 'in the past',
      why: 'it goes on as it stands, so callers may find you open on days on which you are closed',
      help: 'look through its hours and holidays, then move the date on',
    });
  }
};

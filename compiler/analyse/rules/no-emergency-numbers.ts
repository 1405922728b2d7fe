import type { Rule } from '../rule.ts';

/** DP4011: a plan with phones says which numbers are emergency calls. */
export const noEmergencyNumbers: Rule = ({ plan, phones, left, report }) => {
  const [first] = phones;
  if (first === undefined || plan.settings.emergency.numbers.length > 0 || left.setting('emergency')) return;
  report('DP4011', {
    message: 'the plan has phones, but no emergency numbers',
    origin: first.node.origin,
    label: 'a phone that somebody may need to call for help from',
    why: 'whoever dials the emergency number from it would hear that it may not be called',
    help: 'add `emergency: {numbers: ["112"], caller_id: "…"}` with all emergency numbers of the country',
  });
};

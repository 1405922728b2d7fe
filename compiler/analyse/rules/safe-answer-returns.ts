import type { Rule } from '../rule.ts';

/** DP4017: the number of last resort does not lead back to this plan. */
export const safeAnswerReturns: Rule = ({ plan, report }) => {
  const { safeAnswer } = plan.settings;
  if (safeAnswer?.value.kind !== 'number') return;
  const { number } = safeAnswer.value;
  const listed = plan.numbers.find((each) => each.number === number && each.status !== 'ported_out');
  if (listed === undefined) return;
  report('DP4017', {
    message: `the safe answer ${number} is a number of this plan`,
    origin: safeAnswer.origin,
    label: 'leads back here',
    related: [{ origin: listed.origin, text: 'the number in the plan' }],
    why: 'it is dialled when the plan cannot be read, so the call would come back and dial it again and again',
    help: 'name a number that is answered without this plan, or write `{say: "…"}`',
  });
};

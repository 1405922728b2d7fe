import { isE164 } from '../../../runtime/address.ts';
import { leftOutNumbers } from '../left-numbers.ts';
import type { Rule } from '../rule.ts';

/** DP4018: phones show a number of the plan; another one may be verified at Twilio, so it is a warning. */
export const foreignCallerId: Rule = ({ plan, phones, written, report }) => {
  if (plan.numbers.length === 0) return;
  const leftOut = leftOutNumbers(written, plan.settings.numbering);
  const shown = phones.flatMap(({ phone }) => [phone.callerId, phone.emergencyCallerId]);
  const callers = [...shown, plan.settings.emergency.callerId].filter((caller) => caller !== undefined);
  // Few numbers are shown and many are listed.
  const foreign = new Set(callers.map(({ value }) => value));
  for (const { number } of plan.numbers) foreign.delete(number);
  for (const { value, origin } of callers) {
    if (!foreign.delete(value) || !isE164(value) || leftOut(value)) continue;
    report('DP4018', {
      message: `${value} is shown to people outside, but it is no number of this plan`,
      origin,
      label: 'not in `numbers`',
      why: 'Twilio lets a call show only numbers that the account has or has verified; otherwise the call fails, and nobody who calls back reaches this plan',
      help: 'show a number of the plan, or make sure that the account has verified this one',
    });
  }
};

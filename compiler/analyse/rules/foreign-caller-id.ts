import { isE164 } from '../../../runtime/address.ts';
import type { Rule } from '../rule.ts';

/** DP4018: phones show a number of the plan; another one may be verified at Twilio, so it is a warning. */
export const foreignCallerId: Rule = ({ plan, phones, left, report }) => {
  if (left.section('numbers') || plan.numbers.length === 0) return;
  const listed = new Set(plan.numbers.map(({ number }) => number));
  const shown = phones.flatMap(({ phone }) => [phone.callerId, phone.emergencyCallerId]);
  const told = new Set<string>();
  for (const caller of [...shown, plan.settings.emergency.callerId]) {
    if (caller === undefined) continue;
    const { value, origin } = caller;
    if (!isE164(value) || listed.has(value) || told.has(value)) continue;
    told.add(value);
    report('DP4018', {
      message: `${value} is shown to people outside, but it is no number of this plan`,
      origin,
      label: 'not in `numbers`',
      why: 'Twilio lets a call show only numbers that the account has or has verified; otherwise the call fails, and nobody who calls back reaches this plan',
      help: 'show a number of the plan, or make sure that the account has verified this one',
    });
  }
};

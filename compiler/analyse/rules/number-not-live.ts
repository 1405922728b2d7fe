import { keyOf } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

/** DP3035: nobody shows a number that is only planned, or has been ported out. */
export const numberNotLive: Rule = ({ plan, phones, report }) => {
  const idle = new Map(
    plan.numbers.flatMap((number) => (number.status === undefined ? [] : [[number.number, number] as const])),
  );
  if (idle.size === 0) return;
  const shown = phones.flatMap(({ phone }) => [phone.callerId, phone.emergencyCallerId]);
  for (const caller of [...shown, plan.settings.emergency.callerId]) {
    const number = caller && idle.get(caller.value);
    if (caller === undefined || number === undefined) continue;
    const planned = number.status === 'planned';
    report('DP3035', {
      message: `${number.number} is shown to people outside, but ${planned ? 'is only planned' : 'has been ported out'}`,
      origin: caller.origin,
      label: planned ? 'not yet a number of yours' : 'no longer a number of yours',
      related: [{ origin: keyOf(number.origin), text: 'its `status` says so' }],
      why: 'Twilio lets a call show only numbers that the account has or has verified; otherwise the call fails',
      help: 'show a number that is live',
    });
  }
};

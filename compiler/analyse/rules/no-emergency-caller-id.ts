import type { Rule } from '../rule.ts';

/** DP4012: every phone has a number that the emergency service sees and can call back. */
export const noEmergencyCallerId: Rule = ({ plan, phones, written, left, report }) => {
  const given = written.settings.emergency?.value.caller_id !== undefined;
  if (given || plan.settings.emergency.numbers.length === 0 || left.setting('emergency')) return;
  if (left.setting('extension_defaults')) return;
  const without = phones.filter(({ phone }) => !phone.emergencyCallerId && !phone.callerId);
  const [first] = without;
  if (first === undefined) return;
  const more = without.length === 1 ? '' : ` and ${without.length - 1} more`;
  report('DP4012', {
    message: `${first.node.title}${more} ${more === '' ? 'has' : 'have'} no number that the emergency service could see`,
    origin: first.node.origin,
    label: 'no `emergency_caller_id`, no `caller_id`',
    why: 'Twilio refuses a call without a number to show, so an emergency call from this phone would fail',
    help: 'add `caller_id` to `emergency`: it stands for every phone that has none of its own',
  });
};

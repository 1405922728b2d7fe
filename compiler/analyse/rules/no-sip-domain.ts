import type { Rule } from '../rule.ts';

/** DP4014: SIP phones need the domain at which they register. */
export const noSipDomain: Rule = ({ phones, written, left, report }) => {
  if (written.settings.sip?.value.domain !== undefined || left.setting('sip')) return;
  const first = phones.find(({ phone }) => phone.leg.type === 'sip');
  if (first === undefined) return;
  report('DP4014', {
    message: 'the plan has SIP phones, but no SIP domain',
    origin: first.phone.origin,
    label: 'registers at no domain',
    why: 'without the domain no such phone could ring; its callers would hear that it cannot be reached',
    help: 'add `sip: {domain: acme.sip.twilio.com}` with the name of your SIP domain',
  });
};

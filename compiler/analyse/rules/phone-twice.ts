import { repeated } from '../repeated.ts';
import type { Rule } from '../rule.ts';

/** DP3016: a SIP user or a client is the phone of one extension. */
export const phoneTwice: Rule = ({ phones, report }) => {
  const all = phones.map(({ node, phone }) => ({
    title: node.title,
    value: phone.key,
    origin: phone.origin,
  }));
  repeated(all, (first, again) => {
    const what = again.value.startsWith('phone:') ? 'SIP user' : 'client';
    report('DP3016', {
      message: `${first.title} and ${again.title} are both the ${what} \`${again.value.slice(again.value.indexOf(':') + 1)}\``,
      origin: again.origin,
      label: `the same ${what} again`,
      related: [{ origin: first.origin, text: `${first.title} is this ${what}` }],
      why: 'when that phone calls, nobody could tell whose class and number hold',
      help: `give each extension its own ${what}, or remove one of the two`,
    });
  });
};

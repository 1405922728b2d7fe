import type { Rule } from '../rule.ts';
import { isOpen } from '../variables.ts';

/** DP3005: a class of restriction that is named is defined. */
export const unknownClass: Rule = ({ plan, phones, left, suggestions, report }) => {
  const { classes, strangerClass } = plan.settings;
  const named = phones.flatMap(({ phone }) => phone.class ?? []);
  for (const { value, origin } of strangerClass === undefined ? named : [...named, strangerClass]) {
    if (isOpen(value) || classes.has(value) || left.entry('classes_of_restriction', value)) continue;
    report('DP3005', {
      message: `the plan has no class of restriction \`${value}\``,
      origin,
      label: 'no such class',
      why: 'a phone without a class may only call inside and emergency numbers',
      help:
        suggestions.for(value, () => classes.keys()) ??
        `define it: \`classes_of_restriction: {${value}: {allow: [internal, emergency]}}\``,
    });
  }
};

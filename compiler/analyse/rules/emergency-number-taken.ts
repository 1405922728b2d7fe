import type { Rule } from '../rule.ts';

/** DP4013: the digits of an extension are no emergency number. */
export const emergencyNumberTaken: Rule = ({ plan, graph, report }) => {
  const numbers = new Map(plan.settings.emergency.numbers.map(({ value, origin }) => [value, origin]));
  for (const { title, facts } of graph.nodes) {
    const { digits } = facts;
    const emergency = digits && numbers.get(digits.value);
    if (digits === undefined || emergency === undefined) continue;
    report('DP4013', {
      message: `${title} is dialled as \`${digits.value}\`, which is an emergency number`,
      origin: digits.origin,
      label: 'never reached',
      related: [{ origin: emergency, text: 'an emergency number' }],
      why: 'emergency numbers are decided first, so whoever dials it would reach the emergency service',
      help: `give ${title} other digits`,
    });
  }
};

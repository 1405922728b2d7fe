import type { Rule } from '../rule.ts';
import { titleOf } from '../short-numbers.ts';

/** DP4013: the digits of an extension, or a short number, are no emergency number. */
export const emergencyNumberTaken: Rule = ({ plan, graph, report }) => {
  const numbers = new Map(plan.settings.emergency.numbers.map(({ value, origin }) => [value, origin]));
  const phones = graph.nodes.flatMap(({ title, facts }) =>
    facts.digits ? { title, digits: facts.digits } : [],
  );
  const short = plan.shortNumbers.map(({ digits, origin }) => ({
    title: titleOf(digits),
    digits: { value: digits, origin },
  }));
  for (const { title, digits } of [...phones, ...short]) {
    const emergency = numbers.get(digits.value);
    if (emergency === undefined) continue;
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

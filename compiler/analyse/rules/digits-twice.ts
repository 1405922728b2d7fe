import { type Owned, repeated } from '../repeated.ts';
import type { Rule } from '../rule.ts';
import { titleOf } from '../short-numbers.ts';

/** DP3015: digits that phones dial lead to one place. */
export const digitsTwice: Rule = ({ plan, graph, report }) => {
  const phones = graph.nodes.flatMap(({ title, facts }) => (facts.digits ? { title, ...facts.digits } : []));
  const short = plan.shortNumbers.map(
    ({ digits, origin }): Owned => ({ title: titleOf(digits), value: digits, origin }),
  );
  const all = [...phones, ...short];
  repeated(all, (first, again) =>
    report('DP3015', {
      message: `${first.title} and ${again.title} are both dialled as \`${again.value}\``,
      origin: again.origin,
      label: 'the same digits again',
      related: [{ origin: first.origin, text: `${first.title} has them` }],
      why: 'whoever dials them could reach only one of the two',
      help: `give ${again.title} other digits`,
    }),
  );
};

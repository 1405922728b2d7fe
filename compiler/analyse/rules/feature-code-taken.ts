import type { PlanOverride } from '../../model/plan.ts';
import type { Origin } from '../../model/source.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { titleOf } from '../short-numbers.ts';

/** Digits that phones dial for something, and what for. */
interface Taken {
  readonly digits: string;
  readonly title: string;
  readonly origin: Origin;
}

/** What is dialled beside feature codes: extensions, short numbers, emergency numbers. */
const otherDigits = ({ plan, graph }: RuleContext): readonly Taken[] => [
  ...graph.nodes.flatMap(({ title, facts: { digits } }) =>
    digits === undefined ? [] : [{ digits: digits.value, title, origin: digits.origin }],
  ),
  ...plan.shortNumbers.map(({ digits, origin }) => ({ digits, title: titleOf(digits), origin })),
  ...plan.settings.emergency.numbers.map(({ value, origin }) => ({
    digits: value,
    title: `the emergency number ${value}`,
    origin,
  })),
];

type Coded = PlanOverride & Required<Pick<PlanOverride, 'featureCode'>>;

const isCoded = (override: PlanOverride): override is Coded => override.featureCode !== undefined;

/**
 * DP3045: a feature code, in all its forms, is dialled for nothing else. Nor is one code the beginning of another: a phone
 * that sends what it knows would never send the longer one.
 */
export const featureCodeTaken: Rule = (context) => {
  const { plan, report } = context;
  const coded = [...plan.overrides.values()].filter(isCoded);
  const taken = new Map(otherDigits(context).map((each) => [each.digits, each]));
  const tell = ({ name, featureCode }: Coded, other: Omit<Taken, 'digits'>, how: string): void =>
    report('DP3045', {
      message: `the feature code \`${featureCode.value}\` of override \`${name}\` ${how}`,
      origin: featureCode.origin,
      label: 'dialled for something else',
      related: [{ origin: other.origin, text: other.title }],
      why: 'whoever dials it could reach only one of the two',
      help: 'choose another code, such as one that begins with `*`',
    });
  for (const [i, override] of coded.entries()) {
    for (const { digits } of override.dials) {
      const other = taken.get(digits);
      if (other !== undefined)
        tell(override, other, `would be dialled as \`${digits}\`, as ${other.title} is`);
    }
    const code = override.featureCode.value;
    for (const { name, featureCode } of coded.slice(0, i)) {
      const first = featureCode.value;
      if (!code.startsWith(first) && !first.startsWith(code)) continue;
      const title = `the code \`${first}\` of override \`${name}\``;
      const how =
        code === first
          ? `is that of override \`${name}\``
          : `cannot be told from \`${first}\` of override \`${name}\``;
      tell(override, { title, origin: featureCode.origin }, how);
    }
  }
};

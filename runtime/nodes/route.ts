import { type Condition, readCondition, readsOf, weigh } from '../condition.ts';
import type { NodeBase, NodeRuntime } from '../node.ts';
import { isObject, text } from '../read.ts';

/** Ordered rules; the first whose conditions all hold decides. Exits: each rule's label, `otherwise`. */
export interface RouteNode extends NodeBase {
  readonly kind: 'route';
  readonly rules: readonly Rule[];
}

/** One rule: all of `when` must hold. `label`: its exit, in the words of its conditions. */
export interface Rule {
  readonly label: string;
  readonly when: readonly Condition[];
}

function readRule(value: unknown): Rule | undefined {
  if (!isObject(value) || !Array.isArray(value.when)) return undefined;
  const label = text(value.label);
  const when = value.when.map(readCondition);
  return label !== undefined && when.every((each) => each !== undefined) ? { label, when } : undefined;
}

/** How many facts are told of a call for which no rule holds. */
const TOLD = 5;

/** Why no rule holds: what is the case instead, each fact once. */
function noRule(weighed: readonly { readonly because: string }[]): string {
  const facts = [...new Set(weighed.map(({ because }) => because))];
  const told = [...facts.slice(0, TOLD), ...(facts.length > TOLD ? ['…'] : [])];
  return told.length === 0 ? 'always' : `no rule holds: ${told.join('; ')}`;
}

export const route: NodeRuntime<RouteNode> = {
  named: true,
  waits: false,
  reads: ({ rules }) => rules.flatMap(({ when }) => when.flatMap(readsOf)),
  read(fields, exits) {
    if (!Array.isArray(fields.rules)) return undefined;
    const rules = fields.rules.map(readRule);
    return rules.every((each) => each !== undefined) ? { kind: 'route', rules, exits } : undefined;
  },
  step({ rules }, _event, ground) {
    const weighed = rules.map(({ label, when }) => ({ label, ...weigh(when, ground) }));
    const needs = weighed.flatMap((each) => each.needs);
    if (needs.length > 0) return { kind: 'needs', needs };
    const found = weighed.find(({ holds }) => holds);
    const lost = found === undefined ? weighed : weighed.slice(0, weighed.indexOf(found));
    return {
      kind: 'exit',
      exit: found?.label ?? 'otherwise',
      instructions: [],
      because: found?.because ?? noRule(weighed),
      against: lost.map(({ label, because }) => ({ exit: label, because })),
    };
  },
  fallback: () => 'not_in_service',
};

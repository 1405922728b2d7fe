import type { Condition } from '../../../runtime/condition.ts';
import type { NodeId } from '../../../runtime/program.ts';
import { keyOf } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

const asks = (condition: Condition): readonly NodeId[] => {
  switch (condition.is) {
    case 'caller':
      return [condition.list];
    case 'override':
      return [condition.override];
    case 'unless':
      return condition.of.flatMap(asks);
    default:
      return [];
  }
};

/** DP4037: some rule asks for every list and every override, unless the override forces a schedule. */
export const neverAsked: Rule = ({ plan, graph, left, report }) => {
  const rules = graph.nodes.flatMap(({ facts }) => facts.rules ?? []);
  // What is written wrongly may ask for anything.
  if (left.section('routes') || rules.some(({ when }) => when === undefined)) return;
  const asked = new Set(rules.flatMap(({ when = [] }) => when.flatMap(({ condition }) => asks(condition))));
  for (const { id, name, origin } of plan.lists.values()) {
    if (asked.has(id)) continue;
    report('DP4037', {
      message: `no rule asks for the list \`${name}\``,
      origin: keyOf(origin),
      label: 'not used',
      why: 'its callers are treated like all others',
      help: `ask for it in a route, \`- when: {caller: ${name}}\`, or take it out`,
    });
  }
  for (const { id, name, origin, forces } of plan.overrides.values()) {
    if (asked.has(id) || forces.size > 0) continue;
    report('DP4037', {
      message: `no rule asks for the override \`${name}\`, and it forces no schedule`,
      origin: keyOf(origin),
      label: 'not used',
      why: 'whoever turns it on changes nothing for any caller',
      help: `ask for it in a route, \`- when: {override: ${name}}\`, or let it force a schedule: \`forces: {office: closed}\``,
    });
  }
};

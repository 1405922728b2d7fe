import type { Condition } from '../../../runtime/condition.ts';
import type { NodeId } from '../../../runtime/program.ts';
import { keyOf } from '../../model/plan.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isOpen } from '../variables.ts';

/** The schedules that a condition asks for. */
function asked(condition: Condition): readonly NodeId[] {
  if (condition.is === 'schedule') return [condition.schedule];
  return condition.is === 'unless' ? condition.of.flatMap(asked) : [];
}

/** Every schedule that something asks for or forces. Undefined: nothing does, or what does may have been left out. */
function usedIn({ plan, graph, left }: RuleContext): ReadonlySet<NodeId> | undefined {
  const rules = graph.nodes.flatMap(({ facts }) => facts.rules ?? []);
  const overrides = [...plan.overrides.values()];
  if (rules.length === 0 && overrides.length === 0) return undefined;
  if (left.section('routes') || left.section('overrides')) return undefined;
  if (rules.some(({ when }) => when === undefined)) return undefined;
  return new Set([
    ...rules.flatMap(({ when = [] }) => when.flatMap(({ condition }) => asked(condition))),
    ...overrides.flatMap(({ forces, ends }) => [
      ...forces.keys(),
      ...(ends !== undefined && 'schedules' in ends ? ends.schedules : []),
    ]),
  ]);
}

/**
 * DP4025, DP4026: something asks for every schedule, and a schedule names every list of holidays. A plan that asks for
 * nothing at all is still being written, and nothing is said of its schedules.
 */
export const scheduleUnused: Rule = (context) => {
  const { plan, written, left, report } = context;
  const used = usedIn(context);
  for (const { id, name, origin } of plan.schedules.values()) {
    if (used === undefined || used.has(id)) continue;
    report('DP4025', {
      message: `nothing asks for the schedule \`${name}\``,
      origin: keyOf(origin),
      label: 'not used',
      why: 'its hours change nothing for any caller',
      help: `ask for it in a route, \`- when: {open: ${name}}\`, or take it out`,
    });
  }
  const named = written.schedules.flatMap(({ value }) => value.holidays ?? []);
  const unsure = left.section('schedules') || named.some(isOpen);
  const lists = new Set(named);
  for (const { name, origin } of unsure ? [] : plan.holidays.values()) {
    if (lists.has(name)) continue;
    report('DP4026', {
      message: `no schedule names the holidays \`${name}\``,
      origin: keyOf(origin),
      label: 'not used',
      why: 'on these days callers are treated as on any other day',
      help: `write \`holidays: [${name}]\` in a schedule, or take the list out`,
    });
  }
};

import { below, type Exit, type PlanCondition } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenConditionalRule, WrittenRoute, WrittenRule } from '../model/written.generated.ts';
import { lowerCondition, readConditions } from './conditions.ts';
import { tellExits } from './exits.ts';
import { defineKind, PLAIN, type Place, type Scope } from './kind.ts';

interface RouteRule {
  /** Empty: it always holds. Absent: written wrongly, and reported. */
  readonly when?: readonly PlanCondition[];
  readonly exit: Exit;
  readonly origin: Origin;
}

interface RouteBody {
  readonly rules: readonly RouteRule[];
}

const OTHERWISE = 'otherwise';

const isConditional = (rule: WrittenRule): rule is WrittenConditionalRule => 'when' in rule;

const rulesOf = (written: WrittenRoute): readonly WrittenRule[] | undefined =>
  Array.isArray(written) ? (written as readonly WrittenRule[]) : undefined;

/** A label that no rule before has: the same conditions again are `…~2`. */
function unused(label: string, taken: Map<string, number>): string {
  const times = (taken.get(label) ?? 0) + 1;
  taken.set(label, times);
  return times === 1 ? label : `${label}~${times}`;
}

function readRule(
  rule: WrittenRule,
  origin: Origin,
  taken: Map<string, number>,
  place: Place,
  scope: Scope,
): RouteRule {
  if (!isConditional(rule)) {
    const at = below(origin, OTHERWISE);
    const label = unused(OTHERWISE, taken);
    return {
      when: [],
      exit: { label, to: scope.destination(rule.otherwise, at, place, label), origin: at },
      origin: at,
    };
  }
  const { label: name, conditions } = readConditions(rule.when, below(origin, 'when'), place, scope);
  const label = unused(name, taken);
  const at = below(origin, 'to');
  return {
    ...(conditions === undefined ? {} : { when: conditions }),
    exit: { label, to: scope.destination(rule.to, at, place, label), origin: at },
    origin: below(origin, 'when'),
  };
}

function resolve(written: WrittenRoute, place: Place, scope: Scope): RouteBody {
  const rules = rulesOf(written);
  const taken = new Map<string, number>();
  if (rules !== undefined) {
    return { rules: rules.map((rule, i) => readRule(rule, below(place.origin, i), taken, place, scope)) };
  }
  const origin = below(place.origin);
  const to = scope.destination(
    written as Exclude<WrittenRoute, readonly unknown[]>,
    origin,
    place,
    OTHERWISE,
  );
  return { rules: [{ when: [], exit: { label: OTHERWISE, to, origin }, origin }] };
}

/** Ordered rules; the first whose conditions all hold decides. */
export const routeKind = defineKind<'route', WrittenRoute, RouteBody>({
  kind: 'route',
  look: {
    family: 'choice',
    outline: 'hexagon',
    sign: 'M8 14 V9 L3 3 M8 9 L13 3 M3 6 V3 H6 M10 3 H13 V6',
    word: 'route',
  },
  section: 'routes',
  resolve,
  exits: ({ rules }) => rules.map(({ exit }) => exit),
  facts: ({ rules }) => ({
    ...PLAIN,
    mustLeave: [OTHERWISE],
    rules: rules.map(({ when, origin }) => (when === undefined ? { origin } : { when, origin })),
  }),
  lower: ({ rules }, lowering) => ({
    kind: 'route',
    rules: rules
      .filter(({ exit }) => exit.label !== OTHERWISE)
      .map(({ when = [], exit: { label } }) => ({
        label,
        when: when.map(({ condition }) => lowerCondition(condition, lowering)),
      })),
    exits: lowering.exits(rules.map(({ exit }) => exit)),
  }),
  describe: ({ exits }, tell) => `decides${tellExits(exits, tell)}`,
});

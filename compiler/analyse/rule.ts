import type { Plan, PlanNode, PlanPhone } from '../model/plan.ts';
import type { Asset } from '../model/source.ts';
import type { WrittenPlan } from '../model/written.ts';
import type { Graph } from './graph.ts';
import type { LeftOut, Report } from './report.ts';
import type { Suggestions } from './suggestions.ts';

/** A phone of the plan and the node that it belongs to. */
export interface PhoneOf {
  readonly node: PlanNode;
  readonly phone: PlanPhone;
}

/** What a rule may ask. It sees exits and facts, never a verb. */
export interface RuleContext {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly phones: readonly PhoneOf[];
  readonly assets: readonly Asset[];
  /** The date on the clocks of the plan, such as `2026-11-24`; absent: not known. */
  readonly today?: string;
  /** The plan as its author wrote it, variables in place. */
  readonly written: WrittenPlan;
  readonly left: LeftOut;
  readonly suggestions: Suggestions;
  readonly report: Report;
}

/** One law: reports what breaks it. */
export type Rule = (context: RuleContext) => void;

import { DAY, dateOf, localMinuteAt } from '../../runtime/local-time.ts';
import { type Checked, checked } from '../model/checked.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { Asset } from '../model/source.ts';
import type { WrittenPlan } from '../model/written.ts';
import { chooseEnvironment } from './environment.ts';
import { graphOf } from './graph.ts';
import { collector, leftOut } from './report.ts';
import { resolve } from './resolve.ts';
import { rules } from './rules/index.ts';
import { believed, withSalvaged } from './salvaged.ts';
import { Suggestions } from './suggestions.ts';
import { replaceVariables } from './variables.ts';

/** For what a plan is analysed. */
export interface AnalyseOptions {
  /** An environment of the plan; absent: none. */
  readonly environment?: string;
  /** Values of variables that win over the plan's: what `.env.<name>` gives. */
  readonly variables: { readonly [name: string]: string };
  /** The files beside the plan, which it may play. */
  readonly assets: readonly Asset[];
  /** The present, milliseconds since 1970; absent: nothing is said of dates that have passed. */
  readonly now?: number;
}

/**
 * What a written plan means: variables replaced, names resolved, defaults applied; then the rules speak. Reports the bands
 * DP3 and DP4, all at once, also of a plan of which earlier phases had to leave something out.
 */
export function analyse(written: WrittenPlan, options: AnalyseOptions): Checked<Plan> {
  const { plan, diagnostics } = read(written, options);
  if (written.salvaged.length === 0) return checked(plan, diagnostics);
  const further = believed(read(withSalvaged(written), options).diagnostics, written);
  return checked(plan, [...diagnostics, ...further]);
}

/** A plan, and what is wrong with it. */
function read(
  written: WrittenPlan,
  options: AnalyseOptions,
): { readonly plan: Plan; readonly diagnostics: readonly Diagnostic[] } {
  const { report, diagnostics } = collector();
  const left = leftOut(written);
  const environment = chooseEnvironment(written, options.environment, options.variables, left, report);
  const replaced = replaceVariables(written, environment, report);
  const plan = resolve({ written: replaced, environment: renew(environment, replaced), left, report });
  const graph = graphOf(plan);
  const phones = graph.nodes.flatMap((node) =>
    node.facts.phone === undefined ? [] : [{ node, phone: node.facts.phone }],
  );
  const suggestions = new Suggestions();
  const { assets, now } = options;
  const today = now === undefined ? {} : { today: todayIn(plan.settings.timezone, now) };
  for (const rule of rules) {
    rule({ plan, graph, phones, assets, written, left, suggestions, report, ...today });
  }
  return { plan, diagnostics };
}

const todayIn = (timezone: string, now: number): string =>
  dateOf(Math.floor(localMinuteAt(timezone, now) / DAY));

/** The chosen environment as it stands once variables are replaced. */
function renew(
  environment: ReturnType<typeof chooseEnvironment>,
  { environments }: WrittenPlan,
): ReturnType<typeof chooseEnvironment> {
  const chosen = environments.find(({ name }) => name === environment.chosen?.name);
  return chosen === undefined ? environment : { ...environment, chosen };
}

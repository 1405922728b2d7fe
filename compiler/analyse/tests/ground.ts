import type { NodeId } from '../../../runtime/program.ts';
import type { PlanNode, PlanOverride, PlanShortNumber } from '../../model/plan.ts';
import type { WrittenPlan } from '../../model/written.ts';
import type { Names } from '../names.ts';
import type { NormalForms } from '../normal-forms.ts';
import type { LeftOut, Report } from '../report.ts';
import type { Suggestions } from '../suggestions.ts';

/** What tests are read with: the plan as far as it is resolved. */
export interface TestsGround {
  readonly written: WrittenPlan;
  readonly names: Names;
  readonly nodes: ReadonlyMap<NodeId, PlanNode>;
  readonly shortNumbers: readonly PlanShortNumber[];
  readonly overrides: ReadonlyMap<NodeId, PlanOverride>;
  readonly emergencyNumbers: readonly string[];
  readonly forms: NormalForms;
  /** That of the plan. */
  readonly timezone: string;
  readonly domain: string | undefined;
  readonly left: LeftOut;
  readonly suggestions: Suggestions;
  readonly report: Report;
}

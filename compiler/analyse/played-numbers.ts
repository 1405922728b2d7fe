import { below, keyOf, type PlanNumber } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenEnvironment } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import type { Environment } from './environment.ts';
import type { NormalForms } from './normal-forms.ts';
import { reportTwin } from './numbers.ts';
import type { Report } from './report.ts';
import type { Suggestions } from './suggestions.ts';

/** What numbers of a rehearsal are read with. */
export interface PlayedGround {
  readonly written: WrittenPlan;
  readonly environment: Environment;
  readonly forms: NormalForms;
  /** Whether a number is in the plan, though written wrongly. */
  readonly leftOut: (number: string) => boolean;
  readonly suggestions: Suggestions;
  readonly report: Report;
}

/**
 * Numbers that play one of the plan: those of every environment are checked, those of the chosen one count. One that is only
 * planned can be played: that is how it is rehearsed. Reports DP3011, DP3013, DP3014, DP3035.
 */
export function readPlayed(
  numbers: ReadonlyMap<string, PlanNumber>,
  ground: PlayedGround,
): readonly PlanNumber[] {
  const { chosen } = ground.environment;
  return ground.written.environments.flatMap((environment) => {
    const played = playedIn(environment, numbers, ground);
    return environment.name === chosen?.name ? played : [];
  });
}

function playedIn(
  { value, origin: place }: WrittenEntry<WrittenEnvironment>,
  numbers: ReadonlyMap<string, PlanNumber>,
  ground: PlayedGround,
): readonly PlanNumber[] {
  return Object.entries(value.numbers ?? {}).flatMap(([written, played]): PlanNumber[] => {
    const origin = below(place, 'numbers', written);
    const number = ground.forms.number(written, keyOf(origin));
    const role = ground.forms.number(played, origin);
    if (number === undefined || role === undefined) return [];
    const own = numbers.get(number);
    if (own !== undefined) {
      reportTwin(written, keyOf(origin), own, ground.report);
      return [];
    }
    const model = numbers.get(role);
    if (model === undefined) {
      if (!ground.leftOut(role)) reportUnknown(number, role, origin, numbers, ground);
      return [];
    }
    const { status, ...rest } = model;
    if (status === 'ported_out') reportGone(number, model, origin, ground.report);
    return [{ ...rest, number, origin, plays: role }];
  });
}

function reportUnknown(
  number: string,
  role: string,
  origin: Origin,
  numbers: ReadonlyMap<string, PlanNumber>,
  { suggestions, report }: PlayedGround,
): void {
  report('DP3014', {
    message: `${number} plays ${role}, but the plan has no such number`,
    origin,
    label: 'not in `numbers`',
    why: `a caller of ${number} would hear that the number is not in service`,
    help: suggestions.for(role, () => numbers.keys()) ?? `add \`"${role}"\` to \`numbers\``,
  });
}

function reportGone(number: string, model: PlanNumber, origin: Origin, report: Report): void {
  report('DP3035', {
    message: `${number} plays ${model.number}, which has been ported out`,
    origin,
    label: 'no longer a number of yours',
    related: [{ origin: keyOf(model.origin), text: 'its `status` says so' }],
    why: 'what is rehearsed with it never happens',
    help: 'let it play a number that is live or planned',
  });
}

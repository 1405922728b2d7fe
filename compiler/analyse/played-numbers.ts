import { below, keyOf, type PlanNumber } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenEnvironment } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import type { Environment } from './environment.ts';
import type { NormalForms } from './normal-forms.ts';
import { type NumberSpan, numberAt, readSpan } from './number-span.ts';
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
 * planned can be played: that is how it is rehearsed. Reports DP3011, DP3013, DP3014, DP3033 to DP3035, DP3037.
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
  const found = new Map<string, PlanNumber>();
  for (const [written, played] of Object.entries(value.numbers ?? {})) {
    const origin = below(place, 'numbers', written);
    const span = readSpan(written, keyOf(origin), ground.forms, ground.report);
    const roles = readSpan(played, origin, ground.forms, ground.report, 'value');
    if (span === undefined || roles === undefined) continue;
    if (roles.size !== 1 && roles.size !== span.size)
      reportSizes(written, span, roles, origin, ground.report);
    else take({ written, span, roles, origin }, numbers, found, ground);
  }
  return [...found.values()];
}

/** A number, block or range of a rehearsal, and what it plays: as many numbers, or one. */
interface Cast {
  readonly written: string;
  readonly span: NumberSpan;
  readonly roles: NumberSpan;
  readonly origin: Origin;
}

function take(
  { written, span, roles, origin }: Cast,
  numbers: ReadonlyMap<string, PlanNumber>,
  found: Map<string, PlanNumber>,
  ground: PlayedGround,
): void {
  // Of a block one fault is enough.
  let told = false;
  const once = (tell: () => void): void => {
    if (!told) tell();
    told = true;
  };
  for (let i = 0; i < span.size; i++) {
    const number = numberAt(span, i);
    const role = numberAt(roles, roles.size === 1 ? 0 : i);
    const own = numbers.get(number) ?? found.get(number);
    const model = numbers.get(role);
    if (own !== undefined) once(() => reportTwin(written, keyOf(origin), own, ground.report));
    else if (model === undefined) {
      if (!ground.leftOut(role)) once(() => reportUnknown(number, role, origin, numbers, ground));
    } else {
      const { status, ...rest } = model;
      if (status === 'ported_out') once(() => reportGone(number, model, origin, ground.report));
      found.set(number, { ...rest, number, origin, plays: role });
    }
  }
}

function reportSizes(
  written: string,
  span: NumberSpan,
  roles: NumberSpan,
  origin: Origin,
  report: Report,
): void {
  report('DP3037', {
    message: `\`${written}\` covers ${count(span)}, and plays ${count(roles)}`,
    origin,
    label: 'not as many',
    why: 'nobody could tell which number plays which',
    help: 'let it play one number, or a block or range of the same size',
  });
}

const count = ({ size }: NumberSpan): string => (size === 1 ? 'one number' : `${size} numbers`);

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

import { below, keyOf, type PlanNumber } from '../model/plan.ts';
import type { WrittenEnvironment, WrittenNumberTarget } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import type { Environment } from './environment.ts';
import type { NormalForms } from './normal-forms.ts';
import type { LeftOut, Report } from './report.ts';
import type { PlanScope } from './scope.ts';
import type { Suggestions } from './suggestions.ts';

/** What numbers are read with. */
export interface NumbersGround {
  readonly written: WrittenPlan;
  readonly environment: Environment;
  readonly forms: NormalForms;
  readonly scope: PlanScope;
  readonly left: LeftOut;
  readonly suggestions: Suggestions;
  readonly report: Report;
}

/** The called numbers of a plan, and those that play one of them in a rehearsal. Reports DP3011, DP3013, DP3014. */
export function readNumbers(ground: NumbersGround): readonly PlanNumber[] {
  const numbers = new Map<string, PlanNumber>();
  for (const entry of ground.written.numbers) {
    const number = ground.forms.number(entry.name, keyOf(entry.origin));
    if (number === undefined) continue;
    const found = readNumber(entry, number, ground);
    const twin = numbers.get(number);
    if (twin === undefined) numbers.set(number, found);
    else reportTwin(entry, number, twin, ground.report);
  }
  return [...numbers.values(), ...readPlayed(numbers, ground)];
}

function readNumber(
  { value, origin }: WrittenEntry<WrittenNumberTarget>,
  number: string,
  { scope }: NumbersGround,
): PlanNumber {
  const labelled = typeof value === 'object' && 'to' in value;
  const written = labelled ? value.to : value;
  const at = labelled ? below(origin, 'to') : below(origin);
  const id = `number:${number}`;
  const to = scope.destination(written, at, { id, title: `\`${number}\``, origin: at }, 'to', id);
  const label = labelled ? value.label : undefined;
  return { number, to, origin, ...(label === undefined ? {} : { label }) };
}

function reportTwin(
  { name, origin }: WrittenEntry<unknown>,
  number: string,
  twin: PlanNumber,
  report: Report,
): void {
  report('DP3013', {
    message: `\`${name}\` is the number ${number}, which the plan has already`,
    origin: keyOf(origin),
    label: 'the same number again',
    related: [{ origin: keyOf(twin.origin), text: 'first written here' }],
    why: 'a call to it could go to either place',
    help: 'remove one of the two',
  });
}

/** Numbers that play one of the plan: those of every environment are checked, those of the chosen one count. */
function readPlayed(numbers: ReadonlyMap<string, PlanNumber>, ground: NumbersGround): readonly PlanNumber[] {
  const { chosen } = ground.environment;
  return ground.written.environments.flatMap((environment) => {
    const played = playedIn(environment, numbers, ground);
    return environment.name === chosen?.name ? played : [];
  });
}

function playedIn(
  { value, origin: place }: WrittenEntry<WrittenEnvironment>,
  numbers: ReadonlyMap<string, PlanNumber>,
  ground: NumbersGround,
): readonly PlanNumber[] {
  return Object.entries(value.numbers ?? {}).flatMap(([written, played]): PlanNumber[] => {
    const origin = below(place, 'numbers', written);
    const number = ground.forms.number(written, keyOf(origin));
    const role = ground.forms.number(played, origin);
    if (number === undefined || role === undefined) return [];
    const own = numbers.get(number);
    if (own !== undefined) {
      reportTwin({ name: written, value: played, origin }, number, own, ground.report);
      return [];
    }
    const model = numbers.get(role);
    if (model !== undefined) return [{ ...model, number, origin, plays: role }];
    if (!ground.left.section('numbers')) reportUnknown(number, role, origin, numbers, ground);
    return [];
  });
}

function reportUnknown(
  number: string,
  role: string,
  origin: PlanNumber['origin'],
  numbers: ReadonlyMap<string, PlanNumber>,
  { suggestions, report }: NumbersGround,
): void {
  report('DP3014', {
    message: `${number} plays ${role}, but the plan has no such number`,
    origin,
    label: 'not in `numbers`',
    why: `a caller of ${number} would hear that the number is not in service`,
    help: suggestions.for(role, () => numbers.keys()) ?? `add \`"${role}"\` to \`numbers\``,
  });
}

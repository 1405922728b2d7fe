import type { Artifacts, RuntimeFiles } from '../../../compiler/model/artifacts.ts';
import type { DesiredItems } from '../../../compiler/model/desired.ts';
import type { Bundle, Program } from '../../../runtime/program.ts';
import { compileRandom } from '../agreement/agreement.ts';
import { randomPlan } from '../agreement/random-plan.ts';
import { check, compilePlan, HEAD } from '../harness.ts';
import { planIn } from '../plan-in.ts';

/** The plans that are shot at. */

export interface FuzzedPlan {
  readonly name: string;
  readonly program: Program;
  readonly bundle: Bundle;
  readonly items: DesiredItems;
  readonly artifacts: Artifacts;
}

const SHIPPED = { runtime: '//', classify: '//' };

/** A plan of the repository, as one of its environments has it. */
export function examplePlan(name: string, environment: string, files: RuntimeFiles = SHIPPED): FuzzedPlan {
  const { text, assets } = planIn(`dialplan/${name}`);
  const { program, bundle, artifacts } = compilePlan(text, {
    assets,
    environment,
    files,
    directory: `dialplan/${name}`,
  });
  if (program === undefined || bundle === undefined || artifacts === undefined)
    throw new Error(`${name} does not compile`);
  return { name: `${name} (${environment})`, program, bundle, artifacts, items: artifacts.items };
}

/** A plan with the temptations that plans have: all extensions in a menu, digits that lead outside, a code that switches. */
const TEMPTING = `${HEAD}
numbers: {"+61 2 5550 1000": main, "+61 2 5550 1001": alice}
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, caller_id: "+61 2 5550 1001", otherwise: closed}
  web: {dial: 202, client: web, otherwise: closed}
  lobby: {dial: 203, sip_user: lobby, class: services, caller_id: "+61 2 5550 1001", otherwise: closed}
short_numbers: {"77": doctor, "78": {number: "+61 491 570 006"}, "9": {sip: "sip:out@carrier.example"}}
ring_groups: {doctor: {strategy: sequential, members: [{number: "+61 412 345 678"}], otherwise: closed}}
menus:
  main:
    prompt: "Dial an extension."
    options: {1: alice}
    extension_dialling: {allow: all}
    otherwise: closed
messages: {closed: {say: "Closed.", then: hangup}}
unmapped: {extension: outbound, transfer: outbound}
classes_of_restriction:
  staff: {allow: [internal, emergency, local, national, mobile]}
  services: {allow: [internal, emergency, service, premium, local, national, mobile], deny: [international, local, national, mobile]}
`;

export function temptingPlan(): FuzzedPlan {
  const { program, bundle, artifacts } = compilePlan(TEMPTING, { files: SHIPPED });
  if (program === undefined || bundle === undefined || artifacts === undefined)
    throw new Error(`the tempting plan does not compile:\n${check(TEMPTING)}`);
  return { name: 'tempting', program, bundle, artifacts, items: artifacts.items };
}

/** The first random plans from a seed on that compile. */
export function randomPlans(seed: number, count: number): readonly FuzzedPlan[] {
  const found: FuzzedPlan[] = [];
  for (let next = seed; found.length < count; next += 1) {
    const plan = compileRandom(randomPlan(next));
    if (!('program' in plan)) continue;
    const { program, bundle, artifacts } = plan;
    found.push({ name: `random ${next}`, program, bundle, artifacts, items: artifacts.items });
  }
  return found;
}

/** A plan whose mailboxes tell somebody on this machine. */
export function telling(plan: FuzzedPlan, url: string): FuzzedPlan {
  const change = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(/"(webhook|notify)":"https:[^"]*"/g, `"$1":"${url}"`)) as T;
  return { ...plan, program: change(plan.program), items: change(plan.items) };
}

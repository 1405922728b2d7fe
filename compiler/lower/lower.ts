import type {
  Bundle,
  Destination,
  Exits,
  NodeId,
  NumberEntry,
  Program,
  ProgramNode,
} from '../../runtime/program.ts';
import type { Ref } from '../../runtime/world.ts';
import { byCodeUnit } from '../model/desired.ts';
import { originsOf } from '../model/origins.ts';
import type { Exit, Plan, PlanNode, PlanNumber, Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import { kinds } from '../nodes/index.ts';
import type { Lowering } from '../nodes/kind.ts';
import { lowerBundle } from './bundle.ts';
import { lowerLists } from './lists.ts';
import { forcing, lowerOverrides } from './overrides.ts';
import { lowerDials, lowerPhones } from './phones.ts';
import { lowerSchedules } from './schedules.ts';
import { lowerSettings } from './settings.ts';

/** What runs: the program, and what ships inside the Functions. */
export interface Lowered {
  readonly program: Program;
  /** Its digest is still empty: it names the items, which are made of the program. */
  readonly bundle: Bundle;
  /** The sound files of the plan that are played, sorted. */
  readonly assets: readonly string[];
  /** Where the author wrote what a reference names. */
  originOf(ref: Ref): Origin | undefined;
}

/** Makes program nodes of plan nodes. Ids are names of the author, so they stay put when the plan is rearranged. */
class PlanLowering implements Lowering {
  readonly language: string;
  readonly assets = new Set<string>();
  readonly #plan: Plan;
  #most: number | undefined;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.language = plan.settings.languages[0]?.code ?? 'en';
  }

  node({ kind, body, facts }: PlanNode): ProgramNode {
    for (const prompt of facts.prompts) {
      if (prompt.kind === 'asset' && !prompt.value.startsWith('https://')) this.assets.add(prompt.value);
    }
    return kinds[kind].lower(body, this);
  }

  destination(to: Target): Destination {
    switch (to.kind) {
      case 'node':
        return to.id;
      case 'built_in':
        return to.name;
      case 'leaf':
        return this.node(to.node);
      default:
        throw new Error('a plan with an unknown target is never lowered');
    }
  }

  exits(exits: readonly Exit[]): Exits {
    return Object.fromEntries(exits.map(({ label, to }) => [label, this.destination(to)]));
  }

  phone(id: NodeId): ReturnType<Lowering['phone']> {
    const phone = this.#plan.nodes.get(id)?.facts.phone;
    if (phone === undefined) throw new Error(`${id} is a member, but has no phone`);
    return { name: id.slice(id.indexOf(':') + 1), phone };
  }

  digits(id: NodeId): string | undefined {
    return this.#plan.nodes.get(id)?.facts.digits?.value;
  }

  /** Asked by every menu that lets callers dial, so it is counted once. */
  get mostDigits(): number {
    this.#most ??= [...this.#plan.nodes.values()].reduce(
      (most, { facts }) => Math.max(most, facts.digits?.value.length ?? 0),
      1,
    );
    return this.#most;
  }

  forcedBy(schedule: NodeId): readonly NodeId[] {
    return forcing(this.#plan, schedule);
  }

  playing(number: string): readonly string[] {
    const playing = this.#plan.numbers.filter(({ plays }) => plays === number);
    return [number, ...playing.map((each) => each.number)];
  }
}

function lowerNumber({ to, label, language, vars }: PlanNumber, lowering: PlanLowering): NumberEntry {
  return {
    to: lowering.destination(to),
    ...(label === undefined ? {} : { label }),
    ...(language === undefined ? {} : { language }),
    ...(vars === undefined ? {} : { vars }),
  };
}

/** Turns a plan without errors into the program that answers calls, and its bundle. */
export function lower(plan: Plan): Lowered {
  const lowering = new PlanLowering(plan);
  const nodes: { [id: NodeId]: ProgramNode } = {};
  for (const [id, node] of plan.nodes) nodes[id] = lowering.node(node);
  // Live state that still has the former name, such as a message that waits, finds it there.
  for (const [id, { facts }] of plan.nodes) {
    const node = nodes[id];
    if (facts.was !== undefined && node !== undefined) nodes[facts.was.value] = node;
  }
  const numbers: { [number: string]: NumberEntry } = {};
  for (const number of plan.numbers) {
    if (number.status === undefined) numbers[number.number] = lowerNumber(number, lowering);
  }
  const program: Program = {
    format: 1,
    plan: plan.name,
    settings: lowerSettings(plan.settings, (to) => lowering.destination(to)),
    numbers,
    nodes,
    phones: lowerPhones(plan),
    dials: lowerDials(plan, (to) => lowering.destination(to)),
    schedules: lowerSchedules(plan),
    overrides: lowerOverrides(plan),
    lists: lowerLists(plan),
  };
  return {
    program,
    bundle: lowerBundle(plan),
    assets: [...lowering.assets].sort(byCodeUnit),
    originOf: originsOf(plan),
  };
}

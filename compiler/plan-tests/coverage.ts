import type { Condition } from '../../runtime/condition.ts';
import type { NodeId } from '../../runtime/program.ts';
import { ruling, type ScheduleState } from '../../runtime/schedule.ts';
import { deadExits } from '../model/dead-exits.ts';
import type { Plan, PlanNode } from '../model/plan.ts';
import type { PlanSchedule } from '../model/schedule.ts';
import type { Origin } from '../model/source.ts';
import type { PlayedCall } from '../trace/imagined-call.ts';
import { everyNode, exitFor } from '../trace/places.ts';
import type { Playable } from '../trace/plan-application.ts';

/**
 * What of a plan its tests have seen: every way on that somebody wrote (rules of routes, keys of menus, all other exits)
 * and every state of every schedule. What is written once and holds for many, such as the exits of
 * `extension_defaults`, counts once. What no test can bring about does not count.
 */

export interface Coverable {
  readonly kind: 'rule' | 'key' | 'exit' | 'state';
  /** In words: `route main_line: open office`, `schedule office: holiday`. */
  readonly words: string;
  readonly origin: Origin;
  /** By what it is known here. */
  readonly key: string;
}

export interface Coverage {
  readonly covered: number;
  readonly all: number;
  readonly missing: readonly Coverable[];
}

const keyOf = ({ file, path }: Origin): string => `${file} ${JSON.stringify(path)}`;

const kindOf = (node: PlanNode, label: string): Coverable['kind'] =>
  node.kind === 'route' ? 'rule' : label.startsWith('key_') ? 'key' : 'exit';

const nameOf = (id: string): string => id.replace(':', ' ');

/** A node as messages speak of it, without the quotes around the author's names. */
const titleOf = ({ title }: PlanNode): string => title.replaceAll('`', '');

/** Whether a day is open around the clock. */
const isWhole = ({ spans }: Pick<PlanSchedule['week'][number], 'spans'>): boolean =>
  spans.some(({ value }) => value.from === 0 && value.to >= 1_440);

/** The states that a schedule can be in. */
function statesOf({ week, special, lists }: PlanSchedule): readonly ScheduleState[] {
  const opens = week.some(({ spans }) => spans.length > 0) || special.some(({ spans }) => spans.length > 0);
  const holiday = lists.length > 0 || special.some((each) => each.is === 'holiday');
  // Open around the clock on all days, and no date says otherwise: never closed.
  const always =
    week.every(isWhole) &&
    special.every((each) => each.is === 'holiday' || (each.is === 'hours' && isWhole(each)));
  return [
    ...(opens ? (['open'] as const) : []),
    ...(always ? [] : (['closed'] as const)),
    ...(holiday ? (['holiday'] as const) : []),
  ];
}

const schedulesIn = (conditions: readonly Condition[]): readonly NodeId[] =>
  conditions.flatMap((each) => {
    if (each.is === 'schedule') return [each.schedule];
    return each.is === 'unless' ? schedulesIn(each.of) : [];
  });

/**
 * The nodes that a test can send a call out of: no test can fill a room, so the way on from a full one is left out, with
 * what is written in place there; so is what is written in place at an exit that no call takes.
 */
function* imaginable(plan: Plan): Iterable<PlanNode> {
  const nodes = [...everyNode(plan)];
  const rooms = nodes.filter(({ kind }) => kind === 'conference').map(({ id }) => id);
  const dead = nodes.flatMap((node) => deadExits(node).map(({ label }) => `${node.id}/${label}`));
  const beyond = [...rooms, ...dead];
  for (const node of nodes) {
    if (!beyond.some((place) => node.id === place || node.id.startsWith(`${place}/`))) yield node;
  }
}

/** The schedules that a rule asks; nobody can see the state of another, which is there for the end of a switch. */
const schedulesAsked = (plan: Plan): ReadonlySet<NodeId> =>
  new Set(
    [...everyNode(plan)].flatMap(({ facts }) =>
      (facts.rules ?? []).flatMap(({ when = [] }) => schedulesIn(when.map(({ condition }) => condition))),
    ),
  );

/** All that tests of a plan can see, in the order of the plan. */
function coverable(plan: Plan): readonly Coverable[] {
  const found = new Map<string, Coverable>();
  for (const node of imaginable(plan)) {
    const dead = deadExits(node);
    for (const exit of node.exits) {
      if (dead.includes(exit)) continue;
      const { label, origin } = exit;
      const words = `${titleOf(node)}: ${label.replaceAll('_', ' ')}`;
      const key = keyOf(origin);
      if (!found.has(key)) found.set(key, { kind: kindOf(node, label), words, origin, key });
    }
  }
  const asked = schedulesAsked(plan);
  for (const [id, schedule] of plan.schedules) {
    if (!asked.has(id)) continue;
    for (const state of statesOf(schedule)) {
      const key = `${id} ${state}`;
      found.set(key, { kind: 'state', words: `${nameOf(id)}: ${state}`, origin: schedule.origin, key });
    }
  }
  return [...found.values()];
}

/** How a turn says that an override, and not its hours, gave a schedule its state. */
const FORCED = /\b(open|closed|holiday): override:\S+ is on\b/;

/** Gathers what calls have seen. */
export class CoverageCount {
  readonly #coverable: readonly Coverable[];
  readonly #nodes: ReadonlyMap<string, PlanNode>;
  readonly #plan: Playable;
  readonly #seen = new Set<string>();

  constructor(plan: Plan, playable: Playable) {
    this.#coverable = coverable(plan);
    this.#nodes = new Map([...everyNode(plan)].map((node) => [node.id, node]));
    this.#plan = playable;
  }

  /** Adds a call; the number of things that no call before it has seen. */
  add({ answered, record, call }: PlayedCall): number {
    const before = this.#seen.size;
    const times = new Map(
      record.events.flatMap((event): [number, number][] =>
        event.kind === 'asked' ? [[event.request, event.t]] : [],
      ),
    );
    for (const { request, turns } of answered) {
      const now = call.at + (times.get(request) ?? 0) * 1_000;
      for (const turn of turns) {
        // A step goes to its menu and is not left by that: `then` follows when the menu returns.
        const exit = turn.exit ?? this.#nodes.get(turn.at)?.facts.calls;
        if (exit !== undefined) this.#exit(turn.at, exit, now, turn.because, turn.against ?? []);
      }
    }
    return this.#seen.size - before;
  }

  #exit(
    at: string,
    label: string,
    now: number,
    because: string,
    against: readonly { readonly because: string }[],
  ): void {
    const node = this.#nodes.get(at);
    if (node === undefined) return;
    const exit = exitFor(node.exits, label);
    if (exit !== undefined) this.#seen.add(keyOf(exit.origin));
    const weighed = node.facts.rules?.slice(0, against.length + 1) ?? [];
    const forced = [because, ...against.map((each) => each.because)].some((text) => FORCED.test(text));
    if (forced) return;
    for (const { when = [] } of weighed) {
      for (const id of schedulesIn(when.map(({ condition }) => condition))) {
        const schedule = this.#plan.program.schedules[id];
        if (schedule !== undefined) this.#seen.add(`${id} ${ruling(schedule, now).state}`);
      }
    }
  }

  /** How much has not been seen. */
  get missing(): number {
    return this.#coverable.filter(({ key }) => !this.#seen.has(key)).length;
  }

  /** Whether a way on from a node has not been seen. */
  isMissing(at: string, label: string): boolean {
    const exit = exitFor(this.#nodes.get(at)?.exits ?? [], label);
    return exit !== undefined && !this.#seen.has(keyOf(exit.origin));
  }

  result(): Coverage {
    const missing = this.#coverable.filter(({ key }) => !this.#seen.has(key));
    return { covered: this.#coverable.length - missing.length, all: this.#coverable.length, missing };
  }
}

/** Percent, whole, rounded down: 100 only when nothing is missing. A plan that has nothing to test is tested. */
export const percent = ({ covered, all }: Pick<Coverage, 'covered' | 'all'>): number =>
  all === 0 ? 100 : Math.floor((covered * 100) / all);

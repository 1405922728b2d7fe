import type { NodeId } from '../../runtime/program.ts';
import { nextChange, ruling } from '../../runtime/schedule.ts';
import type { Plan } from '../model/plan.ts';
import type { Phone } from '../simulate/script.ts';
import { type Caller, STRANGER } from '../trace/imagined-call.ts';
import type { People } from '../trace/people.ts';
import type { Playable } from '../trace/plan-application.ts';

/** Calls worth trying when nobody has said which: who may call what, when, and how phones may behave. */

/** Who calls what. */
export interface Dialled {
  readonly from: Caller;
  readonly to: string;
}

/** One number of each destination, each short number, each extension, dialled by whoever may. */
export function dialledBy(plan: Plan, { program }: Playable, people: People): readonly Dialled[] {
  const targets = new Map<string, string>();
  for (const [number, { to }] of Object.entries(program.numbers)) {
    const key = typeof to === 'string' ? to : `number:${number}`;
    if (!targets.has(key)) targets.set(key, number);
  }
  const numbers = [...targets.values()];
  const callers = [STRANGER, { kind: 'withheld' } as const, ...listedCallers(plan)];
  const phones = Object.values(program.phones).map(({ extension }) => extension.slice('extension:'.length));
  const addresses = [...new Set(phones)].flatMap((name) => people.phone(name) ?? []);
  const inside = addresses.slice(0, 1);
  const codes = [...plan.overrides.values()].flatMap(({ dials, by }) => {
    const permitted = by
      .map((id) => people.phone(id.slice('extension:'.length)))
      .find((each) => each !== undefined);
    return permitted === undefined ? [] : dials.map(({ digits }) => ({ from: permitted, to: digits }));
  });
  const digits = Object.keys(program.dials).map((id) => id.slice('dial:'.length));
  const feature = new Set(codes.map(({ to }) => to));
  return [
    ...numbers.map((to) => ({ from: STRANGER, to })),
    ...inside.flatMap((from) => digits.filter((to) => !feature.has(to)).map((to) => ({ from, to }))),
    ...codes,
    ...callers.slice(1).flatMap((from) => numbers.map((to) => ({ from, to }))),
    ...inside.flatMap((from) => numbers.map((to) => ({ from, to }))),
    // Numbers that the plan does not have: what it says of them is part of it.
    { from: STRANGER, to: '+15005550099' },
  ];
}

/** A caller of each list, by each thing that the list says. */
function listedCallers(plan: Plan): readonly Caller[] {
  return [...plan.lists.values()].flatMap(({ numbers, beginnings }) => {
    const said = new Map<string | true, string>();
    for (const [number, value] of numbers) if (!said.has(value)) said.set(value, number);
    for (const [beginning, value] of beginnings)
      if (!said.has(value)) said.set(value, beginning.padEnd(12, '0'));
    return [...said.values()].map((value): Caller => ({ kind: 'number', value }));
  });
}

/** Times at which each schedule is in each of its states, the time given first. Milliseconds since 1970. */
export function times({ program }: Playable, now: number): readonly number[] {
  const found = new Set([now]);
  for (const schedule of Object.values(program.schedules)) {
    const seen = new Set([ruling(schedule, now).state]);
    for (const state of ['open', 'closed', 'holiday'] as const) {
      if (seen.has(state)) continue;
      const at = nextChange(schedule, now, state);
      if (at !== undefined) found.add(at + 60_000);
    }
  }
  return [...found];
}

/** Everybody alike: nobody answers, all are busy, none can be reached, everybody answers. */
export const EVERYBODY: readonly Phone[] = [
  { does: 'no_answer' },
  { does: 'busy' },
  { does: 'unreachable' },
  { does: 'answers', after: 5, presses: ['1'] },
];

/** What may be switched on: nothing, or one override in one of its states. */
export function switches(plan: Plan): readonly (readonly [NodeId, string] | undefined)[] {
  const on = [...plan.overrides.values()].flatMap(({ id, states }) =>
    (states ?? ['on']).map((state) => [id, state] as const),
  );
  return [undefined, ...on];
}

import type { Destination, Program, ProgramNode } from '../../runtime/program.ts';
import type { Webhook } from '../../runtime/webhook.ts';
import type { Caller } from '../trace/imagined-call.ts';
import type { Surroundings } from '../trace/plan-application.ts';
import { type CountedCall, dearestCall, requestsIn } from './counted-call.ts';
import type { Profile, Use } from './rates.ts';
import { type LaidOut, requestsOf, type SyncRequest } from './requests.ts';

/** What the calls from outside ask of Sync, if all numbers of a plan are called equally often: the worst for a cache. */

/** An outside caller whom no list knows. */
const STRANGER = { kind: 'number', number: '+15005550006' } as const;
const STRANGERS_PHONE: Caller = { kind: 'number', value: STRANGER.number };

/** Places that are called whole; beyond that those of like shape stand for the others. */
const MOST_CALLED = 300;

/** Numbers that lead to one place. */
interface Place {
  readonly to: Destination;
  readonly numbers: string[];
}

/** Numbers that lead to places of one kind, by the dearest of them. */
export interface KindOfCall {
  /** `ring group sales`; `message`, where it is written in place. */
  readonly name: string;
  readonly numbers: number;
  /** How many places of the kind these numbers lead to; the name is that of the dearest. */
  readonly places: number;
  /** Of the first answer. */
  readonly first: readonly SyncRequest[];
  /** All webhooks of the dearest way that it was found to go. */
  readonly whole: CountedCall;
}

export interface Incoming {
  readonly numbers: number;
  readonly kinds: readonly KindOfCall[];
  readonly profile: Profile;
  /** How many places were called whole, and how many there are. */
  readonly called: number;
  readonly places: number;
}

const nodeOf = (to: Destination, { nodes }: Program): ProgramNode | undefined =>
  typeof to === 'string' ? nodes[to as keyof typeof nodes] : to;

/** What makes places alike: all but whom they ring. */
function shapeOf(to: Destination, program: Program): string {
  const shown = (key: string, value: unknown) =>
    ['phone', 'uri', 'number', 'identity', 'prompt'].includes(key) ? undefined : value;
  return JSON.stringify(nodeOf(to, program) ?? to, shown);
}

function placesOf(program: Program): readonly Place[] {
  const places = new Map<string, Place>();
  for (const [number, { to }] of Object.entries(program.numbers)) {
    const key = typeof to === 'string' ? to : shapeOf(to, program);
    const place = places.get(key) ?? { to, numbers: [] };
    place.numbers.push(number);
    places.set(key, place);
  }
  return [...places.values()];
}

function nameOf(to: Destination, program: Program): string {
  const kind = nodeOf(to, program)?.kind;
  if (typeof to !== 'string') return to.kind.replaceAll('_', ' ');
  return kind === undefined ? to : `${kind.replaceAll('_', ' ')} ${to.slice(to.indexOf(':') + 1)}`;
}

/** The first webhook of a call to a number. */
const ringing = (to: string, now: number): Webhook => ({
  entry: 'incoming',
  call: { sid: 'CA0', from: STRANGER, to, now, uui: 'CA0', answered: false },
  event: { kind: 'arrived' },
});

/** Sums up what calls ask for. */
class Uses {
  readonly #uses = new Map<string, { -readonly [K in keyof Use]: Use[K] }>();

  add({ object, key, kept, trip, ...rest }: SyncRequest, share: number): void {
    const write = rest.write === true;
    const name = `${object} ${kept} ${write} ${key}`;
    const use = this.#uses.get(name) ?? { object, key, kept, write, perCall: 0, first: 0 };
    use.perCall += share;
    if (trip === 1) use.first += share;
    this.#uses.set(name, use);
  }

  all(): readonly Use[] {
    return [...this.#uses.values()];
  }
}

/** A call to one number as another of the same shape went: its own keys in place of the other's. */
function renamed(
  request: SyncRequest,
  from: readonly [string, Destination],
  to: readonly [string, Destination],
) {
  if (request.key === from[0]) return { ...request, key: to[0] };
  return request.key === from[1] && typeof to[1] === 'string' ? { ...request, key: to[1] } : request;
}

/** Places in the order in which they are called: one of each shape first. */
function inTurn(places: readonly Place[], program: Program): readonly Place[] {
  const seen = new Set<string>();
  const [first, others]: [Place[], Place[]] = [[], []];
  for (const place of places) {
    const shape = shapeOf(place.to, program);
    (seen.has(shape) ? others : first).push(place);
    seen.add(shape);
  }
  return [...first, ...others];
}

interface Called {
  readonly place: Place;
  readonly number: string;
  readonly whole: CountedCall;
}

async function callPlaces(
  places: readonly Place[],
  times: readonly number[],
  plan: LaidOut,
  surroundings: Surroundings,
): Promise<ReadonlyMap<Place, Called>> {
  const called = new Map<Place, Called>();
  const byShape = new Map<string, Called>();
  let last: Called | undefined;
  for (const [i, place] of inTurn(places, plan.program).entries()) {
    const shape = shapeOf(place.to, plan.program);
    const like = byShape.get(shape) ?? last;
    if (i >= MOST_CALLED && like !== undefined) {
      called.set(place, like);
      continue;
    }
    const number = place.numbers[0] ?? '';
    const whole = await dearestCall({ from: STRANGERS_PHONE, to: number }, times, plan, surroundings);
    last = { place, number, whole };
    called.set(place, last);
    byShape.set(shape, last);
  }
  return called;
}

/** One row for each kind of place, by its dearest. */
function kindsOf(
  called: ReadonlyMap<Place, Called>,
  plan: LaidOut,
  first: (n: string) => readonly SyncRequest[],
) {
  const kinds = new Map<string, KindOfCall>();
  for (const [{ to, numbers }, { number, whole, place }] of called) {
    const kind = nodeOf(to, plan.program)?.kind ?? String(to);
    const before = kinds.get(kind);
    const count = (before?.numbers ?? 0) + numbers.length;
    const dearest = before === undefined || requestsIn(whole) > requestsIn(before.whole);
    const row = dearest ? { name: nameOf(place.to, plan.program), first: first(number), whole } : before;
    kinds.set(kind, { ...row, numbers: count, places: (before?.places ?? 0) + 1 });
  }
  return [...kinds.values()].sort((a, b) => b.numbers - a.numbers);
}

/**
 * Counts the calls from outside: exactly for the first webhook of each number, and for whole calls by the dearest way of
 * each place. @param times when schedules are in each of their states, the first of them now; milliseconds since 1970
 */
export async function countIncoming(
  plan: LaidOut,
  times: readonly number[],
  surroundings: Surroundings,
): Promise<Incoming> {
  const { program } = plan;
  const [now = 0] = times;
  const places = placesOf(program);
  const called = await callPlaces(places, times, plan, surroundings);
  const first = (number: string) => requestsOf(ringing(number, now), plan, surroundings.classify);
  const numbers = Object.keys(program.numbers).length;
  const uses = new Uses();
  let webhooks = 0;
  for (const [{ to, numbers: own }, { number: like, place, whole }] of called) {
    webhooks += (whole.length * own.length) / numbers;
    const later = whole.slice(1).flatMap(({ requests }) => requests);
    for (const number of own) {
      for (const request of first(number)) uses.add(request, 1 / numbers);
      const from = [like, place.to] as const;
      for (const request of later) uses.add(renamed(request, from, [number, to]), 1 / numbers);
    }
  }
  return {
    numbers,
    kinds: kindsOf(called, plan, first),
    profile: { webhooks, uses: uses.all() },
    called: new Set([...called.values()]).size,
    places: places.length,
  };
}

import { type Items, type MapRole, needsIn, placeOf } from '../../runtime/items.ts';
import { step } from '../../runtime/step.ts';
import type { Webhook } from '../../runtime/webhook.ts';
import { type Classified, type Need, type Ref, UNKNOWN, type World, worldOf } from '../../runtime/world.ts';
import type { Playable } from '../trace/plan-application.ts';

/**
 * The requests that one webhook makes of Sync, counted and not made: the evaluator is asked as a Function asks it, and
 * what it wants to know is looked up in the items of the plan. A container that has just started makes all of them, a warm
 * one those that it may not keep.
 */

/** What Sync counts requests by: the release document, or a map with all its items. */
export type SyncObject = 'document' | MapRole | 'state_map';

export interface SyncRequest {
  readonly object: SyncObject;
  readonly key: string;
  /** Requests of one trip are made side by side; counts from 1. */
  readonly trip: number;
  /** Whether a warm Function may keep it: a part of the plan, and neither live state nor about one caller. */
  readonly kept: boolean;
  readonly write?: true;
}

/** A plan, and how it lies in Sync. */
export interface LaidOut extends Playable {
  readonly items: Items;
}

type Classify = (number: string) => Classified | null;

/** More than any first webhook needs; as many trips as the Functions make. */
const MAX_TRIPS = 6;

/** The release document, which every webhook that asks Sync wants, beside its first items. */
export const DOCUMENT = { object: 'document', key: '', trip: 1, kept: true } as const;

/** What a map answers when it is asked whether it is there. */
const THE_MAP = '';

/** `listed:vip:*` stands for the caller's own entry; a caller without a number has none. */
function forCaller(ref: Ref, { call }: Webhook): readonly Ref[] {
  if (!ref.endsWith(':*')) return [ref];
  return call.from.kind === 'number' ? [`${ref.slice(0, -1)}${call.from.number}` as Ref] : [];
}

/** A reader that knows of a plan what it has asked for. */
class Reader {
  readonly #plan: LaidOut;
  readonly #webhook: Webhook;
  readonly #seen = new Set<Ref>();
  readonly #written = new Set<Ref>();
  readonly #classed = new Set<string>();
  readonly #looked = new Set<SyncObject>();
  readonly #requests: SyncRequest[] = [];
  #trip = 0;

  constructor(plan: LaidOut, webhook: Webhook) {
    this.#plan = plan;
    this.#webhook = webhook;
  }

  get requests(): readonly SyncRequest[] {
    return this.#requests;
  }

  world(classify: Classify): World {
    const whole = worldOf(this.#plan.program, { classify });
    const seen = <T>(ref: Ref, value: () => T): T | undefined => (this.#seen.has(ref) ? value() : undefined);
    return {
      number: (number) => seen(`number:${number}`, () => whole.number(number)),
      node: (id) => seen(id, () => whole.node(id)),
      phone: (key) => seen(key, () => whole.phone(key)),
      dial: (key) => seen(key, () => whole.dial(key)),
      settings: () => seen(`settings:${this.#plan.bundle.plan}`, () => whole.settings()),
      schedule: (id) => seen(id, () => whole.schedule(id)),
      override: (id) => seen(id, () => whole.override(id)),
      list: (id) => seen(id, () => whole.list(id)),
      listed: (id, number) =>
        seen(`listed:${id.slice('list:'.length)}:${number}`, () => whole.listed(id, number)),
      live: (id) => seen(`live:${id}`, () => whole.live(id)),
      written: (ref) => (this.#written.has(ref) ? 'done' : undefined),
      classify: (number) => (this.#classed.has(number) ? classify(number) : undefined),
    };
  }

  /** Does what the evaluator wants, and counts it. */
  satisfy(needs: readonly Need[], near: Ref | undefined): void {
    const refs = needs.flatMap((need) => (need.kind === 'entry' ? [need.ref] : []));
    if (refs.length > 0) this.#read(refs, near);
    for (const need of needs) {
      if (need.kind === 'call_type') this.#classed.add(need.number);
      if (need.kind !== 'write') continue;
      this.#written.add(need.ref);
      this.#ask(need.ref, true);
    }
  }

  #payload(ref: Ref) {
    const { map, key } = placeOf(ref);
    const items = map === 'state_map' ? {} : this.#plan.items[map];
    return Object.hasOwn(items, key) ? items[key] : undefined;
  }

  #read(refs: readonly Ref[], near: Ref | undefined): void {
    const nearby = near !== undefined && this.#seen.has(near) ? needsIn(this.#payload(near) ?? {}) : [];
    const wanted = [...refs, ...nearby.flatMap((ref) => forCaller(ref, this.#webhook))];
    const fresh = [...new Set(wanted)].filter((ref) => !this.#seen.has(ref));
    this.#trip += 1;
    if (this.#trip === 1) this.#requests.push(DOCUMENT);
    for (const ref of fresh) this.#ask(ref, false);
    for (const ref of fresh) this.#seen.add(ref);
  }

  #ask(ref: Ref, write: boolean): void {
    const { map: object, key } = placeOf(ref);
    const there = this.#payload(ref) !== undefined;
    const trip = this.#trip;
    // What is not in the plan is about this one call: a number that somebody dialled, an entry of a list.
    const kept = there && !ref.startsWith('listed:');
    this.#requests.push({ object, key, trip, kept, ...(write ? { write } : {}) });
    // Nothing there, or no such map? The Functions look, and keep the answer.
    const looks = !there && (object === 'number_map' || object === 'ring_group_map');
    if (!looks || this.#looked.has(object)) return;
    this.#looked.add(object);
    this.#requests.push({ object, key: THE_MAP, trip, kept: true });
  }
}

/** What one webhook asks of Sync, in the order of its trips; empty: nothing, as an emergency call. */
export function requestsOf(webhook: Webhook, plan: LaidOut, classify: Classify): readonly SyncRequest[] {
  if (step(webhook, plan.bundle, UNKNOWN).kind === 'answer') return [];
  const reader = new Reader(plan, webhook);
  const world = reader.world(classify);
  for (let trip = 0; trip < MAX_TRIPS; trip += 1) {
    const reply = step(webhook, plan.bundle, world);
    if (reply.kind !== 'needs') break;
    reader.satisfy(reply.needs, reply.near);
  }
  return reader.requests;
}

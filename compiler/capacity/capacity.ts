import { encode } from '../../runtime/items.ts';
import type { MapNames } from '../model/desired.ts';
import type { Playable, Surroundings } from '../trace/plan-application.ts';
import { adviceFor } from './advice.ts';
import { countIncoming, type Incoming, type KindOfCall } from './incoming.ts';
import { countInside, type InsideCall } from './inside.ts';
import { type Assumed, type LimitUse, limitsOf, type Names } from './limit-use.ts';
import type { Profile } from './rates.ts';

/**
 * What a deployment of a plan can carry, by the limits that Twilio publishes. Requests are counted, by the evaluator and
 * the items that ship; nothing is measured. Calls come from outside, to all numbers equally often.
 */

export interface Capacity {
  readonly plan: string;
  readonly assumed: Assumed;
  readonly numbers: number;
  readonly kinds: readonly KindOfCall[];
  readonly inside: readonly InsideCall[];
  readonly profile: Profile;
  /** Places that were called whole, and all. */
  readonly called: number;
  readonly places: number;
  /** What is reached first stands first. */
  readonly limits: readonly LimitUse[];
  /** The most calls a second, by how many containers answer them: Twilio tells nobody how many it runs. */
  readonly byContainers: readonly { readonly containers: number; readonly carries: number }[];
  /** One step a line, the first to be taken first; empty: nothing to do. */
  readonly advice: readonly string[];
}

const namesOf = (plan: string, maps: MapNames): Names => ({ ...maps, document: `dialplan.${plan}.release` });

/** Warm containers that are shown beside those that are assumed. */
const CONTAINERS = [3, 10, 30];

const carriedBy = (profile: Profile, assumed: Assumed, names: Names): number =>
  limitsOf(profile, assumed, names)[0]?.carries ?? Number.POSITIVE_INFINITY;

/** What a plan can carry. @param times when schedules are in each of their states, now first; milliseconds since 1970 */
export async function capacityOf(
  plan: Playable,
  times: readonly number[],
  assumed: Assumed,
  surroundings: Surroundings,
): Promise<Capacity> {
  const laidOut = { ...plan, items: encode(plan.program) };
  const incoming: Incoming = await countIncoming(laidOut, times, surroundings);
  const { profile, numbers, kinds, called, places } = incoming;
  const names = namesOf(plan.program.plan, plan.bundle.maps);
  return {
    plan: plan.program.plan,
    assumed,
    numbers,
    kinds,
    inside: countInside(laidOut, times[0] ?? 0, surroundings.classify),
    profile,
    called,
    places,
    limits: limitsOf(profile, assumed, names),
    byContainers: [...new Set([...CONTAINERS, assumed.containers])]
      .sort((a, b) => a - b)
      .map((containers) => ({ containers, carries: carriedBy(profile, { ...assumed, containers }, names) })),
    advice: adviceFor(profile, assumed, names),
  };
}

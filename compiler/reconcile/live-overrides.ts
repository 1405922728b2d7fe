import type { JsonObject } from '../../runtime/digest.ts';
import { type LiveOverride, liveState, readLive } from '../../runtime/override.ts';
import type { NodeId } from '../../runtime/program.ts';
import { unwrap } from '../../runtime/release.ts';
import { findService, type PlanPlace, type Read } from './live.ts';
import { noAnswer, nothingReleased } from './problems.ts';
import type { Answer, ReadTarget, StoredItem, SyncTarget } from './target.ts';

/**
 * What is switched on at the moment: items of the state map under the overrides' ids. Functions write them when a feature
 * code is dialled, people in the Console and `dialplan override` too. No release covers them.
 */

/** Where live state lies. */
export interface StatePlace extends PlanPlace {
  /** Unique name of the map of live state. */
  readonly stateMap: string;
}

const PREFIX = 'override:';

/** The live state of every override that has one, by id. What cannot be read means nothing, as for a call. */
export async function liveOverrides(
  target: ReadTarget,
  service: string,
  stateMap: string,
): Promise<Read<ReadonlyMap<NodeId, LiveOverride>>> {
  const found = new Map<NodeId, LiveOverride>();
  for (let after = PREFIX; ; ) {
    const page = await target.listItems(service, stateMap, after);
    // No map: nothing was released yet, so nothing is on.
    if (page.kind === 'not_found') return { ok: true, value: found };
    if (page.kind !== 'ok') {
      return { ok: false, refused: false, problem: noAnswer(`list the map \`${stateMap}\``, page) };
    }
    for (const { key, data } of page.value.items) {
      const live = key.startsWith(PREFIX) ? readLive(unwrap(data)) : undefined;
      if (live !== undefined) found.set(key as NodeId, live);
    }
    const last = page.value.items.at(-1);
    if (last === undefined || !last.key.startsWith(PREFIX) || !page.value.more)
      return { ok: true, value: found };
    after = last.key;
  }
}

/** Whether live state says that something is on at a time (milliseconds since 1970), whatever the plan knows of it. */
export const isOn = ({ state, until }: LiveOverride, now: number): boolean =>
  state !== 'off' && !(until !== undefined && Date.parse(until) <= now);

/** What an override is turned to. */
export interface Switching {
  readonly override: NodeId;
  /** `on`, `off`, or one of its states. */
  readonly state: string;
  /** Milliseconds since 1970; absent: it does not end by itself. */
  readonly until?: number;
  readonly now: number;
  /** Who turns it, for people. */
  readonly by: string;
}

/** How often a write is begun anew when somebody else was faster. */
const TRIES = 4;

/** Turns an override. Codes: DP6001, DP6017, DP6019. */
export async function switchOverride(
  target: SyncTarget,
  place: StatePlace,
  { override, state, until, now, by }: Switching,
): Promise<Read<LiveOverride>> {
  const service = await findService(target, place);
  if (!service.ok) return service;
  const none = { ok: false, refused: true, problem: nothingReleased(place.plan, place.service) } as const;
  if (service.value === null) return none;
  const { sid } = service.value;
  const data = liveState(state, now, until, by);
  for (let tries = 1; ; tries += 1) {
    const answer = await put(target, sid, place.stateMap, override, data);
    if (answer.kind === 'ok') return { ok: true, value: readLive(data) ?? { state } };
    if (answer.kind === 'not_found') return none;
    const overtaken = answer.kind === 'conflict' || answer.kind === 'exists';
    if (!overtaken || tries === TRIES) {
      return { ok: false, refused: false, problem: noAnswer(`turn \`${override}\``, answer) };
    }
  }
}

/** Writes over what is there, or makes the item. */
async function put(
  target: SyncTarget,
  service: string,
  map: string,
  key: string,
  data: JsonObject,
): Promise<Answer<StoredItem>> {
  const there = await target.fetchItem(service, map, key);
  if (there.kind === 'not_found') return target.createItem(service, map, key, data);
  return there.kind === 'ok' ? target.updateItem(service, map, key, data, there.value.revision) : there;
}

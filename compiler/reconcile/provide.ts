import type { Read } from './live.ts';
import { findService, type PlanPlace } from './live.ts';
import { noAnswer } from './problems.ts';
import type { Clock, SyncService, SyncTarget } from './target.ts';

/**
 * Creates what is missing: the service and its maps. Doing it twice is harmless. A map has a unique name, so a lost
 * reply is found out by asking; a service has none, so after a lost reply it is only looked for, never made again, and of
 * two who make one at once not both go on.
 */

const LOOKS = 4;
const BETWEEN_LOOKS = 5_000;

/** Makes the service. */
export async function provideService(
  target: SyncTarget,
  clock: Clock,
  place: PlanPlace,
): Promise<Read<SyncService>> {
  const made = await target.createService(place.service);
  if (made.kind === 'ok') {
    // Somebody else may have made one as well: then nobody could tell later which of the two is meant.
    const again = await findService(target, place);
    return !again.ok && again.refused ? again : { ok: true, value: made.value };
  }
  for (let look = 0; made.kind === 'unknown' && look < LOOKS; look += 1) {
    const found = await findService(target, place);
    if (!found.ok) return found;
    if (found.value !== null) return { ok: true, value: found.value };
    await clock.sleep(BETWEEN_LOOKS);
  }
  return { ok: false, refused: false, problem: noAnswer(`create the service \`${place.service}\``, made) };
}

/** Makes one map, if it is not there. */
export async function provideMap(
  target: SyncTarget,
  clock: Clock,
  service: string,
  map: string,
): Promise<Read<true>> {
  for (let tries = 0; ; tries += 1) {
    const made = await target.createMap(service, map);
    if (made.kind === 'ok' || made.kind === 'exists') return { ok: true, value: true };
    if (made.kind !== 'unknown' || tries + 1 >= LOOKS) {
      return { ok: false, refused: false, problem: noAnswer(`create the map \`${map}\``, made) };
    }
    await clock.sleep(BETWEEN_LOOKS);
  }
}

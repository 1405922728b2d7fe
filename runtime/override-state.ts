import type { Ground } from './node.ts';
import { liveRef, stateOf } from './override.ts';
import type { NodeId } from './program.ts';
import type { Need, Ref } from './world.ts';

/** The state that an override is in now (null: off), or what must be read before that can be told. */
export function overrideState(
  id: NodeId,
  { world, call }: Pick<Ground, 'world' | 'call'>,
): { readonly state: string | null } | { readonly needs: readonly Need[] } {
  const override = world.override(id);
  const live = world.live(id);
  const former = override?.was === undefined ? null : world.live(override.was);
  const refs: Ref[] = [];
  if (override === undefined) refs.push(id);
  if (live === undefined) refs.push(liveRef(id));
  if (former === undefined && override?.was !== undefined) refs.push(liveRef(override.was));
  if (refs.length > 0) return { needs: refs.map((ref) => ({ kind: 'entry', ref })) };
  // What was switched on under the old name stays on until it is switched under the new one.
  return { state: override ? stateOf(override, live ?? former, call.now) : null };
}

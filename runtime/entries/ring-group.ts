import { aboutCaller } from '../legs.ts';
import type { Arrival, Lobby } from '../webhook.ts';

/** A group's own webhook, `/ringGroup?ringGroupId=…`: for numbers that point at a group without being in the plan. */
export function ringGroupEntry({ webhook, world, bundle }: Lobby): Arrival {
  const ref = `ring_group:${webhook.group || '1'}` as const;
  const group = world.node(ref);
  if (group === undefined) {
    return { kind: 'needs', needs: [{ kind: 'entry', ref }, ...aboutCaller(webhook.call, bundle)] };
  }
  if (group === null) return { kind: 'refuse', sentence: 'no_such_group', at: ref, because: 'no such group' };
  return { kind: 'visit', to: group, at: ref, entry: ref, because: 'the group was called' };
}

import type { Exit, PlanNode } from './plan.ts';

/** The exits of a node that no call can take: their label is none by which it leaves, and `otherwise` has nothing left to catch. */
export function deadExits({ exits, facts }: Pick<PlanNode, 'exits' | 'facts'>): readonly Exit[] {
  const { leavesBy } = facts;
  if (leavesBy === undefined) return [];
  const named = new Set(exits.map(({ label }) => label));
  const caught = leavesBy.filter((label) => !named.has(label));
  return exits.filter(({ label }) =>
    label === 'otherwise' ? caught.length === 0 : !leavesBy.includes(label),
  );
}

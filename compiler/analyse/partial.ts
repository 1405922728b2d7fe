import type { Target } from '../model/plan.ts';
import type { RuleContext } from './rule.ts';

/** Whether something was left out or not understood: what seems out of reach may be reached from there. */
export function isPartial({ plan, graph, written }: RuleContext): boolean {
  const { broken, brokenSettings, unread } = written;
  if (broken.length + brokenSettings.length + unread.length > 0) return true;
  const unknown = ({ to }: { readonly to: Target }): boolean => to.kind === 'unknown';
  const transfer = plan.settings.unmapped.transfer.value;
  return (
    unknown({ to: transfer }) ||
    graph.roots.some(unknown) ||
    graph.nodes.some(({ exits }) => exits.some(unknown))
  );
}

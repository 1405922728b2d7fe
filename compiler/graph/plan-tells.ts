import { keyOf, type Plan, type PlanNode, type Target } from '../model/plan.ts';
import type { Locator } from '../model/source.ts';
import type { About, Tells } from './flow.ts';

/** The nodes of a plan by id, and the leaves by address. */
function nodesOf(plan: Plan): ReadonlyMap<string, PlanNode> {
  const found = new Map<string, PlanNode>();
  const waiting: Target[] = [
    ...[...plan.nodes.values()].map((node): Target => ({ kind: 'leaf', node })),
    ...plan.numbers.map(({ to }) => to),
    ...plan.shortNumbers.map(({ to }) => to),
    ...[...plan.overrides.values()].flatMap(({ dials }) => dials.map(({ to }) => to)),
    ...Object.values(plan.settings.unmapped).map(({ value }) => value),
  ];
  for (let to = waiting.pop(); to !== undefined; to = waiting.pop()) {
    if (to.kind !== 'leaf' || found.has(to.node.id)) continue;
    found.set(to.node.id, to.node);
    waiting.push(...to.node.exits.map((exit) => exit.to));
  }
  return found;
}

/** What a plan in git knows of its nodes: what their authors call them, and at which line they stand. */
export function tellsOf(plan: Plan, locator: Locator): Tells {
  const nodes = nodesOf(plan);
  return (at): About | undefined => {
    const node = nodes.get(at);
    if (node === undefined) return undefined;
    const isNamed = plan.nodes.has(node.id as `${string}:${string}`);
    const name = isNamed ? node.origin.path.at(-1) : undefined;
    const line = locator.span(isNamed ? keyOf(node.origin) : node.origin)?.start.line;
    return {
      ...(typeof name === 'string' ? { name } : {}),
      ...(line === undefined ? {} : { place: `${node.origin.file}:${line}` }),
    };
  };
}

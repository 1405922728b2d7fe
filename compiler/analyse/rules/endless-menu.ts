import type { PlanNode } from '../../model/plan.ts';
import { cycles, wayRound } from '../cycles.ts';
import type { Graph, Way } from '../graph.ts';
import type { Rule } from '../rule.ts';

/** How many places of a loop are shown. */
const SHOWN = 4;

/** Where a caller gets who never presses anything. */
const silently =
  (graph: Graph) =>
  (node: PlanNode): readonly Way[] => {
    const { asks, calls, waitsForCaller } = node.facts;
    if (asks !== undefined) {
      const exit =
        node.exits.find(({ label }) => label === asks.silence) ??
        node.exits.find(({ label }) => label === 'otherwise');
      return exit === undefined ? [] : [graph.way(node, exit)].filter((way) => way !== undefined);
    }
    return waitsForCaller && calls === undefined ? [] : graph.ways(node);
  };

/** DP4040: a caller who presses nothing gets somewhere in the end. */
export const endlessMenu: Rule = ({ graph, report }) => {
  if (!graph.nodes.some(({ facts }) => facts.asks)) return;
  const ways = silently(graph);
  const next = (node: PlanNode): readonly PlanNode[] => ways(node).map(({ to }) => to);
  const tell = (round: readonly PlanNode[]): void => {
    const [start] = round;
    const origins = round.flatMap((node, i) => {
      const to = round[(i + 1) % round.length];
      return ways(node).find((way) => way.to === to)?.origin ?? [];
    });
    const [origin, ...others] = origins;
    if (start === undefined || origin === undefined) return;
    const names = [...round, start].map(({ title }) => title);
    const alone = round.length === 1;
    report('DP4040', {
      message: alone
        ? `a caller who presses nothing stays in ${start.title} for ever`
        : `a caller who presses nothing goes round for ever: ${names.join(' → ')}`,
      origin,
      label: alone ? 'asks again, and counts from the beginning' : 'the way round begins here',
      related: others.slice(0, SHOWN).map((each) => ({ origin: each, text: 'and goes on here' })),
      why: 'a line that was left open, or a machine that calls, keeps the call going, and you pay for it',
      help: 'say how often it asks with `on_timeout: {retries: 2, to: …}`, and name a place that ends',
    });
  };
  // A menu that leads back to itself is told where it stands twice: `names-itself` speaks of its name.
  const itself = (node: PlanNode): boolean =>
    ways(node).some(({ to }) => to === node) &&
    !node.exits.some(({ to }) => to.kind === 'node' && to.id === node.id);
  for (const node of graph.nodes) if (node.facts.asks !== undefined && itself(node)) tell([node]);
  for (const component of cycles(
    graph.nodes.filter((node) => next(node).length > 0),
    next,
  )) {
    // Without a menu in it, it is the plan alone that goes round.
    const start = component.find(({ facts }) => facts.asks);
    if (start !== undefined) tell(wayRound(start, component, next));
  }
};

import type { PlanNode } from '../../model/plan.ts';
import { cycles, wayRound } from '../cycles.ts';
import type { Graph } from '../graph.ts';
import type { Rule } from '../rule.ts';

/** How many places of a loop are shown. */
const SHOWN = 4;

/** The nodes after a node, where the plan and not the caller decides; itself left out (that is `names-itself`). */
const nextIn =
  (graph: Graph) =>
  (node: PlanNode): readonly PlanNode[] => {
    if (node.facts.waitsForCaller) return [];
    return node.exits.flatMap(({ to }) => {
      const next = graph.at(to);
      return next === undefined || next === node ? [] : [next];
    });
  };

/** DP4002: no way leads round in a circle unless the caller takes part. */
export const endlessLoop: Rule = ({ graph, report }) => {
  const next = nextIn(graph);
  // What leads nowhere is in no circle, and most of a large plan leads nowhere.
  const leading = graph.nodes.filter((node) => next(node).length > 0);
  for (const component of cycles(leading, next)) {
    const [start] = component;
    if (start === undefined) continue;
    const round = wayRound(start, component, next);
    const exits = round.flatMap((node, i) => {
      const to = round[(i + 1) % round.length];
      return node.exits.find((exit) => graph.at(exit.to) === to) ?? [];
    });
    const [first, ...others] = exits;
    if (first === undefined) continue;
    const shown = round.length > 6 ? [...round.slice(0, 5), '…'] : round;
    const names = shown.map((node) => (typeof node === 'string' ? node : node.title));
    report('DP4002', {
      message: `a call can go round for ever: ${[...names, start.title].join(' → ')}`,
      origin: first.origin,
      label: 'the way round begins here',
      related: others.slice(0, SHOWN).map(({ origin }) => ({ origin, text: 'and goes on here' })),
      why: 'a caller whom nobody answers hears the same again and again until they give up, and every round costs',
      help: 'let one of these ways end: in a message that ends with `then: hangup`, or at a phone that always answers',
    });
  }
};

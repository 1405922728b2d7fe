import type { PlanNode, PlanNumber, Ringing } from '../../model/plan.ts';
import type { Origin } from '../../model/source.ts';
import { cycles } from '../cycles.ts';
import type { Rule } from '../rule.ts';

/** A called number, or a node. */
type Vertex = PlanNumber | PlanNode;
/** A number of the plan that a node dials by the telephone network. */
interface Dial {
  readonly number: PlanNumber;
  readonly origin: Origin;
}

const isNumber = (vertex: Vertex): vertex is PlanNumber => 'number' in vertex;

const dialled = ({ to }: Ringing): string | undefined =>
  to?.kind === 'leg' && to.leg.type === 'number' ? to.leg.destination : undefined;

/**
 * DP4015: a call to a number does not dial that number again. DP4016: a call to a number of the plan stays in the plan.
 * Both are dials by the telephone network of a number that leads back here.
 */
export const numberDialsItself: Rule = ({ plan, graph, report }) => {
  const legs = new Set(
    graph.nodes.flatMap((node) => node.facts.rings.flatMap((ring) => dialled(ring) ?? [])),
  );
  if (legs.size === 0) return;
  // One that has been ported out leads to somebody else.
  const own = plan.numbers.filter(({ number, status }) => legs.has(number) && status !== 'ported_out');
  const listed = new Map(own.map((number) => [number.number, number]));
  const dials = new Map<Vertex, readonly Dial[]>();
  for (const node of graph.nodes) {
    const found = node.facts.rings.flatMap((ringing): readonly Dial[] => {
      const number = listed.get(dialled(ringing) ?? '');
      return number === undefined ? [] : [{ number, origin: ringing.origin }];
    });
    if (found.length > 0) dials.set(node, found);
  }
  if (dials.size === 0) return;
  const dialledBy = (vertex: Vertex): readonly Dial[] => dials.get(vertex) ?? [];

  const next = (vertex: Vertex): readonly Vertex[] => {
    if (isNumber(vertex)) return [vertex.to].flatMap((to) => graph.at(to) ?? []);
    const exits = vertex.exits.flatMap(({ to }) => graph.at(to) ?? []);
    return [...exits, ...dialledBy(vertex).map(({ number }) => number)];
  };
  const targets = new Set([...dials.values()].flat().map(({ number }) => number));
  const inLoop = new Map<Vertex, number>();
  cycles<Vertex>([...targets, ...graph.nodes], next).forEach((component, i) => {
    for (const vertex of component) inLoop.set(vertex, i);
  });
  for (const node of graph.nodes) {
    for (const { number, origin } of dialledBy(node)) {
      const loops = inLoop.has(node) && inLoop.get(node) === inLoop.get(number);
      report(loops ? 'DP4015' : 'DP4016', {
        message: loops
          ? `a call to ${number.number} dials ${number.number} again`
          : `${node.title} dials ${number.number}, which is a number of this plan`,
        origin,
        label: loops ? 'leads back to itself' : 'leaves by the telephone network and comes back',
        related: [{ origin: number.origin, text: 'the number in the plan' }],
        why: loops
          ? 'each round is one more call that you pay for, until Twilio stops it; the caller hears ringing'
          : 'you pay for two calls, and the caller waits longer',
        help: loops ? 'name a phone or another place' : 'name the place where calls to that number go',
      });
    }
  }
};

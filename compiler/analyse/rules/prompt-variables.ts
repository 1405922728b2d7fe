import { keyOf, type PlanNode, type PlanNumber } from '../../model/plan.ts';
import type { Graph } from '../graph.ts';
import { type Hole, holesOf, strangeHole } from '../prompt-holes.ts';
import type { Report } from '../report.ts';
import type { Rule } from '../rule.ts';

/** What leads on to a node, for all nodes. */
function before(graph: Graph): ReadonlyMap<PlanNode, readonly PlanNode[]> {
  const found = new Map<PlanNode, PlanNode[]>();
  for (const node of graph.nodes) {
    for (const { to } of graph.ways(node)) {
      const known = found.get(to);
      if (known === undefined) found.set(to, [node]);
      else known.push(node);
    }
  }
  return found;
}

/** The nodes from which a call can get to one of some, and which of them it meets. */
function leading(
  holders: readonly { readonly node: PlanNode; readonly hole: Hole }[],
  back: ReadonlyMap<PlanNode, readonly PlanNode[]>,
): ReadonlyMap<PlanNode, Hole> {
  const found = new Map<PlanNode, Hole>();
  for (const { node, hole } of holders) if (!found.has(node)) found.set(node, hole);
  for (const [node, hole] of found) {
    for (const from of back.get(node) ?? []) if (!found.has(from)) found.set(from, hole);
  }
  return found;
}

function tellStrange(graph: Graph, report: Report): void {
  for (const { facts } of graph.nodes) {
    for (const prompt of facts.prompts) {
      const strange = strangeHole(prompt);
      if (strange === undefined) continue;
      report('DP3053', {
        message: `\`${strange}\` is no variable`,
        origin: prompt.origin,
        label: 'expected a name of lower-case letters, digits and `_`, such as `{{brand}}`',
        why: 'the caller would hear the braces and what stands in them',
        help: 'write the name without spaces, as it stands in `vars`',
      });
    }
  }
}

const gives = ({ vars = {} }: PlanNumber, name: string): boolean => Object.hasOwn(vars, name);

/** DP3053: whoever hears a variable has called a number that has it. */
export const promptVariables: Rule = ({ plan, graph, left, report }) => {
  tellStrange(graph, report);
  const holders = graph.nodes.flatMap((node) => holesOf(node).map((hole) => ({ node, hole })));
  if (holders.length === 0 || left.section('numbers')) return;
  const back = before(graph);
  for (const name of new Set(holders.map(({ hole }) => hole.name))) {
    const lead = leading(
      holders.filter(({ hole }) => hole.name === name),
      back,
    );
    const holeFor = ({ to }: Pick<PlanNumber, 'to'>): Hole | undefined => {
      const node = graph.at(to);
      return node && lead.get(node);
    };
    const callers = plan.numbers.filter((number) => holeFor(number) !== undefined);
    const without = callers.filter((number) => !gives(number, name));
    const [first] = without;
    const hole = first && holeFor(first);
    if (
      first !== undefined &&
      hole !== undefined &&
      without.length > 1 &&
      without.length === callers.length
    ) {
      // Nobody has it: the words are wrong, or every number is.
      report(
        'DP3053',
        {
          message: `callers hear \`{{${name}}}\`, but none of the ${without.length} numbers that lead here has it`,
          origin: hole.prompt.origin,
          label: 'stands for nothing',
          related: [{ origin: keyOf(first.origin), text: `the first of the numbers, ${first.number}` }],
          why: 'the caller would hear a gap',
          help: `add \`${name}\` to the \`vars\` of the numbers, or take it out of the words`,
        },
        name,
      );
    } else {
      for (const number of without) tellNumber(number, name, holeFor(number), report);
    }
    const outside = holeFor({ to: plan.settings.unmapped.outside_caller.value });
    if (outside !== undefined) tellUnlisted(name, outside, report);
  }
};

function tellNumber(number: PlanNumber, name: string, hole: Hole | undefined, report: Report): void {
  report(
    'DP3053',
    {
      message: `callers of ${number.number} hear \`{{${name}}}\`, but the number has no \`${name}\``,
      origin: keyOf(number.origin),
      label: `no \`${name}\` in \`vars\``,
      related: hole === undefined ? [] : [{ origin: hole.prompt.origin, text: 'they hear it here' }],
      why: 'the caller would hear a gap',
      help: `add \`vars: {${name}: …}\` to the number`,
    },
    name,
  );
}

function tellUnlisted(name: string, { prompt }: Hole, report: Report): void {
  report(
    'DP3053',
    {
      message: `callers of numbers that are not listed hear \`{{${name}}}\`, and such numbers have no variables`,
      origin: prompt.origin,
      label: 'stands for nothing',
      why: 'the caller would hear a gap',
      help: 'let `unmapped.outside_caller` say something without variables',
    },
    `${name} unlisted`,
  );
}

import type { Plan, PlanNode } from '../../model/plan.ts';
import type { Origin } from '../../model/source.ts';
import type { Graph } from '../graph.ts';
import { promptsOf, type WholePrompt } from '../prompts-of.ts';
import type { Rule } from '../rule.ts';

/** The languages in which calls get to a node, and what chose each; absent: nothing did, it is the plan's first. */
type Heard = ReadonlyMap<PlanNode, ReadonlyMap<string, Origin | undefined>>;

interface Arrival {
  readonly node: PlanNode;
  readonly language: string;
  readonly chosen: Origin | undefined;
}

function arrivals(plan: Plan, graph: Graph, first: string): Arrival[] {
  const { outside_caller, extension, transfer } = plan.settings.unmapped;
  const unlisted = [
    outside_caller.value,
    extension.value,
    transfer.value,
    ...plan.shortNumbers.map(({ to }) => to),
  ];
  const plain = (node: PlanNode | undefined): Arrival[] =>
    node === undefined ? [] : [{ node, language: first, chosen: undefined }];
  return [
    ...plan.numbers.flatMap(({ to, language = first, origin }) => {
      const node = graph.at(to);
      return node === undefined ? [] : [{ node, language, chosen: origin }];
    }),
    ...unlisted.flatMap((to) => plain(graph.at(to))),
    ...graph.nodes.filter(({ facts }) => facts.callable).flatMap(plain),
  ];
}

function heardIn(plan: Plan, graph: Graph, first: string): Heard {
  const heard = new Map<PlanNode, Map<string, Origin | undefined>>();
  const waiting = arrivals(plan, graph, first);
  for (let i = 0; i < waiting.length; i++) {
    const { node, language, chosen } = waiting[i] as Arrival;
    const known = heard.get(node) ?? new Map<string, Origin | undefined>();
    if (known.has(language)) continue;
    heard.set(node, known.set(language, chosen));
    const now = node.facts.language;
    const on = now === undefined ? { language, chosen } : { language: now.value, chosen: now.origin };
    for (const { to } of graph.ways(node)) waiting.push({ node: to, ...on });
  }
  return heard;
}

/** Whether a caller in a language hears a prompt in it. */
function isIn(language: string, { parts }: WholePrompt, first: string): boolean {
  const codes = parts.map((part) =>
    // A sound file for all languages is music, or was recorded in all of them.
    part.some((each) => each.kind === 'asset' && each.language === undefined)
      ? undefined
      : part.map((each) => each.language ?? first),
  );
  // Parts in one language each are meant to be heard in turn, by everybody.
  const inTurn = codes.every((each) => each === undefined || each.length === 1);
  if (inTurn && parts.length > 1) return codes.some((each) => each?.includes(language));
  return codes.every((each) => each === undefined || each.includes(language));
}

/** DP4041: a prompt exists in every language in which callers get to it. */
export const promptLanguages: Rule = ({ plan, graph, report }) => {
  const codes = plan.settings.languages.map(({ code }) => code);
  const [first] = codes;
  if (first === undefined || codes.length < 2) return;
  const heard = heardIn(plan, graph, first);
  for (const node of graph.nodes) {
    const languages = heard.get(node);
    if (languages === undefined) continue;
    for (const prompt of promptsOf(node)) {
      const missing = [...languages].filter(([code]) => codes.includes(code) && !isIn(code, prompt, first));
      if (missing.length === 0) continue;
      const list = missing.map(([code]) => `\`${code}\``).join(', ');
      report('DP4041', {
        message: `${node.title} is heard by callers in ${list}, but does not say this in ${missing.length > 1 ? 'these languages' : 'that language'}`,
        origin: prompt.origin,
        label: `not in ${list}`,
        related: missing.flatMap(([code, origin]) =>
          origin === undefined ? [] : [{ origin, text: `the call is in \`${code}\` from here` }],
        ),
        why: 'they would suddenly be spoken to in another language',
        help: `write it by language: \`{${[first, ...missing.map(([code]) => code)]
          .filter((code, i, all) => all.indexOf(code) === i)
          .map((code) => `${code}: "…"`)
          .join(', ')}}\``,
      });
    }
  }
};

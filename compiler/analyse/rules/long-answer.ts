import { MAX_ANSWER } from '../../model/limits.ts';
import { keyOf, type PlanNode } from '../../model/plan.ts';
import { AnswerLengths } from '../answer-length.ts';
import type { Report } from '../report.ts';
import type { Rule } from '../rule.ts';

const WHY = 'Twilio would refuse it, so the caller hears the safe answer instead';
const HELP =
  'say less, play recordings, or let a menu come in between: what follows a question is an answer of its own';

/** Reports what is certainly too long; answers the nodes whose words are counted in it. */
function tellCertain(nodes: readonly PlanNode[], lengths: AnswerLengths, report: Report): Set<PlanNode> {
  const counted = new Set<PlanNode>();
  for (const node of nodes) {
    const { nodes: said, least } = lengths.certain(node, MAX_ANSWER);
    if (least <= MAX_ANSWER) continue;
    for (const each of said) counted.add(each);
    const after = lengths.onwards(node).some((to) => lengths.certain(to, MAX_ANSWER).least > MAX_ANSWER);
    if (after) continue;
    report('DP5003', {
      message: `from ${node.title} on one answer has more than the ${MAX_ANSWER} characters that Twilio takes`,
      origin: keyOf(node.origin),
      label: 'all that is said from here on',
      why: WHY,
      help: HELP,
    });
  }
  return counted;
}

function tellPossible(node: PlanNode, most: number, report: Report): void {
  report('DP5004', {
    message: `from ${node.title} on one answer may have ${most} characters, and Twilio takes ${MAX_ANSWER}`,
    origin: keyOf(node.origin),
    label: 'all that may be said from here until a caller is asked',
    why: WHY,
    help: HELP,
  });
}

/** DP5003, DP5004: what is said one after another fits into one answer to Twilio. Told where it begins not to fit. */
export const longAnswer: Rule = ({ plan, graph, report }) => {
  const lengths = new AnswerLengths(plan, graph);
  let all = lengths.base;
  for (const node of graph.nodes) all += lengths.own(node).most;
  // Most plans say less altogether.
  if (all <= MAX_ANSWER) return;
  const isLong = (node: PlanNode): boolean => lengths.arriving(node) > MAX_ANSWER;
  const counted = tellCertain(graph.nodes.filter(isLong), lengths, report);
  for (const node of graph.nodes) {
    if (counted.has(node)) continue;
    if (isLong(node) && !lengths.onwards(node).some(isLong)) {
      tellPossible(node, lengths.arriving(node), report);
    } else if (node.facts.waitsForCaller && !lengths.afterwards(node).some(isLong)) {
      const later = lengths.resuming(node);
      if (later > MAX_ANSWER) tellPossible(node, later, report);
    }
  }
};

import type { Rule } from '../rule.ts';

const list = (labels: readonly string[]): string => labels.map((label) => `\`${label}\``).join(', ');

/** DP4003: a node that can fail, or that only speaks, says where the call goes then. */
export const missingExit: Rule = ({ graph, report }) => {
  for (const node of graph.nodes) {
    const named = new Set(node.exits.map(({ label }) => label));
    if (named.has('otherwise')) continue;
    const missing = node.facts.mustLeave.filter((label) => !named.has(label));
    const [first] = missing;
    if (first === undefined) continue;
    const afterWords = first === 'then';
    report('DP4003', {
      message: afterWords
        ? `${node.title} says nothing about what follows`
        : `${node.title} has no way on for ${list(missing)}`,
      origin: node.origin,
      label: afterWords ? 'no `then`' : 'no `otherwise`',
      why: afterWords
        ? 'the call would end when the words end, whether that was meant or forgotten'
        : node.facts.asks
          ? 'a caller who presses nothing, or no key that helps, would hear a sentence of ours and be cut off'
          : 'a caller whom nobody answers would be cut off',
      help: afterWords
        ? 'add `then: hangup`, or the name of what follows'
        : 'add `otherwise:` and where such a caller goes',
    });
  }
};

import type { Rule } from '../rule.ts';

/** DP3055: what callers may dial by its digits has digits. */
export const dialledExtensions: Rule = ({ graph, left, report }) => {
  const someHave = graph.nodes.some(({ facts }) => facts.phone !== undefined && facts.digits !== undefined);
  for (const { title, facts } of graph.nodes) {
    const dials = facts.asks?.dials;
    if (dials === undefined) continue;
    if (dials.value === 'all') {
      if (someHave || left.section('extensions')) continue;
      report('DP3055', {
        message: `${title} lets callers dial extensions, but none has digits`,
        origin: dials.origin,
        label: 'nothing could be dialled',
        why: 'whoever tries would hear that there is no such choice',
        help: 'give the extensions `dial: 201`, or take `extension_dialling` out',
      });
      continue;
    }
    for (const { value, origin } of dials.value) {
      const extension = graph.node(value);
      if (extension === undefined || extension.facts.digits !== undefined) continue;
      report('DP3055', {
        message: `${title} lets callers dial ${extension.title}, which has no digits`,
        origin,
        label: 'cannot be dialled',
        related: [{ origin: extension.origin, text: 'no `dial` here' }],
        why: 'no key would lead there',
        help: `give ${extension.title} digits, such as \`dial: 201\``,
      });
    }
  }
};

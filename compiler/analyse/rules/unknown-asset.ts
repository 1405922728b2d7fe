import type { Rule } from '../rule.ts';

/** DP3008: a sound file that is played is there. An `https://` address is taken as it is. */
export const unknownAsset: Rule = ({ graph, assets, plan, suggestions, report }) => {
  const known = new Set(assets.map(({ name }) => name));
  for (const { facts } of graph.nodes) {
    for (const { kind, value, origin } of facts.prompts) {
      if (kind !== 'asset' || known.has(value) || value.startsWith('https://')) continue;
      report('DP3008', {
        message: `the sound file \`${value}\` does not exist`,
        origin,
        label: `not below \`${plan.directory}\``,
        why: 'the caller would hear silence where the recording should be',
        help:
          suggestions.for(value, () => known) ?? `put the file into \`${plan.directory}\`, or write \`say\``,
      });
    }
  }
};

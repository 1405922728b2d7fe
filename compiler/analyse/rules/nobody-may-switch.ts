import type { Rule } from '../rule.ts';

/** DP4039: somebody may dial every feature code. */
export const nobodyMaySwitch: Rule = ({ plan, written, report }) => {
  for (const { name, value } of written.overrides) {
    const code = plan.overrides.get(`override:${name}`)?.featureCode;
    if (code === undefined || (value.by ?? []).length > 0) continue;
    report('DP4039', {
      message: `override \`${name}\` has the feature code \`${code.value}\`, but nobody may dial it`,
      origin: code.origin,
      label: 'no extension in `by`',
      why: 'every phone that dials it would be told that it may not',
      help: 'name the extensions whose phones may: `by: [front_1, front_2]`',
    });
  }
};

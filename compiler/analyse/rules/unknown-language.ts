import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Rule } from '../rule.ts';

/** DP3009: a language that is spoken is one of the plan's. */
export const unknownLanguage: Rule = ({ plan, graph, left, report }) => {
  if (left.setting('languages')) return;
  const codes = plan.settings.languages.map(({ code }) => code);
  for (const { facts } of graph.nodes) {
    const chosen = facts.language;
    if (chosen !== undefined && !codes.includes(chosen.value)) {
      report('DP3009', {
        message: `\`${chosen.value}\` is no language of this plan`,
        origin: chosen.origin,
        label: 'not in `languages`',
        why: `callers would go on in \`${codes[0]}\``,
        help: didYouMean(chosen.value, codes) ?? `add \`${chosen.value}: {voice: …}\` to \`languages\``,
      });
    }
    for (const { language, origin } of facts.prompts) {
      if (language === undefined || codes.includes(language)) continue;
      report('DP3009', {
        message: `\`${language}\` is no language of this plan`,
        origin: { ...origin, part: 'key' },
        label: 'not in `languages`',
        why: 'no caller would ever hear it',
        help: didYouMean(language, codes) ?? `add \`${language}: {voice: …}\` to \`languages\``,
      });
    }
  }
};

import { MAX_SPEECH, MAX_SPEECH_POLLY } from '../../model/limits.ts';
import type { Plan, PlanPrompt } from '../../model/plan.ts';
import { filled } from '../prompt-holes.ts';
import type { Rule } from '../rule.ts';

/** The longest value that a number gives each variable. */
function longestValues({ numbers }: Plan): ReadonlyMap<string, string> {
  const longest = new Map<string, string>();
  for (const { vars = {} } of numbers) {
    for (const [name, value] of Object.entries(vars)) {
      if (value.length > (longest.get(name)?.length ?? -1)) longest.set(name, value);
    }
  }
  return longest;
}

/** DP3054: words fit into one `<Say>`. DP3057: and something is heard of them. */
export const speechLength: Rule = ({ plan, graph, report }) => {
  const voices = new Map(plan.settings.languages.map(({ code, voice }) => [code, voice]));
  const [first] = voices.keys();
  let values: ReadonlyMap<string, string> | undefined;
  const limitOf = ({ language = first }: PlanPrompt): number =>
    voices.get(language ?? '')?.startsWith('Polly.') ? MAX_SPEECH_POLLY : MAX_SPEECH;
  const spoken = (words: string): string => {
    if (!words.includes('{{')) return words;
    values ??= longestValues(plan);
    return filled(words, (name) => values?.get(name) ?? '');
  };
  for (const { title, facts } of graph.nodes) {
    for (const prompt of facts.prompts) {
      if (prompt.kind !== 'text') continue;
      if (!/[\p{L}\p{N}]/u.test(prompt.value)) {
        report('DP3057', {
          message: `there is nothing to hear in the words of ${title}`,
          origin: prompt.origin,
          label: 'no letter and no digit',
          why: 'the caller hears silence, and may think that the line is dead',
          help: 'write what the caller shall hear',
        });
      }
      const { length } = [...spoken(prompt.value)];
      const limit = limitOf(prompt);
      if (length <= limit) continue;
      report('DP3054', {
        message: `the words of ${title} are ${length} characters long, ${length - limit} more than can be spoken at once`,
        origin: prompt.origin,
        label: `at most ${limit} with this voice`,
        why: 'Twilio would say nothing of it, and the caller would hear silence',
        help: 'write them as a list of shorter parts, or play a recording',
      });
    }
  }
};

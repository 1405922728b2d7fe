import { MAX_TRANSCRIBED_SECONDS } from '../../model/limits.ts';
import type { Rule } from '../rule.ts';

/** DP4047: what is to be transcribed is short enough, and in a plan that speaks English. */
export const noTranscript: Rule = ({ plan, graph, report }) => {
  const [first] = plan.settings.languages;
  const english = first === undefined || /^en\b/.test(first.code);
  for (const { title, facts } of graph.nodes) {
    const { transcribe, maxLength } = facts.records ?? {};
    if (transcribe === undefined) continue;
    const long = maxLength !== undefined && maxLength.value > MAX_TRANSCRIBED_SECONDS;
    if (english && !long) continue;
    report('DP4047', {
      message: english
        ? `long messages in ${title} come without their text`
        : `Twilio would take the words in ${title} for English`,
      origin: transcribe,
      label: english
        ? `Twilio transcribes up to ${MAX_TRANSCRIBED_SECONDS} s`
        : `the plan speaks \`${first.code}\` first`,
      related:
        english && maxLength !== undefined
          ? [{ origin: maxLength.origin, text: `a message may last ${maxLength.value} s` }]
          : [],
      why: 'whoever reads instead of listening would miss what was said',
      help: english
        ? `write \`max_length: ${MAX_TRANSCRIBED_SECONDS / 60}m\`, or take \`transcribe\` out`
        : 'take `transcribe` out',
    });
  }
};

import { MAX_RECORDING_SECONDS, MIN_RECORDING_SECONDS } from '../../model/limits.ts';
import type { Rule } from '../rule.ts';

/** DP4046: a recording lasts as long as Twilio records, and its silence is no longer than that. */
export const recordingTime: Rule = ({ graph, report }) => {
  for (const { title, facts } of graph.nodes) {
    const { maxLength, silence } = facts.records ?? {};
    const most = maxLength?.value ?? MAX_RECORDING_SECONDS;
    if (maxLength !== undefined && (most < MIN_RECORDING_SECONDS || most > MAX_RECORDING_SECONDS)) {
      const short = most < MIN_RECORDING_SECONDS;
      report('DP4046', {
        message: `a message of ${most} s in ${title} is ${short ? 'shorter' : 'longer'} than Twilio records`,
        origin: maxLength.origin,
        label: `expected ${MIN_RECORDING_SECONDS} s to ${MAX_RECORDING_SECONDS / 3600} h`,
        why: 'Twilio would refuse the whole answer, and the caller would be cut off',
        help: `write a time from \`${MIN_RECORDING_SECONDS}s\` to \`${MAX_RECORDING_SECONDS / 3600}h\``,
      });
    } else if (silence !== undefined && (silence.value < 1 || silence.value > most)) {
      const none = silence.value < 1;
      report('DP4046', {
        message: none
          ? `${title} waits for no silence at all`
          : `${title} waits for more silence than a message may last`,
        origin: silence.origin,
        label: none ? 'expected at least 1 s' : `a message lasts ${most} s at most`,
        why: none
          ? 'a caller who has hung up badly would be recorded to the very end'
          : 'the end of a message would never be noticed',
        help: 'write a few seconds, such as `5s`',
      });
    }
  }
};

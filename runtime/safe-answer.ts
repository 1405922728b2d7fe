import type { Instruction } from './instructions.ts';
import type { Bundle } from './program.ts';

/**
 * What a caller gets when nothing else is left: Sync and the snapshot are both gone, or the plan leads nowhere. From the
 * bundle alone, without a way back to us.
 */
export function safeAnswer({ safeAnswer: safe, voice }: Bundle): readonly Instruction[] {
  const say: Instruction = { verb: 'say', text: safe.text, ...(voice === undefined ? {} : { voice }) };
  if (safe.kind === 'say') return [say, { verb: 'hangup' }];
  return [{ verb: 'dial', nouns: [{ kind: 'number', number: safe.number }] }, say, { verb: 'hangup' }];
}

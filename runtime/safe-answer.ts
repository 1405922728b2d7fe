import type { Party } from './call.ts';
import type { Instruction } from './instructions.ts';
import type { Bundle } from './program.ts';
import { say, speak } from './sentences.ts';

/**
 * What a caller gets when nothing else is left: Sync and the snapshot are both gone, or the plan leads nowhere. From the
 * bundle alone, without a way back to us. A call from SIP may not show its From to an outside number
 * (docs/voice/twiml/dial, callerId); the number that emergency calls show is one of ours.
 */
export function safeAnswer(bundle: Bundle, from?: Party): readonly Instruction[] {
  const { safeAnswer: safe, language = 'en', emergency } = bundle;
  const own = safe.kind === 'say' ? safe.text : undefined;
  const told = own === undefined ? speak('trouble', { bundle }) : say(own, language, { bundle });
  if (safe.kind === 'say') return [told, { verb: 'hangup' }];
  const inside = from?.kind === 'sip' || from?.kind === 'client';
  const callerId = inside && emergency.callerId !== undefined ? { callerId: emergency.callerId } : {};
  return [
    { verb: 'dial', nouns: [{ kind: 'number', number: safe.number }], ...callerId },
    told,
    { verb: 'hangup' },
  ];
}

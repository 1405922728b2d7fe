import type { Stage } from '../interpreter.ts';
import { TALK } from '../script.ts';
import type { Element } from '../twiml/markup.ts';
import type { Outcome } from './outcome.ts';

/** The caller joins a room, and is in it until it ends (docs/voice/twiml/conference). */
export function conference(noun: Element, stage: Stage): Outcome {
  const { session, party } = stage;
  party.answer();
  session.record({ kind: 'conference', name: noun.text });
  session.wait(TALK);
  // `answered` is what the action of a conference is told, without a leg (docs/voice/twiml/dial, DialCallStatus).
  return { status: 'answered', fields: {} };
}

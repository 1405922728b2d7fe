import type { Event } from './call.ts';

/** How a dial ended, in the words of the plan's exits. */
export type Outcome = 'talked' | 'busy' | 'no_answer' | 'failed';

/**
 * Reads what Twilio says of a dial (docs/voice/twiml/dial, DialCallStatus: `completed answered busy no-answer failed
 * canceled`, one l). `completed` is no proof of a talk where the callee had to accept first: `DialBridged` is. `answered`
 * is what Twilio says of a conference, which bridges no second leg: whoever reads it has been in the room.
 * A word that we do not know counts as failed: the caller gets the plan's next step, not silence.
 */
export function dialOutcome(event: Event): Outcome {
  if (event.kind !== 'dialled') return 'failed';
  switch (event.status) {
    case 'answered':
      return 'talked';
    case 'completed':
      return event.bridged === false ? 'no_answer' : 'talked';
    case 'busy':
      return 'busy';
    case 'no-answer':
    case 'canceled':
      return 'no_answer';
    default:
      return 'failed';
  }
}

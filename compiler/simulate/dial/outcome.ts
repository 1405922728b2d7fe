import type { Fields } from '../application.ts';

/** What the action of a dial is told: DialCallStatus, and what else there is to say (docs/voice/twiml/dial). */
export interface Outcome {
  readonly status: string;
  readonly fields: Fields;
}

import type { Bundle } from '../program.ts';
import { speak } from '../sentences.ts';
import type { Arrival, Webhook } from '../webhook.ts';

/** Seconds that whoever answered has to press 1. A mailbox's greeting lasts longer than that. */
const PATIENCE = 8;

/** Runs on the leg of a member that must accept first. An answer without a way on bridges the call. */
export function confirm({ event, state }: Webhook, bundle: Bundle): Arrival {
  const at = state?.at ?? 'confirm';
  if (event.kind === 'digits' && event.digits.startsWith('1')) {
    return { kind: 'answer', at, because: 'accepted', instructions: [] };
  }
  if (event.kind === 'digits' || state === undefined) {
    return { kind: 'answer', at, because: 'not accepted', instructions: [{ verb: 'hangup' }] };
  }
  return {
    kind: 'answer',
    at,
    because: 'asks for 1',
    instructions: [
      {
        verb: 'gather',
        digits: 1,
        timeout: PATIENCE,
        always: false,
        action: { to: 'confirm', state },
        prompt: [speak('confirm', { bundle })],
      },
      { verb: 'hangup' },
    ],
  };
}

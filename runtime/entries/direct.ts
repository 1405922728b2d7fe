import { dialledDigits, dialledNumber, readAddress } from '../address.ts';
import type { CallState } from '../call.ts';
import type { Link } from '../instructions.ts';
import { withUui } from '../legs.ts';
import type { Bundle } from '../program.ts';
import type { Arrival, Webhook } from '../webhook.ts';

/**
 * `/callToSIPwithRefer`: rings the SIP user that is named after the called number. It asks no plan, so it works before
 * a plan is in Sync: numbers can be moved over one by one.
 */
export function callToSip({ call }: Webhook, bundle: Bundle): Arrival {
  const number = dialledNumber(dialledDigits(readAddress(call.to).user), bundle.numbering);
  const at = `direct:${number ?? ''}`;
  if (number === undefined || bundle.domain === undefined) {
    const because = number === undefined ? 'not a number' : 'the plan has no SIP domain';
    return { kind: 'refuse', sentence: 'not_in_service', at, because };
  }
  const state: CallState = { entry: at, at };
  const link = (to: Link['to']): Link => ({ to, state });
  const uri = withUui(`sip:${number}@${bundle.domain}`, call.uui, call.sid);
  const callerId = call.from.kind === 'number' ? { callerId: call.from.number } : {};
  return {
    kind: 'answer',
    at,
    because: 'the SIP user named after the number',
    instructions: [
      {
        verb: 'dial',
        nouns: [{ kind: 'sip', uri }],
        action: link('continue'),
        refer: link('callTransfer'),
        ...callerId,
      },
    ],
  };
}

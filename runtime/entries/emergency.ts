import { dialledDigits, readAddress } from '../address.ts';
import { phoneKey } from '../legs.ts';
import type { Bundle } from '../program.ts';
import { speak } from '../sentences.ts';
import type { Arrival, Webhook } from '../webhook.ts';

/** The emergency number that was dialled or that a call is transferred to; undefined: none. */
function emergencyNumber({ entry, call, target }: Webhook, { emergency }: Bundle): string | undefined {
  if (entry !== 'outgoing' && entry !== 'callToPSTNwithRefer' && entry !== 'callTransfer') return undefined;
  const wanted = entry === 'callTransfer' ? target : call.to;
  const digits = dialledDigits(readAddress(wanted ?? '').user);
  return emergency.numbers.find((number) => number === digits || `+${number}` === digits);
}

/** The number that the emergency service sees: of the phone that calls, or that may have asked for the transfer. */
function shownNumber({ call, state }: Webhook, bundle: Bundle): string | undefined {
  const { callerIds, callerId } = bundle.emergency;
  const keys = [
    phoneKey(call.from, bundle),
    state?.member && `extension:${state.member.replace(/~[0-9]+$/, '')}`,
    state?.at,
  ];
  return (
    keys.map((key) => (key ? callerIds[key] : undefined)).find((number) => number !== undefined) ?? callerId
  );
}

/**
 * An emergency call, decided from the bundle alone: no read, no class, no schedule stands in its way. What follows the
 * dial is in the same document, so that its end needs no further webhook. Undefined: not an emergency call.
 */
export function emergency(webhook: Webhook, bundle: Bundle): Arrival | undefined {
  const number = emergencyNumber(webhook, bundle);
  if (number === undefined) return undefined;
  const shown = shownNumber(webhook, bundle);
  return {
    kind: 'answer',
    at: 'emergency',
    because: `emergency number ${number}`,
    instructions: [
      {
        verb: 'dial',
        nouns: [{ kind: 'number', number }],
        ...(shown === undefined ? {} : { callerId: shown }),
      },
      speak('emergency_over', bundle),
      { verb: 'hangup' },
    ],
  };
}

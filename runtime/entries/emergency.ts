import { dialledDigits, readAddress } from '../address.ts';
import { phoneKey } from '../legs.ts';
import type { Bundle } from '../program.ts';
import { speak } from '../sentences.ts';
import type { Arrival, Webhook } from '../webhook.ts';

/** Seconds that an emergency number is rung: as long as Twilio can (docs/voice/twiml/dial, timeout). */
const PATIENCE = 600;

/** Characters of what was dialled that are looked at: more than any emergency number has, with what phones put around it. */
const LONGEST = 64;

/** The emergency number that was dialled or that a call is transferred to; undefined: none. */
function emergencyNumber(
  { entry, call, target }: Webhook,
  { emergency, numbering }: Bundle,
): string | undefined {
  if (entry !== 'outgoing' && entry !== 'callToPSTNwithRefer' && entry !== 'callTransfer') return undefined;
  const wanted = (entry === 'callTransfer' ? target : call.to) ?? '';
  // A false hit costs less than a miss: also with a `#`, a password or a pause behind it, with the country's code before
  // it, in brackets that were not closed, or as the service name of RFC 5031.
  if (/^<?urn:service:sos/i.test(wanted.trim())) return emergency.numbers[0];
  const user = readAddress(wanted)
    .user.slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[\u2010-\u2015]/g, '-');
  const digits = dialledDigits(user.replace(/[,;:].*$/s, '').replace(/#+$/, ''));
  const forms = (number: string) => [number, `+${number}`, `+${numbering.callingCode}${number}`];
  return emergency.numbers.find((number) => forms(number).includes(digits));
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
        timeout: PATIENCE,
        ...(shown === undefined ? {} : { callerId: shown }),
      },
      speak('emergency_over', { bundle }),
      { verb: 'hangup' },
    ],
  };
}

import { dialledDigits, readAddress } from '../address.ts';
import { phoneKey } from '../legs.ts';
import type { Bundle } from '../program.ts';
import { speak } from '../sentences.ts';
import type { Arrival, Webhook } from '../webhook.ts';

/** Seconds that an emergency number is rung: as long as Twilio can (docs/voice/twiml/dial, timeout). */
const PATIENCE = 600;

/** Characters of what was dialled that are looked at: more than any emergency number has, with what phones put around it. */
const LONGEST = 64;

/** A code before a number that hides or shows who calls (`*67`, `*82`, `#31#`, `*31#`): it changes nothing of what is called. */
const SHOWN_OR_HIDDEN = /^(?:\*(?:67|82)|[*#]31#)(?=[0-9])/;

/**
 * What is asked for: by a transfer its target, else what was called. Only a phone of ours dials; but the webhooks of phones
 * take whoever comes there, and where a phone was led to another webhook by mistake it still calls for help.
 */
function wantedBy({ entry, call, target }: Webhook): string | undefined {
  switch (entry) {
    case 'callTransfer':
      return target;
    case 'outgoing':
    case 'callToPSTNwithRefer':
      return call.to;
    case 'incoming':
    case 'ringGroup':
    case 'callToSIPwithRefer':
      return call.from.kind === 'sip' || call.from.kind === 'client' ? call.to : undefined;
    default:
      return undefined;
  }
}

/** Digits of any script, as `0` to `9`; without characters that nobody sees. */
const plainDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{C}\u2010-\u2015]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)));

/** What a digit counts: every script has its ten side by side, so those before it in its row are counted. */
function digitOf(digit: string): number {
  let value = 0;
  for (let code = (digit.codePointAt(0) ?? 0) - 1; /\p{Nd}/u.test(String.fromCodePoint(code)); code -= 1)
    value += 1;
  return value % 10;
}

/** The emergency number that was dialled or that a call is transferred to; undefined: none. */
function emergencyNumber(webhook: Webhook, { emergency, numbering }: Bundle): string | undefined {
  const wanted = wantedBy(webhook);
  if (wanted === undefined) return undefined;
  const { user: written } = readAddress(wanted);
  // A false hit costs less than a miss: also with a `#`, a password or a pause behind it, with the country's code before
  // it, in brackets that were not closed, or as the service name of RFC 5031.
  if (/^urn:service:sos/i.test(written)) return emergency.numbers[0];
  const user = plainDigits(written.slice(0, LONGEST)).replace(/%.*$/s, '');
  const digits = dialledDigits(user.replace(/[,;:&].*$/s, '').replace(/#+$/, '')).replace(
    SHOWN_OR_HIDDEN,
    '',
  );
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

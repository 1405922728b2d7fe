import { type Destination, shown } from '../address.ts';
import type { LegEnd } from '../events.ts';
import type { Phone } from '../script.ts';
import type { Session } from '../session.ts';
import type { Dialling, Ringing } from './ringing.ts';
import { tellStatus } from './status.ts';

/** Twilio adds about this to the time that it was told to ring (docs/voice/twiml/dial, timeout), seconds. */
const EXTRA = 5;

/** Seconds until a busy phone, one that is not there, and the mailbox of the network say so. */
const BUSY = 2;
const UNREACHABLE = 1;
const MAILBOX = 2;

/** Seconds for which a phone really rings. */
export const patience = ({ timeout }: Dialling): number => timeout + EXTRA;

/** What can be dialled, once what people write between the digits is taken out. */
const NUMBER = /^[+]?[0-9*#]{1,32}$/;

/** What a phone does; what is no number cannot be reached (docs/api/errors/13223). */
function phoneAt({ address, written, element }: Destination, session: Session): Phone {
  if (element.attributes.machineDetection !== undefined)
    session.trouble(undefined, 'machineDetection is not simulated: a mailbox is taken for a person');
  if (address.kind === 'number' && !NUMBER.test(address.value)) {
    session.trouble(13223, `${written === '' ? 'an empty <Number>' : written} is no phone number`);
    return { does: 'unreachable' };
  }
  return session.script.phone(address);
}

/**
 * Lets a phone ring.
 * @param turn its place where phones ring one after another
 * @param most seconds for which it rings at most
 */
export function startRinging(
  session: Session,
  destination: Destination,
  dialling: Dialling,
  turn: number,
  most: number,
): Ringing {
  const leg = session.nextLeg();
  const phone = phoneAt(destination, session);
  const began = session.timeline.now;
  session.record({
    kind: 'rang',
    dial: dialling.dial,
    leg,
    turn,
    address: destination.address,
    written: destination.written,
    callerId: dialling.callerId,
    timeout: dialling.timeout,
  });
  const answersAt = began + (phone.does === 'answers' ? phone.after : MAILBOX);
  const answers = (phone.does === 'answers' || phone.does === 'mailbox') && answersAt <= began + most;
  const ringing: Ringing = {
    leg,
    sid: session.sid('CA'),
    destination,
    phone,
    began,
    told: { count: 0 },
    fails: answers ? NEVER : failing(phone, began, most),
    ...(answers ? { answersAt } : {}),
  };
  tellStatus(session, ringing, dialling, 'initiated');
  if (phone.does !== 'unreachable') tellStatus(session, ringing, dialling, 'ringing');
  return ringing;
}

/** Of a phone that answers. */
const NEVER: Ringing['fails'] = { at: Number.POSITIVE_INFINITY, how: 'no_answer' };

function failing(phone: Phone, began: number, most: number): Ringing['fails'] {
  if (phone.does === 'busy') return { at: began + Math.min(BUSY, most), how: 'busy' };
  if (phone.does === 'unreachable') return { at: began + Math.min(UNREACHABLE, most), how: 'unreachable' };
  return { at: began + most, how: 'no_answer' };
}

/** Says why a phone could not be reached where Twilio's debugger would. */
export function explainFailure(session: Session, { destination: { address }, fails }: Ringing): void {
  if (fails.how === 'unreachable' && address.kind === 'sip' && address.value.endsWith('.sip.twilio.com'))
    session.trouble(32009, `${shown(address)} is not registered`);
}

/** The word of Twilio for a leg that was not put through (docs/voice/twiml/dial, DialCallStatus). */
export const statusOf = (how: LegEnd): string =>
  ({
    busy: 'busy',
    no_answer: 'no-answer',
    unreachable: 'failed',
    cancelled: 'canceled',
    declined: 'completed',
  })[how];

import type { Destination } from '../address.ts';
import type { LegEnd } from '../events.ts';
import type { Phone } from '../script.ts';
import type { Session } from '../session.ts';

/** One phone while it rings. Moments are seconds since the call began. */
export interface Ringing {
  readonly leg: number;
  readonly sid: string;
  readonly destination: Destination;
  readonly phone: Phone;
  readonly began: number;
  /** When it answers; absent: never, or too late. */
  readonly answersAt?: number;
  /** When it stops by itself, and how; absent: it rings until the time is up. */
  readonly fails?: { readonly at: number; readonly how: 'busy' | 'unreachable' };
}

/** Twilio adds about this to the time that it was told to ring (docs/voice/twiml/dial, timeout), seconds. */
const EXTRA = 5;

/** Seconds until a busy phone, one that is not there, and the mailbox of the network say so. */
const BUSY = 2;
const UNREACHABLE = 1;
const MAILBOX = 2;

export interface Dialling {
  readonly dial: number;
  readonly callerId: string;
  readonly timeout: number;
}

export const patience = ({ timeout }: Dialling): number => timeout + EXTRA;

/** Lets a phone ring. @param turn its place where phones ring one after another */
export function startRinging(
  session: Session,
  destination: Destination,
  dialling: Dialling,
  turn: number,
): Ringing {
  const leg = session.nextLeg();
  const phone = session.script.phone(destination.address);
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
  const ringing = { leg, sid: session.sid('CA'), destination, phone, began };
  switch (phone.does) {
    case 'busy':
      return { ...ringing, fails: { at: began + BUSY, how: 'busy' } };
    case 'unreachable':
      return { ...ringing, fails: { at: began + UNREACHABLE, how: 'unreachable' } };
    case 'mailbox':
      return { ...ringing, answersAt: began + MAILBOX };
    case 'answers':
      return phone.after <= patience(dialling) ? { ...ringing, answersAt: began + phone.after } : ringing;
    case 'no_answer':
      return ringing;
  }
}

/** The word of Twilio for a leg that was not put through (docs/voice/twiml/dial, DialCallStatus). */
export const statusOf = (how: LegEnd): string =>
  ({
    busy: 'busy',
    no_answer: 'no-answer',
    unreachable: 'failed',
    cancelled: 'canceled',
    declined: 'no-answer',
  })[how];

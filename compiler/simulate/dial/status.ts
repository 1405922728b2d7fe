import { resolve } from '../interpreter.ts';
import type { Session } from '../session.ts';
import { methodOf, urlOf } from '../twiml/attributes.ts';
import { childFields } from './child.ts';
import type { Dialling, Ringing } from './ringing.ts';

/** What `statusCallback` of a noun can be told about (docs/voice/twiml/number, statusCallbackEvent). */
export type StatusEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** The date of an e-mail, which is how Twilio writes a time stamp. */
const stamp = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');

/**
 * Tells the `statusCallback` of a noun how its leg fares, beside the call.
 * @param status Twilio's word where it is not the event's own
 */
export function tellStatus(
  session: Session,
  ringing: Ringing,
  dialling: Dialling,
  event: StatusEvent,
  status: string = event === 'answered' ? 'in-progress' : event,
): void {
  const { element } = ringing.destination;
  const url = urlOf(element, 'statusCallback');
  const wanted = (element.attributes.statusCallbackEvent ?? 'completed').split(/[\s,]+/);
  if (url === undefined || !wanted.includes(event)) return;
  const { now } = session.timeline;
  const { answersAt } = ringing;
  const talked = status === 'completed' && answersAt !== undefined ? Math.round(now - answersAt) : 0;
  const fields = {
    ...childFields(ringing, dialling, status),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(ringing.told.count),
    Timestamp: stamp(session.script.at + now * 1_000),
    ...(event === 'completed' ? { CallDuration: String(talked) } : {}),
  };
  ringing.told.count += 1;
  const target = {
    url: resolve(url, dialling.document),
    method: methodOf(element, 'statusCallbackMethod'),
  };
  session.aside(target, fields, 'status');
}

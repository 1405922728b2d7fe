import { shown } from '../address.ts';
import type { Fields } from '../application.ts';
import type { Dialling, Ringing } from './ringing.ts';

/** The parameters of a request for a dialled leg (docs/voice/twiml, "Twilio's request to your application"). */
export function childFields(
  { sid, destination }: Ringing,
  { callerId, party }: Dialling,
  status: string,
): Fields {
  const parent = party.fields();
  return {
    ...parent,
    CallSid: sid,
    ParentCallSid: parent.CallSid ?? '',
    From: callerId,
    Caller: callerId,
    To: shown(destination.address),
    Called: shown(destination.address),
    CallStatus: status,
    Direction: 'outbound-dial',
  };
}

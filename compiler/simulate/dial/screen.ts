import { shown } from '../address.ts';
import type { Stage } from '../interpreter.ts';
import { resolve } from '../interpreter.ts';
import type { Party } from '../session.ts';
import { methodOf, urlOf } from '../twiml/attributes.ts';
import type { Ringing } from './rings.ts';

/** Whoever answered, as a party for which a document can run before the caller is put through. */
function partyOf({ leg, sid, destination, phone }: Ringing, callerId: string, { party }: Stage): Party {
  const presses = phone.does === 'answers' ? [...(phone.presses ?? [])] : [];
  const parent = party.fields();
  return {
    hearer: leg,
    answered: true,
    answer: () => undefined,
    act: () => {
      const keys = presses.shift();
      return keys === undefined ? { does: 'silence' } : { does: 'press', keys };
    },
    fields: () => ({
      ...parent,
      CallSid: sid,
      ParentCallSid: parent.CallSid ?? '',
      From: callerId,
      Caller: callerId,
      To: shown(destination.address),
      Called: shown(destination.address),
      CallStatus: 'in-progress',
      Direction: 'outbound-dial',
    }),
  };
}

/** Whether somebody is asked before the caller is put through. */
export const isScreened = ({ destination }: Ringing): boolean =>
  urlOf(destination.element, 'url') !== undefined;

/**
 * Runs the document of a noun's `url` for whoever answered (docs/voice/twiml/number, url): true when they may be put
 * through, which is when the document ends without hanging up. The clock goes on meanwhile.
 */
export async function accepts(ringing: Ringing, callerId: string, stage: Stage): Promise<boolean> {
  const { session, document, performFor } = stage;
  const { element } = ringing.destination;
  const url = urlOf(element, 'url');
  if (url === undefined) return true;
  const party = partyOf(ringing, callerId, stage);
  const target = { url: resolve(url, document), method: methodOf(element) };
  const screening = await session.request(target, party.fields(), 'screen');
  if (screening === undefined) {
    return (
      session.choose('the screening document cannot be had', ['not put through', 'put through']) ===
      'put through'
    );
  }
  const { phone, answersAt = session.timeline.now } = ringing;
  const leaves =
    phone.does === 'answers' && phone.hangsUp !== undefined ? answersAt + phone.hangsUp : undefined;
  const run = () => performFor(party, screening);
  const stop = leaves === undefined ? await run() : await session.timeline.until(leaves, run);
  return stop === 'ran_out';
}

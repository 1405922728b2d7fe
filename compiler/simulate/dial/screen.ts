import type { Stage } from '../interpreter.ts';
import { resolve } from '../interpreter.ts';
import type { Party } from '../session.ts';
import { methodOf, urlOf } from '../twiml/attributes.ts';
import { childFields } from './child.ts';
import type { Dialling, Ringing } from './ringing.ts';

/** Whoever answered, as a party for which a document can run before the caller is put through. */
function partyOf(ringing: Ringing, dialling: Dialling): Party {
  const { leg, phone } = ringing;
  const presses = phone.does === 'answers' ? [...(phone.presses ?? [])] : [];
  return {
    hearer: leg,
    answered: true,
    answer: () => undefined,
    act: () => {
      const keys = presses.shift();
      return keys === undefined ? { does: 'silence' } : { does: 'press', keys };
    },
    fields: () => childFields(ringing, dialling, 'in-progress'),
  };
}

/** Whether somebody is asked before the caller is put through. */
export const isScreened = ({ destination }: Ringing): boolean =>
  urlOf(destination.element, 'url') !== undefined;

/**
 * Runs the document of a noun's `url` for whoever answered (docs/voice/twiml/number, url): true when they may be put
 * through, which is when the document ends without hanging up. The clock goes on meanwhile.
 */
export async function accepts(ringing: Ringing, dialling: Dialling, stage: Stage): Promise<boolean> {
  const { session, document, performFor } = stage;
  const { element } = ringing.destination;
  const url = urlOf(element, 'url');
  if (url === undefined) return true;
  const party = partyOf(ringing, dialling);
  const target = { url: resolve(url, document), method: methodOf(element) };
  const screening = await session.request(target, party.fields(), 'screen');
  const { phone, answersAt = session.timeline.now } = ringing;
  const leaves = phone.does === 'answers' ? phone.hangsUp : undefined;
  const run = async () => (screening === undefined ? 'application_error' : performFor(party, screening));
  const stop = leaves === undefined ? await run() : await session.timeline.until(answersAt + leaves, run);
  if (stop !== 'application_error') return stop === 'ran_out';
  const answers = ['not put through', 'put through'] as const;
  return session.choose('who answers when their document cannot be had is', answers) === 'put through';
}

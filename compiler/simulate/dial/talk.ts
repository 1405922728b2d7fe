import { end, type Flow, resolve, type Stage } from '../interpreter.ts';
import { TALK } from '../script.ts';
import { methodOf, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';
import type { Ringing } from './rings.ts';

/** How a talk ended: with its dial, or because the call went elsewhere. */
export type Talked =
  | { readonly kind: 'over'; readonly seconds: number }
  | { readonly kind: 'gone'; readonly flow: Flow };

const LIMIT = 14_400;

/** Caller and phone talk, until one of them or the time limit ends it, or the phone sends the caller elsewhere. */
export async function talk(
  ringing: Ringing,
  dial: Element,
  answerOnBridge: boolean,
  stage: Stage,
): Promise<Talked> {
  const { session, party } = stage;
  const { leg, phone, answersAt = session.timeline.now } = ringing;
  party.answer();
  session.record({ kind: 'bridged', leg });
  const began = session.timeline.now;
  const limit = began + (Number(dial.attributes.timeLimit) || LIMIT);
  const leaves =
    phone.does === 'answers' && phone.hangsUp !== undefined ? answersAt + phone.hangsUp : began + TALK;
  const transfers = phone.does === 'answers' ? phone.transfers : undefined;
  const over = Math.max(began, Math.min(limit, leaves));
  try {
    if (transfers !== undefined && answersAt + transfers.after < over) {
      session.wait(Math.max(0, answersAt + transfers.after - session.timeline.now));
      const flow = await transfer(ringing, transfers.to, dial, answerOnBridge, stage);
      if (flow !== undefined) return { kind: 'gone', flow };
    }
    session.wait(Math.max(0, over - session.timeline.now));
  } catch (error) {
    session.record({ kind: 'talk_ended', leg, by: 'caller' });
    throw error;
  }
  session.record({ kind: 'talk_ended', leg, by: over === limit && limit < leaves ? 'limit' : 'leg' });
  return { kind: 'over', seconds: Math.round(session.timeline.now - began) };
}

/** A REFER (docs/voice/api/refer-to-twilio): the document of the dial's `referUrl` takes the caller on; undefined: the talk goes on. */
async function transfer(
  { leg }: Ringing,
  to: string,
  dial: Element,
  answerOnBridge: boolean,
  stage: Stage,
): Promise<Flow | undefined> {
  const { session, party, document, perform } = stage;
  const url = urlOf(dial, 'referUrl');
  if (url === undefined) {
    session.trouble(13802, 'a phone sent a REFER, and the dial has no referUrl');
    return undefined;
  }
  session.record({ kind: 'transferred', leg, to });
  // Both shapes were seen; which phone makes which is not established.
  const bare = session.choose('how the target of a transfer is written', ['bare', 'in brackets']) === 'bare';
  const target = { url: resolve(url, document), method: methodOf(dial, 'referMethod') };
  const fields = { ...party.fields(), ReferTransferTarget: bare ? to : `<${to}>` };
  const seen = session.events.length;
  const next = await session.requestForCaller(target, fields, 'refer');
  const stop = next === undefined ? 'application_error' : await perform(next);
  const heard = session.events
    .slice(seen)
    .some(({ kind }) => kind === 'bridged' || kind === 'said' || kind === 'played');
  if (answerOnBridge && !heard && (stop === 'application_error' || stop === 'ran_out')) {
    // The old leg is held until the new one answers; nobody did, so the caller is back.
    session.record({ kind: 'returned', leg });
    return undefined;
  }
  return end(stop);
}

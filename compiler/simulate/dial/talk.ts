import { end, type Flow, resolve, type Stage } from '../interpreter.ts';
import { TALK } from '../script.ts';
import { Interrupted } from '../timeline.ts';
import { methodOf, numberIn, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';
import type { Dialling, Ringing } from './ringing.ts';
import { tellStatus } from './status.ts';

/** How a talk ended: with its dial, or because the call went elsewhere. */
export type Talked =
  | { readonly kind: 'over'; readonly seconds: number }
  /** The caller hung up. */
  | { readonly kind: 'left'; readonly seconds: number; readonly error: Interrupted }
  | { readonly kind: 'gone'; readonly flow: Flow };

/** Seconds: 4 hours (docs/voice/twiml/dial, timeLimit). */
const LIMIT = { least: 1, most: 86_400, otherwise: 14_400 };

/** Caller and phone talk, until one of them or the time limit ends it, or the phone sends the caller elsewhere. */
export async function talk(
  ringing: Ringing,
  dial: Element,
  dialling: Dialling,
  stage: Stage,
): Promise<Talked> {
  const { session, party } = stage;
  const { timeline } = session;
  const { leg, phone, answersAt = timeline.now } = ringing;
  party.answer();
  session.record({ kind: 'bridged', leg });
  const began = timeline.now;
  const limit = began + numberIn(dial, 'timeLimit', LIMIT);
  const hangsUp = phone.does === 'answers' ? phone.hangsUp : undefined;
  const transfers = phone.does === 'answers' ? phone.transfers : undefined;
  let over = false;
  const finish = (by: 'leg' | 'caller' | 'transfer' | 'limit'): void => {
    if (over) return;
    over = true;
    session.record({ kind: 'talk_ended', leg, by });
    tellStatus(session, ringing, dialling, 'completed');
  };
  let leaves = hangsUp === undefined ? began + TALK : answersAt + hangsUp;
  try {
    if (transfers !== undefined && answersAt + transfers.after < Math.min(limit, leaves)) {
      session.wait(Math.max(0, answersAt + transfers.after - timeline.now));
      const flow = await transfer(ringing, transfers.to, dial, () => finish('transfer'), stage);
      if (flow !== undefined) return { kind: 'gone', flow };
      // Back with the phone that could not pass it on, they talk on.
      if (hangsUp === undefined) leaves = timeline.now + TALK;
    }
    session.wait(Math.max(0, Math.min(limit, leaves) - timeline.now));
  } catch (error) {
    const transferred = over;
    finish(error instanceof Interrupted ? 'caller' : 'limit');
    if (transferred || !(error instanceof Interrupted)) throw error;
    return { kind: 'left', seconds: Math.round(timeline.now - began), error };
  }
  finish(limit < leaves ? 'limit' : 'leg');
  return { kind: 'over', seconds: Math.round(timeline.now - began) };
}

/**
 * A REFER (docs/voice/api/refer-to-twilio): the document of the dial's `referUrl` takes the caller on. With
 * `answerOnBridge` the phone is held until somebody else is there, and has the caller back where nobody is.
 * @param drop ends the leg of the phone
 * @returns undefined: the talk goes on
 */
async function transfer(
  { leg, destination }: Ringing,
  to: string,
  dial: Element,
  drop: () => void,
  stage: Stage,
): Promise<Flow | undefined> {
  const { session, party, document, perform } = stage;
  if (destination.address.kind !== 'sip') {
    session.trouble(undefined, 'only a SIP phone can send a REFER; the talk goes on');
    return undefined;
  }
  const url = urlOf(dial, 'referUrl');
  if (url === undefined) {
    session.trouble(13802, 'a phone sent a REFER, and the dial has no referUrl');
    return undefined;
  }
  session.record({ kind: 'transferred', leg, to });
  // Both shapes were seen; which phone makes which is not established.
  const written = session.choose('the target of a transfer is written', ['bare', 'in brackets']);
  const target = { url: resolve(url, document), method: methodOf(dial, 'referMethod') };
  const fields = { ...party.fields(), ReferTransferTarget: written === 'bare' ? to : `<${to}>` };
  const next = await session.requestForCaller(target, fields, 'refer');
  const holds = dial.attributes.answerOnBridge?.toLowerCase() === 'true';
  if (holds) session.hold(drop);
  else drop();
  try {
    const stop = next === undefined ? 'application_error' : await perform(next);
    if (session.holds && (stop === 'application_error' || stop === 'ran_out' || stop === 'returned')) {
      session.record({ kind: 'returned', leg });
      return undefined;
    }
    drop();
    return end(stop);
  } finally {
    session.unhold();
  }
}

import type { Fields } from '../application.ts';
import { type Flow, follow, NEXT, type Stage, type Verb } from '../interpreter.ts';
import { TALK } from '../script.ts';
import { methodOf, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';

/** Verbs that hand the call to something that cannot be known from here. The call goes on as if that had gone well. */

async function goOn(element: Element, fields: Fields, stage: Stage): Promise<Flow> {
  const url = urlOf(element, 'action');
  return url === undefined ? NEXT : follow(stage, { url, method: methodOf(element) }, fields, 'action');
}

/** Twilio asks the phone to call somebody else itself; only SIP phones can (docs/voice/twiml/refer). */
export const refer: Verb = async (element, stage) => {
  const { session, party } = stage;
  party.answer();
  if (!/^sips?:/i.test(session.script.from)) {
    session.trouble(13801, '<Refer> on a call that does not come from a SIP phone');
    return NEXT;
  }
  session.trouble(undefined, '<Refer> is not simulated: the phone is taken to have called the other party');
  const fields = {
    ReferCallStatus: 'in-progress',
    ReferSipResponseCode: '202',
    NotifySipResponseCode: '200',
  };
  return goOn(element, fields, stage);
};

/** Media streams, assistants and the like (docs/voice/twiml/connect). */
export const connect: Verb = async (element, stage) => {
  const { session, party } = stage;
  party.answer();
  const [inside] = element.children;
  const what = inside === undefined ? '<Connect>' : `<Connect><${inside.name}>`;
  session.trouble(undefined, `${what} is not simulated: the caller is taken to be with it for ${TALK} s`);
  session.wait(TALK);
  return goOn(element, {}, stage);
};

/** docs/voice/twiml/pay. */
export const pay: Verb = async (element, stage) => {
  const { session, party } = stage;
  party.answer();
  session.trouble(undefined, `<Pay> is not simulated: the caller is taken to have paid after ${TALK} s`);
  session.wait(TALK);
  return goOn(element, { Result: 'success' }, stage);
};

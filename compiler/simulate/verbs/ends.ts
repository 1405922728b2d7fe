import { end, follow, NEXT, type Verb } from '../interpreter.ts';
import { methodOf } from '../twiml/attributes.ts';

export const hangup: Verb = async (_element, { session, party }) => {
  if (party.hearer === 'caller') session.record({ kind: 'hung_up', by: 'application' });
  return end('hangup');
};

/** Before anything has answered it refuses the call; later it is too late for that (docs/voice/twiml/reject). */
export const reject: Verb = async (element, { session, party }) => {
  if (party.answered) {
    session.trouble(undefined, '<Reject> after the call was answered only hangs up');
    session.record({ kind: 'hung_up', by: 'application' });
    return end('hangup');
  }
  const reason = element.attributes.reason === 'busy' ? 'busy' : 'rejected';
  session.record({ kind: 'rejected', reason });
  return end('rejected');
};

export const redirect: Verb = async (element, stage) =>
  follow(stage, { url: element.text || stage.document.url, method: methodOf(element) }, {}, 'redirect');

/** Out of a queue; elsewhere it means nothing (docs/voice/twiml/enqueue). */
export const leave: Verb = async (_element, { session, party }) => {
  if (party.waits === true) return end('left');
  session.trouble(12200, '<Leave> means something only to a caller in a queue');
  return NEXT;
};

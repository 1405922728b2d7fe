import { type Destination, destinationOf } from '../address.ts';
import type { Fields } from '../application.ts';
import { conference } from '../dial/conference.ts';
import { hunt } from '../dial/hunt.ts';
import type { Outcome } from '../dial/outcome.ts';
import { queueHead } from '../dial/queue.ts';
import type { Dialling } from '../dial/rings.ts';
import { talk } from '../dial/talk.ts';
import { type Flow, follow, NEXT, resolve, type Stage, type Verb } from '../interpreter.ts';
import { Interrupted } from '../timeline.ts';
import { flag, methodOf, numberIn, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';

/** Destinations of one dial (docs/voice/twiml/sip). */
const MOST = 10;

function destinationsOf(element: Element, { session }: Stage): readonly Destination[] {
  const nouns = element.children.flatMap((child) => destinationOf(child) ?? []);
  // `<Dial>+61…</Dial>` is a number without its noun.
  const bare: Element = { name: 'Number', attributes: {}, text: element.text, children: [] };
  const all = nouns.length > 0 ? nouns : element.text === '' ? [] : [destinationOf(bare)];
  const found = all.filter((each) => each !== undefined);
  if (found.length > MOST)
    session.trouble(13250, `a dial of ${found.length} destinations; ${MOST} are allowed`);
  return found.slice(0, MOST);
}

async function end(element: Element, dial: number, outcome: Outcome, stage: Stage): Promise<Flow> {
  stage.session.record({ kind: 'dial_ended', dial, status: outcome.status });
  const action = urlOf(element, 'action');
  if (action === undefined) return NEXT;
  const fields = { DialCallStatus: outcome.status, ...outcome.fields };
  return follow(stage, { url: action, method: methodOf(element) }, fields, 'action');
}

/** The caller hung up while it rang: the application may be told, and nobody hears what it answers. */
async function tellOfLeaving(element: Element, { session, party, document }: Stage): Promise<void> {
  const action = urlOf(element, 'action');
  if (action === undefined) return;
  const fields = {
    ...party.fields(),
    CallStatus: 'completed',
    DialCallStatus: 'canceled',
    DialBridged: 'false',
  };
  await session.request({ url: resolve(action, document), method: methodOf(element) }, fields, 'action');
}

async function ring(element: Element, dial: number, stage: Stage): Promise<Flow> {
  const { session, party } = stage;
  const destinations = destinationsOf(element, stage);
  const answerOnBridge = flag(element, 'answerOnBridge', false);
  if (!answerOnBridge) party.answer();
  if (destinations.length === 0) {
    session.trouble(undefined, 'a dial without destinations');
    return end(element, dial, { status: 'failed', fields: {} }, stage);
  }
  const dialling: Dialling = {
    dial,
    callerId: element.attributes.callerId ?? party.fields().From ?? '',
    timeout: numberIn(element, 'timeout', { least: 5, most: 600, otherwise: 30 }),
  };
  let bridged = false;
  try {
    const found = await hunt(destinations, dialling, flag(element, 'sequential', false), stage);
    if (found.kind === 'nobody') {
      const fields = {
        DialCallSid: found.last.sid,
        DialBridged: 'false',
        ...sipFields(found.last.destination, found.status),
      };
      return await end(element, dial, { status: found.status, fields }, stage);
    }
    bridged = true;
    const talked = await talk(found.ringing, element, answerOnBridge, stage);
    if (talked.kind === 'gone') return talked.flow;
    const fields = {
      DialCallSid: found.ringing.sid,
      DialCallDuration: String(talked.seconds),
      DialBridged: 'true',
      ...sipFields(found.ringing.destination, 'completed'),
    };
    return await end(element, dial, { status: 'completed', fields }, stage);
  } catch (error) {
    if (error instanceof Interrupted && !bridged) await tellOfLeaving(element, stage);
    throw error;
  }
}

/** What a SIP leg adds (docs/voice/twiml/sip): the final code of the phone. */
function sipFields({ address }: Destination, status: string): Fields {
  if (address.kind !== 'sip') return {};
  const codes: Fields = { completed: '200', busy: '486', failed: '480', 'no-answer': '487', canceled: '487' };
  return { DialSipResponseCode: codes[status] ?? '480' };
}

/** docs/voice/twiml/dial. */
export const dial: Verb = async (element, stage) => {
  const { session, party } = stage;
  if (party.hearer !== 'caller') {
    session.trouble(13201, '<Dial> in a document for the called party');
    return NEXT;
  }
  const number = session.nextDial();
  const [only] = element.children;
  if (only?.name === 'Conference') return end(element, number, conference(only, stage), stage);
  if (only?.name === 'Queue') return end(element, number, await queueHead(only, element, stage), stage);
  return ring(element, number, stage);
};

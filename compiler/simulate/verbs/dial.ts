import { type Destination, destinationOf } from '../address.ts';
import type { Fields } from '../application.ts';
import { conference } from '../dial/conference.ts';
import { type Found, hunt } from '../dial/hunt.ts';
import type { Outcome } from '../dial/outcome.ts';
import { queueHead } from '../dial/queue.ts';
import { recordingOf } from '../dial/recording.ts';
import type { Dialling } from '../dial/ringing.ts';
import { talk } from '../dial/talk.ts';
import { type Flow, follow, NEXT, resolve, type Stage, type Verb } from '../interpreter.ts';
import { Interrupted } from '../timeline.ts';
import { flag, methodOf, numberIn, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';

/** Destinations of one dial (docs/voice/twiml/sip). */
const MOST = 10;

/** Nouns that are known and cannot be rung here. */
const FOREIGN = ['Sim', 'Application', 'WhatsApp'];

function destinationsOf(element: Element, { session }: Stage): readonly Destination[] {
  const nouns = element.children.flatMap((child) => destinationOf(child) ?? []);
  for (const { name } of element.children)
    if (FOREIGN.includes(name)) session.trouble(undefined, `<${name}> is not simulated: it does not ring`);
  // `<Dial>+61…</Dial>` is a number without its noun.
  const bare: Element = { name: 'Number', attributes: {}, text: element.text, children: [] };
  const all = nouns.length > 0 ? nouns : element.text === '' ? [] : [destinationOf(bare)];
  const found = all.filter((each) => each !== undefined);
  if (found.length === 0) session.trouble(undefined, 'a dial without destinations');
  if (found.length <= MOST) return found;
  session.trouble(13250, `a dial of ${found.length} destinations; ${MOST} are allowed`);
  const answers = ['rings the first ten', 'fails'] as const;
  return session.choose('a dial of more than ten', answers) === 'fails' ? [] : found.slice(0, MOST);
}

async function end(element: Element, dial: number, outcome: Outcome, stage: Stage): Promise<Flow> {
  const { session } = stage;
  session.record({ kind: 'dial_ended', dial, status: outcome.status });
  const action = urlOf(element, 'action');
  if (session.holds && !goesOn(action, stage)) return { kind: 'end', how: 'returned' };
  if (action === undefined) return NEXT;
  const fields = { DialCallStatus: outcome.status, ...outcome.fields };
  return follow(stage, { url: action, method: methodOf(element) }, fields, 'action');
}

/** Nobody answered a transfer while the phone that sent it is held: whether the document goes on, and not the old talk. */
const goesOn = (action: string | undefined, { session, follows }: Stage): boolean =>
  (action !== undefined || follows) &&
  session.choose('when nobody answers a transfer', [
    'its document goes on',
    'the caller is back with the phone that sent it',
  ]) === 'its document goes on';

/** The caller hung up: the application is told, and nobody hears what it answers. */
async function tellOfLeaving(
  element: Element,
  fields: Fields,
  { session, party, document }: Stage,
): Promise<void> {
  const action = urlOf(element, 'action');
  if (action === undefined) return;
  const all = { ...party.fields(), CallStatus: 'completed', ...fields };
  await session.tell({ url: resolve(action, document), method: methodOf(element) }, all, 'action');
}

/** Rings everybody; who hangs up meanwhile is told of. */
async function search(
  element: Element,
  destinations: readonly Destination[],
  dialling: Dialling,
  stage: Stage,
): Promise<Found> {
  try {
    return await hunt(destinations, dialling, flag(element, 'sequential', false), stage);
  } catch (error) {
    const fields = { DialCallStatus: 'canceled', DialBridged: 'false' };
    if (error instanceof Interrupted) await tellOfLeaving(element, fields, stage);
    throw error;
  }
}

/** Seconds; what is not 5 to 600 is warned of and not followed (docs/voice/twiml/dial, timeout). */
function timeoutOf(element: Element, { session }: Stage): number {
  const timeout = numberIn(element, 'timeout', { least: 5, most: 600, otherwise: 30 });
  const written = element.attributes.timeout;
  if (written !== undefined && Number(written) !== timeout)
    session.trouble(13212, `timeout="${written}" is not 5 to 600 seconds; it rings for ${timeout}`);
  return timeout;
}

async function ring(element: Element, dial: number, stage: Stage): Promise<Flow> {
  const { party, document } = stage;
  const destinations = destinationsOf(element, stage);
  if (!flag(element, 'answerOnBridge', false)) party.answer();
  if (destinations.length === 0) return end(element, dial, { status: 'failed', fields: {} }, stage);
  const callerId = element.attributes.callerId ?? party.fields().From ?? '';
  const dialling: Dialling = { dial, callerId, timeout: timeoutOf(element, stage), document, party };
  const found = await search(element, destinations, dialling, stage);
  if (found.kind === 'nobody') {
    const { sid, destination } = found.last;
    const fields = { DialCallSid: sid, DialBridged: 'false', ...sipFields(destination, found.status) };
    return end(element, dial, { status: found.status, fields }, stage);
  }
  const { sid, destination } = found.ringing;
  const talked = await talk(found.ringing, element, dialling, stage);
  if (talked.kind === 'gone') return talked.flow;
  const fields = {
    DialCallSid: sid,
    DialCallDuration: String(talked.seconds),
    DialBridged: 'true',
    ...recordingOf(element, talked.seconds, stage),
    ...sipFields(destination, 'completed'),
  };
  if (talked.kind === 'left') {
    await tellOfLeaving(element, { DialCallStatus: 'completed', ...fields }, stage);
    throw talked.error;
  }
  return end(element, dial, { status: 'completed', fields }, stage);
}

/** What a SIP leg adds (docs/voice/twiml/sip): the final code of the phone. */
function sipFields({ address }: Destination, status: string): Fields {
  if (address.kind !== 'sip') return {};
  const codes: Fields = { completed: '200', busy: '486', failed: '480', 'no-answer': '487', canceled: '487' };
  return { DialSipResponseCode: codes[status] ?? '480' };
}

/** Destinations that have a dial for themselves. */
const ALONE = ['Conference', 'Queue'];

/** docs/voice/twiml/dial. */
export const dial: Verb = async (element, stage) => {
  const { session } = stage;
  const number = session.nextDial();
  const only = element.children.find(({ name }) => ALONE.includes(name));
  if (only !== undefined && element.children.length > 1)
    session.trouble(13000, `<${only.name}> must be the only destination of its dial`);
  if (only?.name === 'Conference') return end(element, number, conference(only, stage), stage);
  if (only?.name === 'Queue') return end(element, number, await queueHead(only, element, stage), stage);
  return ring(element, number, stage);
};

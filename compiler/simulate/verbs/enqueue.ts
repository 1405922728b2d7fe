import type { Fields } from '../application.ts';
import { end, follow, NEXT, resolve, type Stage, type Verb } from '../interpreter.ts';
import { type Queue, TALK } from '../script.ts';
import type { Party } from '../session.ts';
import { Interrupted } from '../timeline.ts';
import { methodOf, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';

/** What a caller hears who waits, and how it ends (docs/voice/twiml/enqueue, QueueResult). */
type Result = 'bridged' | 'leave' | 'hangup' | 'queue-full' | 'system-error';

const waiting = (party: Party): Party => ({ ...party, waits: true, answered: true });

/** Asks the `waitUrl` again and again until the caller leaves or hangs up. */
async function hold(url: string, element: Element, stage: Stage, sid: string): Promise<'leave' | 'hangup'> {
  const { session, party, document, performFor } = stage;
  const began = session.timeline.now;
  for (;;) {
    const since = session.timeline.now;
    const fields = {
      ...party.fields(),
      QueueSid: sid,
      QueuePosition: '1',
      CurrentQueueSize: '1',
      MaxQueueSize: '1000',
      AvgQueueTime: '0',
      QueueTime: String(Math.round(session.timeline.now - began)),
    };
    const target = { url: resolve(url, document), method: methodOf(element, 'waitUrlMethod') };
    const music = await session.request(target, fields, 'wait');
    const stop = music === undefined ? 'ran_out' : await performFor(waiting(party), music);
    if (stop === 'left') return 'leave';
    if (stop === 'hangup') return 'hangup';
    // Silence or Twilio's own music where the document says nothing.
    if (session.timeline.now === since) session.wait(10);
  }
}

async function wait(queue: Queue, element: Element, stage: Stage, sid: string): Promise<Result> {
  const { session } = stage;
  if (queue.does === 'full') {
    session.trouble(14207, `the queue ${element.text} is full`);
    return 'queue-full';
  }
  if (queue.does === 'error') return 'system-error';
  const url = urlOf(element, 'waitUrl');
  const run = async (): Promise<'leave' | 'hangup'> => {
    if (url !== undefined) return hold(url, element, stage, sid);
    // Twilio's own music, for ever.
    for (;;) session.wait(3_600);
  };
  if (queue.does !== 'answers') return run();
  return (await session.timeline.until(session.timeline.now + queue.after, run)) ?? 'bridged';
}

/** docs/voice/twiml/enqueue. */
export const enqueue: Verb = async (element, stage) => {
  const { session, party, document } = stage;
  party.answer();
  const name = element.text;
  const sid = session.sid('QU');
  const began = session.timeline.now;
  session.record({ kind: 'queued', name });
  const leave = (result: Result): Fields => {
    session.record({ kind: 'left_queue', name, result });
    const time = String(Math.round(session.timeline.now - began));
    return { QueueResult: result, QueueSid: sid, QueueTime: time };
  };
  const url = urlOf(element, 'action');
  // The caller is gone: the answer is heard by nobody.
  const tell = async (fields: Fields): Promise<void> => {
    if (url === undefined) return;
    const all = { ...party.fields(), CallStatus: 'completed', ...fields };
    await session.tell({ url: resolve(url, document), method: methodOf(element) }, all, 'action');
  };
  let fields: Fields | undefined;
  try {
    const result = await wait(session.script.queue?.(name) ?? { does: 'never' }, element, stage, sid);
    fields = leave(result);
    if (result === 'hangup') {
      await tell(fields);
      return end('hangup');
    }
    if (result === 'bridged') session.wait(TALK);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    await tell(fields ?? leave('hangup'));
    throw error;
  }
  return url === undefined ? NEXT : follow(stage, { url, method: methodOf(element) }, fields, 'action');
};

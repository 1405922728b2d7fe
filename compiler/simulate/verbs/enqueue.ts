import { end, follow, NEXT, resolve, type Stage, type Verb } from '../interpreter.ts';
import { type Queue, TALK } from '../script.ts';
import { Endless, type Party, type Session } from '../session.ts';
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
  if (queue.does === 'full') return 'queue-full';
  if (queue.does === 'error') return 'system-error';
  const url = urlOf(element, 'waitUrl');
  const served = queue.does === 'answers' ? session.timeline.now + queue.after : undefined;
  const run = async (): Promise<'leave' | 'hangup'> => {
    if (url !== undefined) return hold(url, element, stage, sid);
    for (;;) idle(session);
  };
  if (served === undefined) return run();
  const left = await session.timeline.until(served, run);
  if (left !== undefined) return left;
  session.wait(TALK);
  return 'bridged';
}

/** An hour of Twilio's music. @throws Endless */
function idle(session: Session): void {
  session.wait(3_600);
  if (session.timeline.now > 4 * 3_600) throw new Endless();
}

/** docs/voice/twiml/enqueue. */
export const enqueue: Verb = async (element, stage) => {
  const { session, party } = stage;
  party.answer();
  const name = element.text;
  const sid = session.sid('QU');
  const began = session.timeline.now;
  session.record({ kind: 'queued', name });
  const queue = session.script.queue?.(name) ?? { does: 'never' };
  const result = await wait(queue, element, stage, sid);
  session.record({ kind: 'left_queue', name, result });
  if (result === 'hangup') return end('hangup');
  const url = urlOf(element, 'action');
  if (url === undefined) return NEXT;
  const fields = {
    QueueResult: result,
    QueueSid: sid,
    QueueTime: String(Math.round(session.timeline.now - began)),
  };
  return follow(stage, { url, method: methodOf(element) }, fields, 'action');
};

import { resolve, type Stage } from '../interpreter.ts';
import { type Queue, TALK } from '../script.ts';
import { methodOf, numberIn, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';
import type { Outcome } from './outcome.ts';

/** Somebody takes the head of a queue (docs/voice/twiml/queue). The script says whether anybody waits in it. */
export async function queueHead(noun: Element, dial: Element, stage: Stage): Promise<Outcome> {
  const { session, party, document } = stage;
  party.answer();
  const queue: Queue = session.script.queue?.(noun.text) ?? { does: 'never' };
  const fields = { QueueSid: session.sid('QU') };
  const timeout = numberIn(dial, 'timeout', { least: 5, most: 600, otherwise: 30 });
  if (queue.does !== 'answers' || queue.after > timeout) {
    // An empty queue is waited for; one that does not exist fails at once.
    if (queue.does === 'error') return { status: 'failed', fields };
    session.wait(timeout);
    return { status: 'no-answer', fields };
  }
  session.wait(queue.after);
  const told = urlOf(noun, 'url');
  if (told !== undefined) {
    const target = { url: resolve(told, document), method: methodOf(noun) };
    await session.request(target, { ...party.fields(), ...fields, QueueTime: String(queue.after) }, 'wait');
  }
  session.wait(TALK);
  return { status: 'completed', fields: { ...fields, DialCallDuration: String(TALK), DialBridged: 'true' } };
}

import { shown } from '../../../compiler/simulate/address.ts';
import type { Event } from '../../../compiler/simulate/events.ts';
import { placeCall } from '../../../compiler/simulate/place-call.ts';

/** What a caller hears of one answer, said by the simulated network, which knows TwiML and nothing of the runtime. */
export interface Heard {
  /** In words: `rings sip:alice@…; then goes on`. */
  readonly words: string;
  /** Everything that it rings. */
  readonly rings: readonly string[];
  /** What Twilio would write into its debugger: not valid, or not to be reached. */
  readonly faults: readonly string[];
  /** Nothing is said, rung, asked for or recorded. */
  readonly silent: boolean;
}

const HOST = 'http://one-answer.example';

function wordsOf(event: Event): string | undefined {
  switch (event.kind) {
    case 'said':
      return `"${event.text}"`;
    case 'played':
      return `plays ${event.url}`;
    case 'rang':
      return `rings ${shown(event.address)} ${event.timeout} s`;
    case 'gathered':
      return 'waits for a key';
    case 'recorded':
      return 'takes a message';
    case 'rejected':
      return `is refused (${event.reason})`;
    case 'hung_up':
      return event.by === 'application' ? 'hangs up' : undefined;
    default:
      return undefined;
  }
}

/** Plays one answer to a caller whom nobody answers; what it asks for next is not asked. */
export async function hear(twiml: string, from: string): Promise<Heard> {
  let asked = 0;
  const { events } = await placeCall(
    { from, to: '+61255501000', at: 0, acts: [], phone: () => ({ does: 'no_answer' }) },
    { url: `${HOST}/` },
    async () => {
      asked += 1;
      const body = asked === 1 ? twiml : '<Response><Hangup/></Response>';
      return { status: 200, headers: { 'content-type': 'text/xml' }, cookies: [], body };
    },
  );
  const second = events.findIndex(
    (each, index) => each.kind === 'asked' && index > 0 && each.purpose !== 'status',
  );
  const heard = second === -1 ? events : events.slice(0, second);
  const parts = heard.flatMap((each) => wordsOf(each) ?? []);
  return {
    words: [...parts, ...(second === -1 ? [] : ['asks again'])].join(', ') || 'nothing',
    rings: events.flatMap((each) => (each.kind === 'rang' ? [shown(each.address)] : [])),
    faults: events.flatMap((each) => (each.kind === 'trouble' ? [`${each.code ?? ''} ${each.text}`] : [])),
    silent: !parts.some((part) => part !== 'hangs up'),
  };
}

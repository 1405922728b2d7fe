import type { Application, Fields } from './application.ts';
import { type Choose, type Explored, explore, likeliest } from './choices.ts';
import type { CallRecord, Ending, Event, Timed } from './events.ts';
import { perform, type Stop } from './interpreter.ts';
import type { Act, CallScript } from './script.ts';
import { Endless, type Entry, type Party, Session } from './session.ts';
import { HUNG_UP, Interrupted, Timeline } from './timeline.ts';
import { verbs } from './verbs/index.ts';
import { Web } from './web.ts';

/**
 * The simulator's door: places a call to an application, whoever wrote it, and says what happened. It plays Twilio, the
 * caller and every phone, on a clock of its own, so an hour on hold takes no time. It knows TwiML and nothing else.
 */

/** An account that does not exist. */
const ACCOUNT = `AC${'0'.repeat(32)}`;

/** What a call from a SIP phone has besides (docs/voice/api/sip-twiml): the domain that it called, without its edge. */
function sipFields({ from, to }: CallScript): Fields {
  if (!/^sips?:/i.test(from)) return {};
  const [, host = ''] = /@([^;:?>]+)/.exec(to) ?? [];
  const domain = host.toLowerCase().replace(/\.sip\.[a-z0-9-]+\.twilio\.com$/, '.sip.twilio.com');
  return { SipDomain: domain, SipCallId: 'simulated' };
}

/** The caller as a party: what every request for the call says (docs/voice/twiml). */
function callerOf(script: CallScript, sid: string): Party {
  const acts: Act[] = [...script.acts];
  let answered = false;
  return {
    hearer: 'caller',
    get answered() {
      return answered;
    },
    answer: () => {
      answered = true;
    },
    act: () => acts.shift(),
    fields: (): Fields => ({
      ...sipFields(script),
      ...script.parameters,
      CallSid: sid,
      AccountSid: ACCOUNT,
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
      From: script.from,
      Caller: script.from,
      To: script.to,
      Called: script.to,
      CallStatus: answered ? 'in-progress' : 'ringing',
    }),
  };
}

const endings: { readonly [stop in Stop]: Ending } = {
  ran_out: 'ran_out',
  hangup: 'hangup',
  rejected: 'rejected',
  application_error: 'application_error',
  left: 'ran_out',
  returned: 'ran_out',
};

async function converse(session: Session): Promise<Ending> {
  const { script, entry, timeline } = session;
  const caller = callerOf(script, session.sid('CA'));
  const run = async (): Promise<Stop> => {
    const target = { url: entry.url, method: entry.method ?? 'POST' } as const;
    const document = await session.requestForCaller(target, caller.fields(), 'call');
    return document === undefined ? 'application_error' : perform(verbs, session, caller, document, true);
  };
  try {
    const stop = script.hangsUp === undefined ? await run() : await timeline.until(script.hangsUp, run);
    if (stop !== undefined) return endings[stop];
  } catch (error) {
    if (error instanceof Endless) return 'endless';
    if (!(error instanceof Interrupted && error.by === HUNG_UP)) throw error;
  }
  session.record({ kind: 'hung_up', by: 'caller' });
  return 'caller_hung_up';
}

/**
 * Places one call.
 * @param choose decides where Twilio's own behaviour is not established; absent: the likeliest
 */
export async function placeCall(
  script: CallScript,
  entry: Entry,
  application: Application,
  choose: Choose = likeliest,
): Promise<CallRecord> {
  const timeline = new Timeline();
  const events: Timed[] = [];
  const record = (event: Event) => events.push({ t: timeline.now, ...event });
  const web = new Web(application, () => script.at + timeline.now * 1_000, record);
  const session = new Session({ script, entry, timeline, web, events, choose });
  const ending = await converse(session);
  await session.flush();
  // What happened side by side was played one after the other.
  const sorted = [...events].sort((a, b) => a.t - b.t);
  return { events: sorted, ending, lasted: timeline.now, chosen: session.chosen };
}

/**
 * Places a call once for every way in which Twilio may behave, the likeliest first.
 * @param applicationFor a fresh application for each, since a call may change what the application remembers
 */
export const placeEveryCall = (
  script: CallScript,
  entry: Entry,
  applicationFor: () => Application,
): Promise<Explored<CallRecord>> => explore((choose) => placeCall(script, entry, applicationFor(), choose));

export type { Entry } from './session.ts';

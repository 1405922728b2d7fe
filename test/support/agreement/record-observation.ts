import type { CallRecord, Timed } from '../../../compiler/simulate/events.ts';
import { type Element, readMarkup } from '../../../compiler/simulate/twiml/markup.ts';
import type { JsonObject } from '../../../runtime/digest.ts';
import { linesOf, type Noted, type Observation, words } from './observation.ts';

/** What an application tells of itself, beside its TwiML. */
export interface Insight {
  /** What decided, as the log has it, by the number of the request. */
  readonly rules: ReadonlyMap<number, string>;
  /** What a callback of a recording carried, by the number of the request. */
  readonly notified: ReadonlyMap<
    number,
    { readonly at: string; readonly caller?: string; readonly entry: string }
  >;
}

const pathOf = (url: string): string => new URL(url).pathname.slice(1);

/** What a document asks beside what can be heard. */
function offersIn(twiml: string): readonly string[] {
  const markup = readMarkup(twiml);
  if (!markup.ok) return [words.trouble(`no TwiML: ${markup.text}`)];
  return markup.verbs.flatMap((element) => offer(element) ?? []).map(words.offers);
}

function offer(element: Element): string | undefined {
  const { name, attributes: has, children } = element;
  switch (name) {
    case 'Gather':
      return `gather ${has.numDigits ?? 'any'} keys in ${has.timeout} s, ended by ${JSON.stringify(has.finishOnKey ?? '#')}, ${has.actionOnEmptyResult === 'true' ? 'always' : 'if any'}`;
    case 'Record':
      return `record ${has.maxLength} s, ended by ${has.timeout} s of silence or ${JSON.stringify(has.finishOnKey)}${has.transcribe === 'true' ? ', as text' : ''}`;
    case 'Dial': {
      const [room] = children;
      if (room?.name !== 'Conference')
        return `dial ${children.length}, ${has.action === undefined ? 'go on' : 'come back'}, ${has.referUrl === undefined ? 'stays' : 'may be transferred'}`;
      const { muted, beep, startConferenceOnEnter, endConferenceOnExit, maxParticipants } = room.attributes;
      return `confer in ${JSON.stringify(room.text)}: muted ${muted}, beep ${beep}, begins ${startConferenceOnEnter}, ends ${endConferenceOnExit}, most ${maxParticipants ?? '-'}`;
    }
    default:
      return undefined;
  }
}

const nameOf = (to: 'caller' | number): string => (to === 'caller' ? to : `leg ${to}`);

function linesIn(event: Timed, insight: Insight): readonly string[] {
  switch (event.kind) {
    case 'asked': {
      const entry = pathOf(event.url);
      const asked = words.asked(event.purpose, entry);
      const rule = insight.rules.get(event.request);
      const notice = insight.notified.get(event.request);
      if (event.status !== 200) return [asked, words.trouble(`answered ${event.status ?? 'nothing'}`)];
      if (entry === 'recorded')
        return [
          asked,
          notice === undefined
            ? words.trouble('a callback without a link')
            : words.notified(event.purpose, notice.at, notice.caller, notice.entry),
        ];
      return [
        asked,
        rule === undefined ? words.trouble('nothing in the log') : words.rule(rule),
        ...offersIn(event.twiml ?? ''),
      ];
    }
    case 'said':
      return [words.said(nameOf(event.to), event.text, event.voice, event.language)];
    case 'played':
      return [words.played(nameOf(event.to), event.url)];
    case 'gathered':
      return [words.gathered(nameOf(event.to), event.got, event.how)];
    case 'rang': {
      const { dial, turn, leg, address, written, callerId, timeout } = event;
      return [words.rang(dial, turn, leg, `${address.kind} ${written}`, callerId, timeout)];
    }
    case 'answered':
      return [words.answered(event.leg)];
    case 'leg_ended':
      return [words.legEnded(event.leg, event.how)];
    case 'bridged':
      return [words.bridged(event.leg)];
    case 'talk_ended':
      return [words.talkEnded(event.leg, event.by)];
    case 'transferred':
      return [words.transferred(event.leg, event.to)];
    case 'dial_ended':
      return [words.dialEnded(event.dial, event.status)];
    case 'recorded':
      return [words.recorded(event.seconds)];
    case 'conference':
      return [words.conference(event.name)];
    case 'rejected':
      return [words.rejected(event.reason)];
    case 'hung_up':
      return [words.hungUp(event.by)];
    case 'trouble':
      if (event.code === 13520) return [words.trouble('nothing is said')];
      if (event.text.startsWith('<Reject> after')) return [words.trouble('rejected too late')];
      if (event.code === 13802) return [words.trouble('nobody takes the transfer')];
      if (event.text.startsWith('only a SIP phone')) return [words.trouble('only SIP phones transfer')];
      // A remark on a phone whose failure is seen anyway.
      return event.code === 32009 ? [] : [words.trouble(event.text)];
    case 'returned':
      return [words.returned(event.leg)];
    case 'paused':
    case 'queued':
    case 'left_queue':
      return [`${event.kind}, which no plan asks for`];
  }
}

const isAside = (event: Timed): boolean =>
  event.kind === 'asked' && (event.purpose === 'recording' || event.purpose === 'transcription');

/** What can be observed of a call on the simulated network. */
export function observationOf(
  record: CallRecord,
  insight: Insight,
  live: { readonly [id: string]: JsonObject },
): Observation {
  const noted = record.events.flatMap((event): readonly Noted[] => {
    const aside = isAside(event) ? ({ aside: true } as const) : {};
    return linesIn(event, insight).map((what) => ({ t: event.t, what, ...aside }));
  });
  return { lines: linesOf(noted), ending: record.ending, lasted: record.lasted, live };
}

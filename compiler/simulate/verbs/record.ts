import type { Fields } from '../application.ts';
import { follow, NEXT, resolve, type Stage, type Verb } from '../interpreter.ts';
import { MESSAGE } from '../script.ts';
import { HUNG_UP, Interrupted } from '../timeline.ts';
import { flag, methodOf, numberIn, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';
import { spokenFor } from './speech.ts';

/** How a recording went. `key`: what ended it, or nothing. */
interface Recording {
  readonly seconds: number;
  readonly words?: string;
  readonly key: string;
}

/** Keys that end a recording; all of them when nothing is said (docs/voice/twiml/record). */
const ENDING = '1234567890*#';

function listen(element: Element, { session, party }: Stage): Recording {
  const silence = numberIn(element, 'timeout', { least: 0, most: 3_600, otherwise: 5 });
  const otherwise = flag(element, 'transcribe', false) ? 120 : 3_600;
  const most = numberIn(element, 'maxLength', { least: 2, most: 86_400, otherwise });
  // Silence ends it, unless that is turned off: then it is recorded as well.
  const fallSilent = (seconds: number): number => {
    session.wait(silence === 0 ? most - seconds : Math.min(silence, most - seconds));
    return silence === 0 ? most : seconds;
  };
  const act = party.act();
  if (act?.does === 'silence') return { seconds: fallSilent(0), key: '' };
  if (act?.does === 'press') {
    const keys = element.attributes.finishOnKey ?? ENDING;
    const key = [...act.keys].find((each) => keys.includes(each));
    session.wait(1);
    // A key that ends nothing is recorded as a beep.
    return key === undefined ? { seconds: fallSilent(1), key: '' } : { seconds: 1, key };
  }
  const seconds = Math.min(most, act === undefined ? MESSAGE : spokenFor(act.words));
  session.wait(seconds);
  if (seconds === most) return { seconds, ...(act === undefined ? {} : { words: act.words }), key: '' };
  // Who has nothing in the script for what follows hangs up when the message is spoken, as people do.
  if (act === undefined) return { seconds, key: 'hangup' };
  return { seconds: fallSilent(seconds), words: act.words, key: '' };
}

/** Seconds between which a recording is written down (docs/voice/twiml/record, transcribe). */
const WRITABLE = { above: 2, below: 120 };

/** What the application is told besides, when the recording can be fetched and when it was read (docs/voice/twiml/record). */
function callbacks(element: Element, stage: Stage, fields: Fields, { seconds, words }: Recording): void {
  const { session, party, document } = stage;
  const all = { ...party.fields(), ...fields };
  const recording = urlOf(element, 'recordingStatusCallback');
  const events = (element.attributes.recordingStatusCallbackEvent ?? 'completed').split(/[\s,]+/);
  const status = seconds > 0 ? 'completed' : 'absent';
  if (recording !== undefined && events.includes(status)) {
    const method = methodOf(element, 'recordingStatusCallbackMethod');
    const more = { RecordingStatus: status, RecordingChannels: '1', RecordingSource: 'RecordVerb' };
    session.aside({ url: resolve(recording, document), method }, { ...all, ...more }, 'recording');
  }
  const transcription = urlOf(element, 'transcribeCallback');
  if (transcription === undefined || seconds === 0 || !flag(element, 'transcribe', false)) return;
  const written = seconds > WRITABLE.above && seconds < WRITABLE.below;
  const sid = session.sid('TR');
  const more = {
    TranscriptionSid: sid,
    TranscriptionUrl: `https://api.twilio.com/2010-04-01/Accounts/${all.AccountSid}/Transcriptions/${sid}`,
    TranscriptionStatus: written ? 'completed' : 'failed',
    TranscriptionText: written ? (words ?? 'a message') : '',
  };
  session.aside(
    { url: resolve(transcription, document), method: 'POST' },
    { ...all, ...more },
    'transcription',
  );
}

/** Whether nothing was recorded and that is the end of it; what Twilio does then is only told, not documented. */
const isSkipped = ({ seconds }: Recording, { session }: Stage): boolean =>
  seconds === 0 &&
  session.choose('an empty recording', ['falls through', 'asks the action']) === 'falls through';

/** docs/voice/twiml/record. What follows on the caller's side comes first; the callbacks arrive when they can. */
export const record: Verb = async (element, stage) => {
  const { session, party, document } = stage;
  party.answer();
  const sid = session.sid('RE');
  const url = `https://api.twilio.com/2010-04-01/Accounts/${party.fields().AccountSid}/Recordings/${sid}`;
  const began = session.timeline.now;
  let gone: Interrupted | undefined;
  let made: Recording;
  try {
    made = listen(element, stage);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    gone = error;
    made = { seconds: Math.floor(session.timeline.now - began), key: 'hangup' };
  }
  const { seconds, words, key } = made;
  session.record({ kind: 'recorded', began, seconds, url, ...(words === undefined ? {} : { words }) });
  const fields = { RecordingSid: sid, RecordingUrl: url, RecordingDuration: String(seconds) };
  const link = { url: element.attributes.action || document.url, method: methodOf(element) };
  if (key === 'hangup') {
    if (!isSkipped(made, stage)) {
      // The caller is gone: the answer is heard by nobody.
      const all = { ...party.fields(), CallStatus: 'completed', ...fields, Digits: 'hangup' };
      await session.tell({ url: resolve(link.url, document), method: link.method }, all, 'action');
    }
    callbacks(element, stage, fields, made);
    throw gone ?? new Interrupted(HUNG_UP);
  }
  const flow = isSkipped(made, stage)
    ? NEXT
    : await follow(stage, link, { ...fields, Digits: key }, 'action');
  callbacks(element, stage, fields, made);
  return flow;
};

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
  const act = party.act();
  if (act?.does === 'silence') {
    session.wait(silence === 0 ? most : silence);
    return { seconds: 0, key: '' };
  }
  if (act?.does === 'press') {
    const keys = element.attributes.finishOnKey ?? ENDING;
    const key = [...act.keys].find((each) => keys.includes(each));
    session.wait(1);
    if (key !== undefined) return { seconds: 1, key };
    // A key that ends nothing is recorded as a beep.
    session.wait(silence);
    return { seconds: 1, key: '' };
  }
  const seconds = Math.min(most, act === undefined ? MESSAGE : spokenFor(act.words));
  session.wait(seconds);
  const words = act === undefined ? {} : { words: act.words };
  // Who has nothing in the script for what follows hangs up when the message is spoken, as people do.
  if (act === undefined || seconds === most)
    return { seconds, ...words, key: act === undefined ? 'hangup' : '' };
  session.wait(silence);
  return { seconds, ...words, key: '' };
}

/** What the application is told besides, when the recording can be fetched and when it was read (docs/voice/twiml/record). */
async function callbacks(element: Element, stage: Stage, fields: Fields): Promise<void> {
  const { session, party, document } = stage;
  const all = { ...party.fields(), ...fields };
  const recording = urlOf(element, 'recordingStatusCallback');
  if (recording !== undefined) {
    const target = {
      url: resolve(recording, document),
      method: methodOf(element, 'recordingStatusCallbackMethod'),
    };
    const more = { RecordingStatus: 'completed', RecordingChannels: '1', RecordingSource: 'RecordVerb' };
    await session.request(target, { ...all, ...more }, 'recording');
  }
  const transcription = urlOf(element, 'transcribeCallback');
  if (transcription === undefined || !flag(element, 'transcribe', false)) return;
  const more = {
    TranscriptionSid: session.sid('TR'),
    TranscriptionStatus: 'completed',
    TranscriptionText: 'words',
  };
  await session.request(
    { url: resolve(transcription, document), method: 'POST' },
    { ...all, ...more },
    'transcription',
  );
}

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
  session.record({ kind: 'recorded', seconds, url, ...(words === undefined ? {} : { words }) });
  const fields = { RecordingSid: sid, RecordingUrl: url, RecordingDuration: String(seconds) };
  const link = { url: element.attributes.action || document.url, method: methodOf(element) };
  if (key === 'hangup') {
    // The caller is gone: the answer is heard by nobody.
    await session.request(
      { url: resolve(link.url, document), method: link.method },
      { ...party.fields(), CallStatus: 'completed', ...fields, Digits: 'hangup' },
      'action',
    );
    await callbacks(element, stage, fields);
    throw gone ?? new Interrupted(HUNG_UP);
  }
  // Nothing was recorded: whether the action is asked then is not established.
  if (
    seconds === 0 &&
    session.choose('an empty recording', ['falls through', 'asks the action']) === 'falls through'
  ) {
    return NEXT;
  }
  const flow = await follow(stage, link, { ...fields, Digits: key }, 'action');
  if (seconds > 0) await callbacks(element, stage, fields);
  return flow;
};

import type { Fields } from '../application.ts';
import { resolve, type Stage } from '../interpreter.ts';
import { methodOf, urlOf } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';

/**
 * What a dial that records a talk says of it: to its action at once, to `recordingStatusCallback` when it can be fetched
 * (docs/voice/twiml/dial, record).
 */
export function recordingOf(dial: Element, seconds: number, { session, party, document }: Stage): Fields {
  const record = dial.attributes.record ?? 'do-not-record';
  if (!/^(true|record-from-(answer|ringing)(-dual)?)$/.test(record)) return {};
  const sid = session.sid('RE');
  const parent = party.fields();
  const url = `https://api.twilio.com/2010-04-01/Accounts/${parent.AccountSid}/Recordings/${sid}`;
  const fields = { RecordingSid: sid, RecordingUrl: url, RecordingDuration: String(seconds) };
  const callback = urlOf(dial, 'recordingStatusCallback');
  const events = (dial.attributes.recordingStatusCallbackEvent ?? 'completed').split(/[\s,]+/);
  if (callback !== undefined && events.includes('completed')) {
    const more = {
      RecordingStatus: 'completed',
      RecordingChannels: record.endsWith('-dual') ? '2' : '1',
      RecordingSource: 'DialVerb',
    };
    const method = methodOf(dial, 'recordingStatusCallbackMethod');
    session.aside(
      { url: resolve(callback, document), method },
      { ...parent, ...fields, ...more },
      'recording',
    );
  }
  return fields;
}

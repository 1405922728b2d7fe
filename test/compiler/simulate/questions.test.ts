import { describe, expect, it } from 'vitest';
import { asked, callOf, everyWay, heard } from '../../support/twiml-app.ts';

// docs/voice/twiml/gather and docs/voice/twiml/record: what callers are asked, and what they leave behind.

const menu = (attributes: string, more = '<Say>No input.</Say>') => ({
  '/': `<Gather action="/key" ${attributes}><Say>Press 1.</Say></Gather>${more}`,
  '/key': ({ Digits, SpeechResult }: { readonly [name: string]: string }) =>
    `<Say>Got ${Digits ?? SpeechResult}.</Say>`,
});

describe('<Gather>', () => {
  const digits = async (attributes: string, acts: string) => {
    const record = await callOf(menu(attributes), { acts });
    return [asked(record, '/key')[0]?.Digits, record.events.find(({ kind }) => kind === 'gathered')?.t];
  };

  it('sends the keys to its action, and nothing that follows runs', async () => {
    expect(await heard(menu('numDigits="1"'), { acts: '1' })).toEqual([
      '0 s  said "Press 1."',
      '2 s  the caller presses 1',
      '2 s  said "Got 1."',
      'ran_out',
    ]);
  });

  it('waits 5 s for nothing, or as long as it says, and then falls through', async () => {
    expect(await heard(menu(''))).toEqual([
      '0 s  said "Press 1."',
      '6 s  the caller does nothing',
      '6 s  said "No input."',
      'ran_out',
    ]);
    expect(await heard(menu('timeout="2"'), { acts: 'silence' })).toContain('3 s  the caller does nothing');
  });

  it('asks the action for nothing only where it is told to', async () => {
    const record = await callOf(menu('actionOnEmptyResult="true"'));
    expect(asked(record, '/key')).toMatchObject([{ Digits: '' }]);
  });

  it('ends with the number of keys, the key that finishes, or the time', async () => {
    expect(await digits('numDigits="2"', '12')).toEqual(['12', 2]);
    expect(await digits('numDigits="2"', '123')).toEqual(['12', 2]);
    expect(await digits('', '12#')).toEqual(['12', 2]);
    expect(await digits('', '12')).toEqual(['12', 7]);
    expect(await digits('numDigits="4"', '12')).toEqual(['12', 7]);
    expect(await digits('finishOnKey="*"', '1#2*')).toEqual(['1#2', 2]);
    expect(await digits('finishOnKey=""', '12#')).toEqual(['12#', 7]);
    expect(await digits('numDigits="1"', '#')).toEqual([undefined, 2]);
  });

  it('takes the key that finishes alone for no input', async () => {
    expect(await heard(menu(''), { acts: '#' })).toContain('2 s  said "No input."');
    const record = await callOf(menu('actionOnEmptyResult="true"'), { acts: '#' });
    expect(asked(record, '/key')).toMatchObject([{ Digits: '' }]);
  });

  it('hears words where it is told to, and only then', async () => {
    const speech = await callOf(menu('input="speech"'), { acts: '"the sales team"' });
    expect(asked(speech, '/key')).toMatchObject([{ SpeechResult: 'the sales team', Confidence: '0.9' }]);
    expect(asked(speech, '/key')[0]).not.toHaveProperty('Digits');
    expect(await heard(menu(''), { acts: '"the sales team"' })).toContain('6 s  said "No input."');
    expect(await heard(menu('input="speech"'), { acts: '1' })).toContain('6 s  said "No input."');
    expect(await heard(menu('input="dtmf speech" numDigits="1"'), { acts: '1' })).toContain(
      '2 s  said "Got 1."',
    );
  });

  it('asks its own document again where it has no action, for ever if that goes on', async () => {
    const again = { '/': '<Gather numDigits="1"><Say>Press 1.</Say></Gather>' };
    expect((await heard(again, { acts: '1 1' })).filter((line) => line.includes('said'))).toHaveLength(3);
    const always = { '/': '<Gather actionOnEmptyResult="true"/>' };
    expect((await callOf(always)).ending).toBe('endless');
  });

  it('is interrupted by a key also in a sentence that never ends', async () => {
    const app = {
      '/': '<Gather numDigits="1" action="/key"><Say loop="0">Press 1.</Say></Gather>',
      '/key': '<Hangup/>',
    };
    expect((await callOf(app, { acts: '1' })).ending).toBe('hangup');
    expect((await callOf(app)).ending).toBe('endless');
  });

  it('gives one act to each question', async () => {
    const app = {
      '/': '<Gather numDigits="1" timeout="1"/><Gather numDigits="1" action="/key" timeout="1"/>',
      '/key': '<Hangup/>',
    };
    const record = await callOf(app, { acts: 'silence 7 8' });
    expect(asked(record, '/key')).toMatchObject([{ Digits: '7' }]);
  });
});

describe('<Record>', () => {
  const app = (attributes = '') => ({
    '/': `<Record action="/done" ${attributes}/><Say>We heard nothing.</Say>`,
    '/done': '<Say>Thank you.</Say>',
    '/status': '',
    '/words': '',
  });

  it('sends what was said to its action when the caller falls silent', async () => {
    const record = await callOf(app(), { acts: '"Please call me back, this is Ann."' });
    expect(asked(record, '/done')).toMatchObject([
      {
        RecordingDuration: '3',
        Digits: '',
        RecordingSid: expect.stringMatching(/^RE/),
        CallStatus: 'in-progress',
      },
    ]);
    expect(asked(record, '/done')[0]?.RecordingUrl).toMatch(/\/Recordings\/RE[0-9a-f]{32}$/);
    expect(record.lasted).toBeGreaterThanOrEqual(8);
  });

  it('ends with any key, or the keys that it names', async () => {
    const key = async (attributes: string, acts: string) => {
      const record = await callOf(app(attributes), { acts });
      return [asked(record, '/done')[0]?.Digits, record.events.find(({ kind }) => kind === 'recorded')?.t];
    };
    expect(await key('', '5')).toEqual(['5', 1]);
    expect(await key('finishOnKey="#"', '#')).toEqual(['#', 1]);
    expect(await key('finishOnKey="#"', '5')).toEqual(['', 6]);
  });

  it('ends at its longest', async () => {
    const words = `"${'blah '.repeat(100)}"`;
    expect(asked(await callOf(app('maxLength="20"'), { acts: words }), '/done')).toMatchObject([
      { RecordingDuration: '20' },
    ]);
    const silent = app('maxLength="20" timeout="0"');
    expect(asked(await callOf(silent, { acts: 'silence' }), '/done')).toMatchObject([
      { RecordingDuration: '20' },
    ]);
  });

  it('that is empty may fall through or ask the action', async () => {
    const records = await everyWay(app(), { acts: 'silence' });
    const said = records.map(({ events }) =>
      events.flatMap((each) => (each.kind === 'said' ? [each.text] : [])),
    );
    expect(said).toEqual([['We heard nothing.'], ['Thank you.']]);
  });

  it('tells the action also when the caller hangs up, and nobody hears the answer', async () => {
    const record = await callOf(app('recordingStatusCallback="/status"'), {
      hangsUp: 4,
      acts: '"a long, long, long, long story for the whole team, told at length, which has no end in sight"',
    });
    expect(asked(record, '/done')).toMatchObject([
      { Digits: 'hangup', RecordingDuration: '4', CallStatus: 'completed' },
    ]);
    expect(asked(record, '/status')).toHaveLength(1);
    expect(record.ending).toBe('caller_hung_up');
    expect(record.events.some(({ kind }) => kind === 'said')).toBe(false);
  });

  it('is where callers hang up of whom nothing is written', async () => {
    const record = await callOf(app());
    expect(record.ending).toBe('caller_hung_up');
    expect(asked(record, '/done')).toMatchObject([{ Digits: 'hangup', RecordingDuration: '10' }]);
  });

  it('tells the recording status once it can be fetched, or that there is none where that is asked', async () => {
    const made = await callOf(app('recordingStatusCallback="/status"'), { acts: '"Call me."' });
    expect(asked(made, 'recording')).toMatchObject([
      {
        RecordingStatus: 'completed',
        RecordingSource: 'RecordVerb',
        RecordingChannels: '1',
        RecordingDuration: '1',
      },
    ]);
    const none = 'recordingStatusCallback="/status" recordingStatusCallbackEvent="completed absent"';
    expect(asked(await callOf(app(none), { acts: 'silence' }), 'recording')).toMatchObject([
      { RecordingStatus: 'absent' },
    ]);
    expect(
      asked(await callOf(app('recordingStatusCallback="/status"'), { acts: 'silence' }), 'recording'),
    ).toEqual([]);
  });

  it('is written down where that is asked, if it is neither too short nor too long', async () => {
    const transcribed = async (attributes: string, acts: string) =>
      asked(await callOf(app(attributes), { acts }), 'transcription');
    const both = 'transcribe="true" transcribeCallback="/words"';
    expect(await transcribed(both, '"Please call me back, this is Ann."')).toMatchObject([
      { TranscriptionStatus: 'completed', TranscriptionText: 'Please call me back, this is Ann.' },
    ]);
    expect(await transcribed(both, '"Hi."')).toMatchObject([
      { TranscriptionStatus: 'failed', TranscriptionText: '' },
    ]);
    expect(await transcribed('transcribeCallback="/words"', '"Please call me back, this is Ann."')).toEqual(
      [],
    );
    // Twilio's limit for recordings that are written down.
    const long = `"${'blah '.repeat(500)}"`;
    expect(asked(await callOf(app(both), { acts: long }), '/done')).toMatchObject([
      { RecordingDuration: '120' },
    ]);
  });

  it('asks its own document where it has no action', async () => {
    const again = {
      '/': ({ RecordingUrl }: { readonly [name: string]: string }) =>
        RecordingUrl === undefined ? '<Record/>' : '<Say>Thank you.</Say>',
    };
    expect(await heard(again, { acts: '5' })).toContain('1 s  said "Thank you."');
  });
});

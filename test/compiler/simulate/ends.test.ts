import { describe, expect, it } from 'vitest';
import { asked, callOf, heard } from '../../support/twiml-app.ts';

// How calls end, and the verbs that stand for themselves.

describe('<Reject>', () => {
  it('refuses a call that nothing has answered', async () => {
    expect(await heard({ '/': '<Reject/><Say>Never.</Say>' })).toEqual([
      '0 s  the call is rejected: rejected',
      'rejected',
    ]);
    expect(await heard({ '/': '<Reject reason="busy"/>' })).toEqual([
      '0 s  the call is rejected: busy',
      'rejected',
    ]);
    expect((await callOf({ '/': '<Pause length="3"/><Reject/>' })).ending).toBe('rejected');
    expect((await callOf({ '/': '<Redirect>/on</Redirect>', '/on': '<Reject/>' })).ending).toBe('rejected');
  });

  it('only hangs up on one that was answered', async () => {
    expect(await heard({ '/': '<Say>No.</Say><Reject reason="busy"/>' })).toEqual([
      '0 s  said "No."',
      '1 s  ! <Reject> after the call was answered only hangs up',
      '1 s  the application hangs up',
      'hangup',
    ]);
  });

  it('is still possible after a dial that kept the caller waiting, and not after one that answered', async () => {
    const ending = async (attributes: string) =>
      (await callOf({ '/': `<Dial ${attributes}><Client>bob</Client></Dial><Reject/>` })).ending;
    expect(await ending('answerOnBridge="true"')).toBe('rejected');
    expect(await ending('')).toBe('hangup');
  });
});

describe('<Redirect>', () => {
  it('leaves what follows behind', async () => {
    const app = {
      '/': '<Say>One.</Say><Redirect method="GET">/on?x=1</Redirect><Say>Never.</Say>',
      '/on': '<Say>Two.</Say>',
    };
    expect(await heard(app)).toEqual(['0 s  said "One."', '1 s  said "Two."', 'ran_out']);
    expect(asked(await callOf(app), 'redirect')).toHaveLength(1);
  });

  it('to itself is endless, however fast or slow', async () => {
    expect((await callOf({ '/': '<Redirect>/</Redirect>' })).ending).toBe('endless');
    expect((await callOf({ '/': '<Redirect/>' })).ending).toBe('endless');
    expect((await callOf({ '/': '<Pause length="3600"/><Redirect>/</Redirect>' })).ending).toBe('endless');
  });

  it('to nowhere is an application error', async () => {
    expect(await heard({ '/': '<Redirect>/gone</Redirect><Say>Never.</Say>' })).toEqual([
      '0 s  ! 11200 https://app.example/gone answered 404',
      'application_error',
    ]);
  });
});

describe('what a caller hears', () => {
  it('is said, as often as is asked, in a voice and a language', async () => {
    const app = {
      '/': '<Say voice="Polly.Nicole" language="en-AU" loop="2">Hello.</Say><Pause length="4"/><Play digits="1w2"/>',
    };
    const record = await callOf(app);
    expect(record.events[1]).toEqual({
      kind: 'said',
      text: 'Hello.',
      voice: 'Polly.Nicole',
      language: 'en-AU',
      to: 'caller',
      t: 0,
    });
    expect(record.lasted).toBe(2 + 4 + 1);
  });

  it('is nothing where <Say> has no words: 13520', async () => {
    expect(await heard({ '/': '<Say> </Say>' })).toEqual(['0 s  ! 13520 <Say> has no words', 'ran_out']);
  });

  it('goes on for ever with loop="0", unless they hang up', async () => {
    expect((await callOf({ '/': '<Play loop="0">/a.mp3</Play>' })).ending).toBe('endless');
    expect((await callOf({ '/': '<Play loop="0">/a.mp3</Play>' }, { hangsUp: 90 })).lasted).toBe(90);
  });

  it('begins with ringing where a pause comes first', async () => {
    const status = async (body: string) =>
      asked(await callOf({ '/': `${body}<Redirect>/on</Redirect>`, '/on': '' }), 'redirect')[0]?.CallStatus;
    expect(await status('<Pause/>')).toBe('ringing');
    expect(await status('<Say>Hi.</Say>')).toBe('in-progress');
    expect(await status('<Start/><Say>Hi.</Say>')).toBe('in-progress');
  });

  it('is not what something else says to them, which is noted', async () => {
    const app = { '/': '<Connect action="/after"><Stream url="wss://x"/></Connect>', '/after': '<Hangup/>' };
    expect(await heard(app)).toEqual([
      '0 s  ! <Connect><Stream> is not simulated: the caller is taken to be with it for 60 s',
      '60 s  the application hangs up',
      'hangup',
    ]);
    expect(await heard({ '/': '<Pay/><Say>Thanks.</Say>' })).toContain('60 s  said "Thanks."');
  });
});

describe('a caller who hangs up', () => {
  it('is gone at that very second', async () => {
    const record = await callOf({ '/': '<Say>Hello.</Say><Pause length="60"/>' }, { hangsUp: 30 });
    expect([record.ending, record.lasted]).toEqual(['caller_hung_up', 30]);
    expect(record.events.at(-1)).toEqual({ kind: 'hung_up', by: 'caller', t: 30 });
  });

  it('later than the call lasted makes no difference', async () => {
    expect((await callOf({ '/': '<Say>Hello.</Say>' }, { hangsUp: 30 })).ending).toBe('ran_out');
  });
});

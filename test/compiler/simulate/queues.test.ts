import { describe, expect, it } from 'vitest';
import { asked, callOf, heard } from '../../support/twiml-app.ts';

// docs/voice/twiml/enqueue and docs/voice/twiml/queue: callers who wait, and those who take them.

const app = (wait: string, more = 'waitUrl="/wait"') => ({
  '/': `<Enqueue action="/after" ${more}>support</Enqueue><Say>Never.</Say>`,
  '/wait': wait,
  '/after': ({ QueueResult }: { readonly [name: string]: string }) => `<Say>${QueueResult}.</Say>`,
});

describe('<Enqueue>', () => {
  it('plays its waitUrl again and again until somebody takes the call; its action comes after the talk', async () => {
    const queue = { does: 'answers', after: 12 } as const;
    expect(await heard(app('<Play>/music.mp3</Play>'), { queue })).toEqual([
      '0 s  waits in the queue support',
      '0 s  played /music.mp3',
      '5 s  played /music.mp3',
      '10 s  played /music.mp3',
      '12 s  leaves the queue support: bridged',
      '72 s  said "bridged."',
      'ran_out',
    ]);
  });

  it('tells the waitUrl how long it has been, and the action what became of it', async () => {
    const record = await callOf(app('<Pause length="7"/>'), { queue: { does: 'answers', after: 20 } });
    expect(asked(record, 'wait').map(({ QueueTime }) => QueueTime)).toEqual(['0', '7', '14']);
    expect(asked(record, '/after')).toMatchObject([{ QueueResult: 'bridged', QueueTime: '20' }]);
    expect(asked(record, 'wait')[0]?.QueueSid).toBe(asked(record, '/after')[0]?.QueueSid);
  });

  it('is left by <Leave>, for the action or for the next verb', async () => {
    const leaving = '<Say>Nobody yet.</Say><Leave/><Say>Never.</Say>';
    expect(await heard(app(leaving))).toEqual([
      '0 s  waits in the queue support',
      '0 s  said "Nobody yet."',
      '1 s  leaves the queue support: leave',
      '1 s  said "leave."',
      'ran_out',
    ]);
    const next = { ...app(leaving), '/': '<Enqueue waitUrl="/wait">support</Enqueue><Say>Next.</Say>' };
    expect(await heard(next)).toContain('1 s  said "Next."');
  });

  it('can be left by a key that leads to <Leave>', async () => {
    const asking =
      '<Gather numDigits="1" action="/key" timeout="5"><Say>Press 1 to leave a message.</Say></Gather>';
    const keys = { ...app(asking), '/key': '<Leave/>' };
    expect((await heard(keys, { acts: 'silence 1' })).at(-3)).toContain('leaves the queue support: leave');
  });

  it.each([
    ['full', 'queue-full'],
    ['error', 'system-error'],
  ] as const)('that is %s gives `%s` at once', async (does, result) => {
    const lines = await heard(app(''), { queue: { does } });
    expect(lines).toContain(`0 s  leaves the queue support: ${result}`);
    if (does === 'full') expect(lines).toContain('0 s  ! 14207 the queue support is full');
  });

  it('is told when the caller hangs up, waiting or talking', async () => {
    const waiting = await callOf(app('<Pause length="30"/>'), { hangsUp: 40 });
    expect(asked(waiting, '/after')).toMatchObject([
      { QueueResult: 'hangup', QueueTime: '40', CallStatus: 'completed' },
    ]);
    const talking = await callOf(app(''), { hangsUp: 40, queue: { does: 'answers', after: 12 } });
    expect(asked(talking, '/after')).toMatchObject([{ QueueResult: 'bridged', QueueTime: '12' }]);
    expect([waiting.ending, talking.ending]).toEqual(['caller_hung_up', 'caller_hung_up']);
  });

  it('ends with <Hangup> in the waitUrl', async () => {
    const record = await callOf(app('<Hangup/>'));
    expect(record.ending).toBe('hangup');
    expect(asked(record, '/after')).toMatchObject([{ QueueResult: 'hangup' }]);
  });

  it('has music of Twilio without a waitUrl, and silence for one that fails or says nothing', async () => {
    const queue = { does: 'answers', after: 25 } as const;
    for (const each of [
      app('', ''),
      app('', 'waitUrl=""'),
      app(''),
      { ...app(''), '/wait': { status: 500 } },
    ]) {
      expect((await heard(each, { queue })).slice(-3)).toEqual([
        '25 s  leaves the queue support: bridged',
        '85 s  said "bridged."',
        'ran_out',
      ]);
    }
  });

  it('that nobody serves is endless', async () => {
    expect((await callOf(app('<Play>/music.mp3</Play>'))).ending).toBe('endless');
    expect((await callOf(app('', ''))).ending).toBe('endless');
  });

  it('cannot be left by dialling', async () => {
    const lines = await heard(app('<Dial>+61255501234</Dial><Leave/>'));
    expect(lines).toContain(
      '0 s  ! 13201 <Dial> in a document for a caller who waits in a queue is not allowed',
    );
    expect(lines).toContain('0 s  leaves the queue support: leave');
  });
});

describe('<Dial><Queue>', () => {
  const dial = {
    '/': '<Dial timeout="20" action="/after"><Queue url="/whisper">support</Queue></Dial>',
    '/whisper': '<Say>You are next.</Say>',
    '/after': '<Hangup/>',
  };
  const status = async (queue?: object) =>
    asked(await callOf(dial, queue === undefined ? {} : { queue: queue as never }), '/after')[0]
      ?.DialCallStatus;

  it('takes the head of a queue, waits for one, or goes without', async () => {
    expect(await status({ does: 'answers', after: 3 })).toBe('completed');
    expect(await status({ does: 'answers', after: 30 })).toBe('no-answer');
    expect(await status({ does: 'error' })).toBe('failed');
    expect(await status()).toBe('no-answer');
  });
});

describe('<Leave>', () => {
  it('means nothing to a caller who is in no queue', async () => {
    expect(await heard({ '/': '<Leave/><Say>On.</Say>' })).toEqual([
      '0 s  ! 12200 <Leave> means something only to a caller in a queue',
      '0 s  said "On."',
      'ran_out',
    ]);
  });
});

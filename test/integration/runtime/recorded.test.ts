import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bundle } from '../../support/program.ts';
import {
  answerBy,
  done,
  hook,
  lines,
  post,
  report,
  service,
  state,
  status,
  told,
  well,
} from './live-mailboxes.ts';

describe('a message', () => {
  it('is told to the webhook for an address, once', async () => {
    await report(done('RE1'));
    await report(done('RE1'), { at: '10:00:01' });
    await report(done('RE1'), { at: '12:00:00' });
    expect(told).toEqual([
      {
        path: '/mail?key=hush%20hush',
        body: {
          plan: 'acme',
          event: 'message',
          id: 'RE1',
          mailbox: 'office',
          email: 'office@acme.example',
          caller: '+61400000000',
          called: '+61255501001',
          at: '2026-11-24T10:00:00.000Z',
          seconds: 20,
          recording: 'https://api.twilio.com/recordings/RE1',
          call: 'CA1',
        },
      },
    ]);
    expect(Object.keys(await state())).toEqual(['told:RE1']);
    expect(lines.map(({ rule }) => rule)).toEqual([
      'mailbox:office: a message of 20 s, told',
      'mailbox:office: a message of 20 s, reported before',
      'mailbox:office: a message of 20 s, reported before',
    ]);
  });

  it('is told to the webhook of its own mailbox', async () => {
    await report(done('RE1'), { mailbox: 'sales' });
    expect(told.map(({ path, body }) => [path, body.mailbox, body.email])).toEqual([
      ['/sales', 'sales', undefined],
    ]);
  });

  it('is told once where Twilio reports it twice at the same time', async () => {
    await Promise.all([report(done('RE1')), report(done('RE1'))]);
    expect(told).toHaveLength(1);
  });

  it('is followed by what was said in it', async () => {
    const { RecordingStatus: _status, RecordingDuration: _seconds, ...rest } = done('RE1');
    await report(done('RE1'));
    await report({ ...rest, TranscriptionStatus: 'completed', TranscriptionText: 'Hello there.' });
    await report({ ...rest, TranscriptionStatus: 'completed', TranscriptionText: 'Hello there.' });
    await report({ ...rest, TranscriptionStatus: 'failed', TranscriptionText: '' });
    expect(told.map(({ body }) => [body.event, body.id, body.text])).toEqual([
      ['message', 'RE1', undefined],
      ['transcript', 'RE1', 'Hello there.'],
    ]);
  });

  it.each([
    ['absent', { ...done('RE1'), RecordingStatus: 'absent' }],
    ['failed', { ...done('RE1'), RecordingStatus: 'failed' }],
    ['empty', done('RE1', '0')],
    ['without a name', done('../x')],
    ['nothing at all', {}],
  ])('that is %s is none', async (_name, parameters) => {
    await report(parameters);
    expect(told).toEqual([]);
    expect(await state()).toEqual({});
    expect(lines).toHaveLength(1);
  });

  it('in a mailbox that tells nobody leaves nothing behind', async () => {
    await report(done('RE1'), { mailbox: 'silent' });
    expect(await state()).toEqual({});
    expect(lines[0]?.rule).toBe('mailbox:silent: a message of 20 s; the mailbox tells nobody');
  });

  it('in a mailbox that has left the plan goes to the webhook of the plan', async () => {
    await report(done('RE1'), { mailbox: 'gone' });
    expect(told.map(({ path, body }) => [path, body.mailbox])).toEqual([['/mail?key=hush%20hush', 'gone']]);
  });
});

describe('a webhook that fails', () => {
  const failures: readonly (readonly [string, (response: ServerResponse) => void, string])[] = [
    ['answers 500', status(500), 'the webhook answered 500'],
    ['answers 404', status(404), 'the webhook answered 404'],
    [
      'leads elsewhere',
      (response) => response.writeHead(302, { location: '/' }).end(),
      'the webhook answered 302',
    ],
    ['closes', (response) => response.destroy(), 'the webhook could not be reached (ECONNRESET)'],
    ['is slow', () => {}, 'the webhook gave no answer in 5 s'],
  ];

  it.each(failures)(
    '%s: the message waits, and is told once when it works again',
    async (_name, fails, why) => {
      answerBy(fails);
      const started = performance.now();
      await report(done('RE1'));
      expect(performance.now() - started).toBeLessThan(7_000);
      expect((await state())['message:RE1']).toMatchObject({
        mailbox: 'office',
        caller: '+61400000000',
        tries: 1,
        because: why,
      });
      expect(lines[0]).toMatchObject({
        level: 'warn',
        trouble: why,
        rule: 'mailbox:office: a message of 20 s, waits',
      });

      answerBy(well);
      told.splice(0);
      await report(done('RE2'), { mailbox: 'sales', at: '10:00:30' });
      expect(told.map(({ path, body }) => [path, body.id])).toEqual([
        ['/sales', 'RE2'],
        ['/mail?key=hush%20hush', 'RE1'],
      ]);
      expect(Object.keys(await state())).toEqual(['told:RE1', 'told:RE2']);
      expect(lines[1]?.rule).toBe(
        'mailbox:sales: a message of 20 s, told > mailbox:office: a message of 20 s that waited, told',
      );
      await report(done('RE1'), { at: '10:01:00' });
      expect(told).toHaveLength(2);
    },
    20_000,
  );

  it('that is not there at all loses nothing either', async () => {
    hook.closeAllConnections();
    await new Promise((settle) => hook.close(settle));
    await report(done('RE1'));
    expect((await state())['message:RE1']).toMatchObject({
      because: 'the webhook could not be reached (ECONNREFUSED)',
    });
  });

  it('is not asked again by the same run, and counts its tries', async () => {
    answerBy(status(500));
    for (const [id, at] of [
      ['RE1', '10:00:00'],
      ['RE2', '10:01:00'],
      ['RE3', '10:02:00'],
    ] as const) {
      await report(done(id), { at });
    }
    expect(told).toHaveLength(3);
    // A recording that was empty is a run, too; it stops at the first failure.
    await report(done('RE4', '0'), { at: '10:03:00' });
    expect(told).toHaveLength(4);
    const tries = Object.values(await state()).map((each) => each.tries);
    expect(tries).toEqual([2, 1, 1]);
    answerBy(well);
    await report(done('RE5', '0'), { at: '10:04:00' });
    expect(Object.keys(await state())).toEqual(['told:RE1', 'told:RE2', 'told:RE3']);
  });

  it('leaves alone what another Function may have in its hands', async () => {
    answerBy(status(500));
    await report(done('RE1'));
    answerBy(well);
    await report(done('RE2'), { at: '10:00:05' });
    expect(told.map(({ body }) => body.id)).toEqual(['RE1', 'RE2']);
    await Promise.all([
      report(done('RE3', '0'), { at: '10:05:00' }),
      report(done('RE4', '0'), { at: '10:05:00' }),
    ]);
    expect(told.map(({ body }) => body.id)).toEqual(['RE1', 'RE2', 'RE1']);
  });

  describe('for one mailbox', () => {
    const stuck = async (ids: readonly string[], mailbox: string, at: string) => {
      for (const id of ids) {
        const data = { event: 'message', id, mailbox, tries: 3, tried: `2026-11-24T${at}Z` };
        const form = { Key: `message:${id}`, Data: JSON.stringify(data) };
        await post(`/v1/Services/${service}/Maps/${bundle.maps.state_map}/Items`, form);
      }
    };

    it('does not hold up the messages of others', async () => {
      await stuck(['RE1', 'RE2', 'RE3', 'RE4', 'RE5', 'RE6'], 'outside', '08:00:00');
      await stuck(['RE7', 'RE8'], 'office', '09:00:00');
      await report(done('RE9', '0'));
      expect(told.map(({ body }) => body.id)).toEqual(['RE7', 'RE8']);
    });

    it('does not hide those that stand behind many', async () => {
      await stuck(
        Array.from({ length: 60 }, (_each, i) => `RE1${String(i).padStart(2, '0')}`),
        'outside',
        '08:00:00',
      );
      await stuck(['RE3'], 'office', '09:00:00');
      await report(done('RE2', '0'));
      expect(told.map(({ body }) => body.id)).toEqual(['RE3']);
    });
  });

  it.each([
    ['outside', {}, 'the webhook is not https'],
    ['office', { HOOK_KEY: '' }, 'the variable HOOK_KEY of the webhook is not set for these Functions'],
  ])('because its address cannot be used (%s) says so', async (name, environment, why) => {
    await report(done('RE1'), { mailbox: name, environment });
    expect(told).toEqual([]);
    expect((await state())['message:RE1']).toMatchObject({ because: why });
  });
});

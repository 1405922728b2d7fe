import { describe, expect, it } from 'vitest';
import { answers, asked, callOf, everyWay, heard } from '../../support/twiml-app.ts';

// docs/voice/api/refer-to-twilio: a phone sends the caller elsewhere.

const alice = 'sip:alice@acme.sip.twilio.com';
const carol = '+61491570110';
const dial = (attributes: string) => `<Dial ${attributes}><Sip>${alice}</Sip></Dial>`;
const transferring = answers(3, { transfers: { to: 'sip:202@acme', after: 10 }, hangsUp: 40 });
const phones = { [alice]: transferring, [carol]: answers(4, { hangsUp: 20 }) };

describe('a transfer', () => {
  const app = {
    '/': dial('answerOnBridge="true" referUrl="/refer" action="/after"'),
    '/refer': `<Dial answerOnBridge="true" timeout="10"><Number>${carol}</Number></Dial>`,
    '/after': '<Say>After.</Say>',
  };

  it('asks the referUrl of the dial for the way on, and drops the phone when somebody answers', async () => {
    expect((await heard(app, { phones })).slice(3)).toEqual([
      '13 s  sip:alice@acme.sip.twilio.com transfers the caller to sip:202@acme',
      '13 s  rings +61491570110 for 10 s, shows +61491570156',
      '17 s  +61491570110 answers',
      '17 s  sip:alice@acme.sip.twilio.com is out of the call',
      '17 s  the caller talks with +61491570110',
      '37 s  +61491570110 hangs up',
      '37 s  the dial ends: completed',
      'ran_out',
    ]);
  });

  it('names its target bare or in brackets: which is not known', async () => {
    const records = await everyWay(app, { phones });
    expect(records.map((record) => asked(record, 'refer')[0]?.ReferTransferTarget)).toEqual([
      'sip:202@acme',
      '<sip:202@acme>',
    ]);
  });

  it('never asks the action of the dial that it left', async () => {
    expect(asked(await callOf(app, { phones }), '/after')).toEqual([]);
  });

  it('that nobody answers gives the caller back to the phone, where the dial held it', async () => {
    const lines = await heard(app, { phones: { [alice]: transferring } });
    expect(lines.slice(5)).toEqual([
      '28 s  +61491570110 does not answer',
      '28 s  the dial ends: no-answer',
      '28 s  the caller is back with sip:alice@acme.sip.twilio.com',
      '43 s  sip:alice@acme.sip.twilio.com hangs up',
      '43 s  the dial ends: completed',
      '43 s  said "After."',
      'ran_out',
    ]);
  });

  it('that nobody answers may ask the action of its own dial instead', async () => {
    const own = {
      ...app,
      '/refer': `<Dial action="/nobody" timeout="10"><Number>${carol}</Number></Dial>`,
      '/nobody': '<Say>Nobody can take your call.</Say><Hangup/>',
    };
    const records = await everyWay(own, { phones: { [alice]: transferring } });
    const back = records.map(({ events }) => events.some(({ kind }) => kind === 'returned'));
    const told = records.map(({ events }) => events.some(({ kind }) => kind === 'said'));
    expect(back).toContain(true);
    expect(back).toContain(false);
    expect(told[0]).toBe(true);
    // Whoever hears a sentence is no longer with the phone.
    expect(records[0]?.events).toContainEqual({ kind: 'talk_ended', leg: 0, by: 'transfer', t: 28 });
  });

  it('that nobody answers may also go on with what follows its dial', async () => {
    const own = { ...app, '/refer': `<Dial timeout="10"><Number>${carol}</Number></Dial><Say>Sorry.</Say>` };
    const records = await everyWay(own, { phones: { [alice]: transferring } });
    const back = records.map(({ events }) => events.some(({ kind }) => kind === 'returned'));
    expect(new Set(back)).toEqual(new Set([true, false]));
  });

  it.each([
    '<Dial><Conference>room</Conference></Dial>',
    '<Say>One moment.</Say>',
    '<Gather/>',
    '<Enqueue>support</Enqueue>',
  ])('to %s lets go of the phone', async (twiml) => {
    const queue = { does: 'answers', after: 3 } as const;
    const { events } = await callOf({ ...app, '/refer': twiml }, { phones, queue });
    expect(events.flatMap((each) => (each.kind === 'talk_ended' ? [each.by] : []))).toEqual(['transfer']);
    expect(events.some(({ kind }) => kind === 'returned')).toBe(false);
  });

  it('loses the phone at once where the dial does not hold it', async () => {
    const loose = { ...app, '/': dial('referUrl="/refer"') };
    const lines = await heard(loose, { phones: { [alice]: transferring } });
    expect(lines.slice(3)).toEqual([
      '13 s  sip:alice@acme.sip.twilio.com transfers the caller to sip:202@acme',
      '13 s  sip:alice@acme.sip.twilio.com is out of the call',
      '13 s  rings +61491570110 for 10 s, shows +61491570156',
      '28 s  +61491570110 does not answer',
      '28 s  the dial ends: no-answer',
      'ran_out',
    ]);
  });

  it('gives the caller back when its document cannot be had', async () => {
    const lines = await heard({ ...app, '/refer': { status: 500 } }, { phones });
    expect(lines.slice(4, 6)).toEqual([
      '13 s  ! 11200 https://app.example/refer answered 500',
      '13 s  the caller is back with sip:alice@acme.sip.twilio.com',
    ]);
  });

  it('without a referUrl is 13802, and the talk goes on', async () => {
    const lines = await heard({ '/': dial('') }, { phones });
    expect(lines).toContain('13 s  ! 13802 a phone sent a REFER, and the dial has no referUrl');
    expect(lines).toContain('43 s  sip:alice@acme.sip.twilio.com hangs up');
  });

  it('can only be sent by a SIP phone', async () => {
    const app = { '/': `<Dial referUrl="/refer"><Number>${carol}</Number></Dial>` };
    const lines = await heard(app, { phones: { [carol]: transferring } });
    expect(lines).toContain('13 s  ! only a SIP phone can send a REFER; the talk goes on');
  });

  it('is over when the caller hangs up in the middle of it', async () => {
    const { events, ending } = await callOf(app, { phones, hangsUp: 15 });
    expect(ending).toBe('caller_hung_up');
    expect(events.filter(({ kind }) => kind === 'talk_ended' || kind === 'leg_ended')).toEqual([
      { kind: 'leg_ended', leg: 1, how: 'cancelled', t: 15 },
      { kind: 'talk_ended', leg: 0, by: 'caller', t: 15 },
    ]);
  });

  it('can be followed by another, where the second dial has a referUrl too', async () => {
    const twice = {
      '/': dial('answerOnBridge="true" referUrl="/refer"'),
      '/refer': `<Dial referUrl="/again"><Sip>sip:202@acme</Sip></Dial>`,
      '/again': `<Dial><Number>${carol}</Number></Dial>`,
    };
    const second = answers(2, { transfers: { to: carol, after: 5 } });
    const { events } = await callOf(twice, { phones: { ...phones, 'sip:202@acme': second } });
    expect(events.flatMap((each) => (each.kind === 'bridged' ? [each.leg] : []))).toEqual([0, 1, 2]);
    expect(events.flatMap((each) => (each.kind === 'talk_ended' ? [each.by] : []))).toEqual([
      'transfer',
      'transfer',
      'leg',
    ]);
  });
});

describe('<Refer>', () => {
  it('belongs to SIP calls: 13801', async () => {
    expect(await heard({ '/': '<Refer><Sip>sip:a@b</Sip></Refer><Say>On.</Say>' })).toEqual([
      '0 s  ! 13801 <Refer> on a call that does not come from a SIP phone',
      '0 s  said "On."',
      'ran_out',
    ]);
  });

  it('is not simulated, which is said, and goes on as if it had been done', async () => {
    const app = { '/': '<Refer action="/after"><Sip>sip:a@b</Sip></Refer>', '/after': '<Hangup/>' };
    const record = await callOf(app, { from: 'sip:alice@acme.sip.twilio.com' });
    expect(asked(record, '/after')).toMatchObject([{ ReferCallStatus: 'in-progress' }]);
    expect(record.events.some(({ kind }) => kind === 'trouble')).toBe(true);
  });
});

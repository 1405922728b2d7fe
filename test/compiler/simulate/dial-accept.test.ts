import { describe, expect, it } from 'vitest';
import { answers, asked, callOf, everyWay, heard } from '../../support/twiml-app.ts';

// docs/voice/twiml/number, url: whoever answers is asked before the caller is put through.

const BOB = '<Client>bob</Client>';
const bob = 'bob';
const carol = '+61491570110';
const answer = answers;

describe('somebody who is asked first', () => {
  const screened = (more = '') => ({
    '/': `<Dial timeout="20" action="/after"><Number url="/ask">${carol}</Number>${more}</Dial>`,
    '/ask': '<Gather numDigits="1" timeout="3" action="/asked"><Say>Press 1.</Say></Gather><Hangup/>',
    '/asked': ({ Digits }: { readonly [name: string]: string }) => (Digits === '1' ? '' : '<Hangup/>'),
    '/after': '<Say>After.</Say>',
  });

  it('is put through when they accept', async () => {
    const phones = { [carol]: answer(4, { presses: ['1'], hangsUp: 30 }) };
    expect(await heard(screened(), { phones })).toEqual([
      '0 s  rings +61491570110 for 20 s, shows +61491570156',
      '4 s  +61491570110 answers',
      '4 s  said to +61491570110 "Press 1."',
      '6 s  +61491570110 presses 1',
      '6 s  the caller talks with +61491570110',
      '34 s  +61491570110 hangs up',
      '34 s  the dial ends: completed',
      '34 s  said "After."',
      'ran_out',
    ]);
  });

  it.each([
    ['presses another key', answer(4, { presses: ['2'] })],
    ['says nothing', answer(4)],
    ['is a mailbox', { does: 'mailbox' }],
    ['hangs up while they are asked', answer(4, { hangsUp: 1 })],
  ] as const)('is not put through who %s', async (_what, phone) => {
    const lines = (await heard(screened(), { phones: { [carol]: phone } })).join('\n');
    expect(lines).toContain('+61491570110 does not take the call');
    expect(lines).not.toContain('talks with');
  });

  it('may then count as completed, not answered or cancelled, and never as bridged', async () => {
    const records = await everyWay(screened(), { phones: { [carol]: { does: 'mailbox' } } });
    const told = records.flatMap((record) => asked(record, '/after'));
    expect(told.map(({ DialCallStatus }) => DialCallStatus)).toEqual(['completed', 'no-answer', 'canceled']);
    expect(told.map(({ DialBridged }) => DialBridged)).toEqual(['false', 'false', 'false']);
  });

  it('is told who they are: their own leg, and that of the caller', async () => {
    const record = await callOf(screened(), { phones: { [carol]: answer(4, { presses: ['1'] }) } });
    const [call] = asked(record, 'call');
    for (const fields of [...asked(record, 'screen'), ...asked(record, '/asked')]) {
      expect(fields).toMatchObject({ ParentCallSid: call?.CallSid, To: carol, Direction: 'outbound-dial' });
      expect(fields.CallSid).not.toBe(call?.CallSid);
    }
  });

  it('may keep others from answering, or not', async () => {
    const phones = { [carol]: { does: 'mailbox' }, [bob]: answer(6, { hangsUp: 10 }) } as const;
    const records = await everyWay(screened(BOB), { phones });
    const talked = records.map(({ events }) => events.some(({ kind }) => kind === 'bridged'));
    expect(new Set(talked)).toEqual(new Set([false, true]));
    const [first] = records;
    expect(first?.events).toContainEqual({ kind: 'leg_ended', leg: 1, how: 'cancelled', t: 2 });
  });

  it('loses to another who accepts sooner, and what they were still told is not counted', async () => {
    const app = {
      '/': `<Dial><Number url="/ask">+61491570111</Number><Number url="/ask">${carol}</Number></Dial>`,
      '/ask': '<Gather numDigits="1" timeout="30"><Say>Press 1.</Say></Gather><Hangup/>',
    };
    const ask = {
      ...app,
      '/ask': ({ Digits }: { readonly [name: string]: string }) => (Digits === '1' ? '' : app['/ask']),
    };
    const phones = { '+61491570111': answer(2), [carol]: answer(4, { presses: ['1'], hangsUp: 10 }) };
    const second = (await everyWay(ask, { phones })).find(({ events }) =>
      events.some((each) => each.kind === 'bridged' && each.leg === 1),
    );
    expect(second?.events.filter((each) => each.kind === 'gathered')).toEqual([
      { kind: 'gathered', got: '1', how: 'keys', to: 1, t: 6 },
    ]);
    expect(second?.events).toContainEqual({ kind: 'leg_ended', leg: 0, how: 'cancelled', t: 6 });
  });

  it('cannot be dialled on: 13201', async () => {
    const app = { ...screened(), '/ask': `<Dial>${BOB}</Dial><Record/>` };
    const lines = await heard(app, { phones: { [carol]: answer(4, { hangsUp: 9 }) } });
    expect(lines).toContain('4 s  ! 13201 <Dial> in a document for the called party is not allowed');
    expect(lines).toContain('4 s  ! <Record> in a document for the called party is not allowed');
    expect(lines).toContain('4 s  the caller talks with +61491570110');
  });

  it('may or may not be put through when there is nothing to ask them', async () => {
    const app = { ...screened(), '/ask': { status: 500 } };
    const records = await everyWay(app, { phones: { [carol]: answer(4) } });
    const talked = records.map(({ events }) => events.some(({ kind }) => kind === 'bridged'));
    expect(talked).toContain(true);
    expect(talked).toContain(false);
  });

  it('in turn, may end a sequential dial or let the next ring', async () => {
    const app = {
      ...screened(),
      '/': `<Dial sequential="true"><Number url="/ask">${carol}</Number>${BOB}</Dial>`,
    };
    const phones = { [carol]: { does: 'mailbox' }, [bob]: answer(3) } as const;
    const talked = (await everyWay(app, { phones })).map(({ events }) =>
      events.some(({ kind }) => kind === 'bridged'),
    );
    expect(new Set(talked)).toEqual(new Set([true, false]));
  });
});

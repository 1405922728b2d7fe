import { describe, expect, it } from 'vitest';
import { answers, asked, callOf, everyWay, heard } from '../../support/twiml-app.ts';

// docs/voice/twiml/dial: who rings, who gets the call, and what the application is told of it.

const ALICE = '<Sip>sip:alice@acme.sip.twilio.com</Sip>';
const BOB = '<Client>bob</Client>';
const CAROL = '<Number>+61 491 570 110</Number>';
const alice = 'sip:alice@acme.sip.twilio.com';
const bob = 'bob';
const carol = '+61491570110';
const answer = answers;

describe('what follows a dial', () => {
  it('is the next verb where it has no action', async () => {
    const app = { '/': `<Dial timeout="10">${ALICE}</Dial><Say>Sorry.</Say>` };
    expect(await heard(app)).toEqual([
      '0 s  rings sip:alice@acme.sip.twilio.com for 10 s, shows +61491570156',
      '15 s  sip:alice@acme.sip.twilio.com does not answer',
      '15 s  the dial ends: no-answer',
      '15 s  said "Sorry."',
      'ran_out',
    ]);
  });

  it('is the next verb also after a talk, where it has no action', async () => {
    const app = { '/': `<Dial>${ALICE}</Dial><Say>Nobody is here.</Say>` };
    expect((await heard(app, { phones: { [alice]: answer(3, { hangsUp: 20 }) } })).slice(-4)).toEqual([
      '23 s  sip:alice@acme.sip.twilio.com hangs up',
      '23 s  the dial ends: completed',
      '23 s  said "Nobody is here."',
      'ran_out',
    ]);
  });

  it('is only the answer of the action, where it has one', async () => {
    const app = { '/': `<Dial action="/after">${ALICE}</Dial><Say>Never.</Say>`, '/after': '' };
    const lines = await heard(app);
    expect(lines.at(-1)).toBe('ran_out');
    expect(lines.join()).not.toContain('Never');
  });

  it('rings 30 s and what Twilio adds, unless a timeout from 5 to 600 s says otherwise', async () => {
    const ends = async (timeout: string) =>
      (await callOf({ '/': `<Dial ${timeout}>${ALICE}</Dial>` })).lasted;
    expect(await ends('')).toBe(35);
    expect(await ends('timeout="5"')).toBe(10);
    expect(await ends('timeout="600"')).toBe(605);
    expect(await ends('timeout="4"')).toBe(35);
    const warned = await heard({ '/': `<Dial timeout="4">${ALICE}</Dial>` });
    expect(warned[0]).toBe('0 s  ! 13212 timeout="4" is not 5 to 600 seconds; it rings for 30');
  });

  it('puts through who answers in the 5 s that Twilio adds, and nobody later', async () => {
    const at = async (after: number) =>
      (
        await heard({ '/': `<Dial timeout="10">${ALICE}</Dial>` }, { phones: { [alice]: answer(after) } })
      ).join();
    expect(await at(15)).toContain('the caller talks with');
    expect(await at(15)).not.toContain('does not answer');
    expect(await at(16)).toContain('does not answer');
  });
});

describe('what the action is told', () => {
  const told = async (phone: object, dial = ALICE, more = '') => {
    const app = { '/': `<Dial action="/after" ${more}>${dial}</Dial>`, '/after': '<Hangup/>' };
    const phones = { [alice]: phone, [bob]: phone, [carol]: phone } as never;
    return asked(await callOf(app, { phones }), '/after')[0];
  };

  it('is the status of the leg, in the words of Twilio', async () => {
    expect((await told({ does: 'busy' }))?.DialCallStatus).toBe('busy');
    expect((await told({ does: 'no_answer' }))?.DialCallStatus).toBe('no-answer');
    expect((await told({ does: 'unreachable' }))?.DialCallStatus).toBe('failed');
    expect((await told({ does: 'mailbox' }))?.DialCallStatus).toBe('completed');
  });

  it('is the leg, how long it talked, and that it did', async () => {
    expect(await told(answer(4, { hangsUp: 34 }))).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '34',
      DialBridged: 'true',
      DialSipResponseCode: '200',
      CallStatus: 'in-progress',
    });
    expect((await told(answer(4)))?.DialCallSid).toMatch(/^CA[0-9a-f]{32}$/);
  });

  it('has no duration where nobody talked, and nothing of SIP where none was dialled', async () => {
    const fields = await told({ does: 'busy' }, CAROL);
    expect(fields).toMatchObject({ DialCallStatus: 'busy', DialBridged: 'false' });
    expect(Object.keys(fields ?? {}).filter((name) => /DialCallDuration|DialSip/.test(name))).toEqual([]);
  });

  it('is where the recording of the talk is, if there is one, which is also told when it can be fetched', async () => {
    const record = 'record="record-from-answer-dual" recordingStatusCallback="/recorded"';
    const app = {
      '/': `<Dial action="/after" ${record}>${ALICE}</Dial>`,
      '/after': '<Hangup/>',
      '/recorded': '',
    };
    const talked = await callOf(app, { phones: { [alice]: answer(4, { hangsUp: 34 }) } });
    const recording = { RecordingSid: expect.stringMatching(/^RE/), RecordingDuration: '34' };
    expect(asked(talked, '/after')).toMatchObject([recording]);
    expect(asked(talked, 'recording')).toMatchObject([
      { ...recording, RecordingChannels: '2', RecordingSource: 'DialVerb' },
    ]);
    const missed = await callOf(app);
    expect(asked(missed, 'recording')).toEqual([]);
    expect(asked(missed, '/after')[0]).not.toHaveProperty('RecordingUrl');
    expect(await told(answer(4))).not.toHaveProperty('RecordingUrl');
  });

  it('comes by POST or, where the dial says so, by GET', async () => {
    const app = { '/': `<Dial method="GET" action="/after?step=1">${ALICE}</Dial>`, '/after': '<Hangup/>' };
    const { events } = await callOf(app);
    const request = events.findLast((each) => each.kind === 'asked');
    expect(request).toMatchObject({ method: 'GET', url: 'https://app.example/after?step=1' });
  });

  it('comes also when the caller hangs up, and nobody hears the answer', async () => {
    const app = { '/': `<Dial action="/after">${ALICE}</Dial>`, '/after': '<Say>Hello?</Say>' };
    const ringing = await callOf(app, { hangsUp: 7 });
    expect(asked(ringing, '/after')).toMatchObject([{ DialCallStatus: 'canceled', CallStatus: 'completed' }]);
    const talking = await callOf(app, { hangsUp: 20, phones: { [alice]: answer(3) } });
    expect(asked(talking, '/after')).toMatchObject([
      { DialCallStatus: 'completed', CallStatus: 'completed', DialCallDuration: '17' },
    ]);
    for (const record of [ringing, talking]) {
      expect(record.ending).toBe('caller_hung_up');
      expect(record.events.filter(({ kind }) => kind === 'said')).toEqual([]);
    }
  });
});

describe('several at once', () => {
  const app = { '/': `<Dial timeout="20">${ALICE}${BOB}${CAROL}</Dial>` };

  it('is won by the first that answers; the others stop ringing', async () => {
    const phones = {
      [alice]: answer(9),
      [bob]: answer(4, { hangsUp: 10 }),
      [carol]: { does: 'busy' },
    } as const;
    expect(await heard(app, { phones })).toEqual([
      '0 s  rings sip:alice@acme.sip.twilio.com for 20 s, shows +61491570156',
      '0 s  rings client:bob for 20 s, shows +61491570156',
      '0 s  rings +61491570110 for 20 s, shows +61491570156',
      '2 s  +61491570110 is busy',
      '4 s  client:bob answers',
      '4 s  sip:alice@acme.sip.twilio.com stops ringing',
      '4 s  the caller talks with client:bob',
      '14 s  client:bob hangs up',
      '14 s  the dial ends: completed',
      'ran_out',
    ]);
  });

  it('may be won by any of those that answer at the same moment', async () => {
    const phones = { [alice]: answer(4), [bob]: answer(4), [carol]: answer(5) };
    const records = await everyWay(app, { phones });
    const winners = records.map(({ events }) => events.find(({ kind }) => kind === 'bridged'));
    expect(winners.map((each) => (each?.kind === 'bridged' ? each.leg : undefined))).toEqual([0, 1]);
  });

  it('may report the status of any loser', async () => {
    const phones = { [alice]: { does: 'busy' }, [bob]: { does: 'unreachable' } } as const;
    const records = await everyWay(app, { phones });
    const statuses = records.map(({ events }) => events.find((each) => each.kind === 'dial_ended')?.status);
    expect(statuses).toEqual(['busy', 'failed', 'no-answer']);
  });

  it('ends as soon as the last one has failed', async () => {
    const phones = {
      [alice]: { does: 'busy' },
      [bob]: { does: 'unreachable' },
      [carol]: { does: 'busy' },
    } as const;
    expect((await callOf(app, { phones })).lasted).toBe(2);
  });

  it('tells the phone that was busy from those that the caller left', async () => {
    const lines = await heard(app, { hangsUp: 6, phones: { [carol]: { does: 'busy' } } });
    expect(lines.slice(3)).toEqual([
      '2 s  +61491570110 is busy',
      '6 s  sip:alice@acme.sip.twilio.com stops ringing',
      '6 s  client:bob stops ringing',
      '6 s  the caller hangs up',
      'caller_hung_up',
    ]);
  });

  it('rings ten; of more it is not known whether the first ten ring or none', async () => {
    const many = (n: number) => ({ '/': `<Dial>${BOB.repeat(n)}</Dial>` });
    expect((await everyWay(many(10))).length).toBe(1);
    const records = await everyWay(many(11));
    expect(records.map(({ events }) => events.filter(({ kind }) => kind === 'rang').length)).toEqual([10, 0]);
    expect(records[0]?.events).toContainEqual(expect.objectContaining({ kind: 'trouble', code: 13250 }));
  });
});

describe('one after another', () => {
  const app = { '/': `<Dial sequential="true" timeout="10">${ALICE}${BOB}${CAROL}</Dial><Say>Nobody.</Say>` };

  it('rings each until one answers', async () => {
    expect(
      await heard(app, { phones: { [alice]: { does: 'busy' }, [bob]: answer(3, { hangsUp: 5 }) } }),
    ).toEqual([
      '0 s  rings sip:alice@acme.sip.twilio.com for 10 s, shows +61491570156',
      '2 s  sip:alice@acme.sip.twilio.com is busy',
      '2 s  rings client:bob for 10 s, shows +61491570156',
      '5 s  client:bob answers',
      '5 s  the caller talks with client:bob',
      '10 s  client:bob hangs up',
      '10 s  the dial ends: completed',
      '10 s  said "Nobody."',
      'ran_out',
    ]);
  });

  it('may give the time to each phone, or to all of them', async () => {
    const records = await everyWay(app);
    expect(records.map(({ lasted }) => lasted)).toEqual([46, 16]);
    expect(records.map(({ events }) => events.filter(({ kind }) => kind === 'rang').length)).toEqual([3, 1]);
  });
});

describe('destinations', () => {
  it('are also a bare number, a nested identity, an address with headers', async () => {
    const app = {
      '/': `<Dial>+61 2 5550 1234</Dial><Dial><Client><Identity>bob</Identity><Parameter name="a" value="b"/></Client></Dial>
        <Dial><Sip>sip:al%69ce@ACME.sip.twilio.com;transport=tls?User-to-User=1%3B&amp;X-A=2</Sip></Dial>`,
    };
    const { events } = await callOf(app);
    expect(
      events.flatMap((each) => (each.kind === 'rang' ? [[each.address.value, each.written]] : [])),
    ).toEqual([
      ['+61255501234', '+61 2 5550 1234'],
      ['bob', 'bob'],
      [alice, 'sip:al%69ce@ACME.sip.twilio.com;transport=tls?User-to-User=1%3B&X-A=2'],
    ]);
  });

  it('show the caller, or what the dial says', async () => {
    const { events } = await callOf({ '/': `<Dial callerId="+61255509999">${CAROL}</Dial>` });
    expect(events.find((each) => each.kind === 'rang')).toMatchObject({ callerId: '+61255509999' });
  });

  it('that are none fail with a reason', async () => {
    expect(await heard({ '/': '<Dial/><Say>On.</Say>' })).toEqual([
      '0 s  ! a dial without destinations',
      '0 s  the dial ends: failed',
      '0 s  said "On."',
      'ran_out',
    ]);
    expect(await heard({ '/': '<Dial><Number>reception</Number></Dial>' })).toContain(
      '0 s  ! 13223 reception is no phone number',
    );
    const gone = await heard(
      { '/': `<Dial>${ALICE}</Dial>` },
      { phones: { [alice]: { does: 'unreachable' } } },
    );
    expect(gone).toContain(`1 s  ! 32009 ${alice} is not registered`);
    const machine = { '/': `<Dial><Number machineDetection="Enable">${carol}</Number></Dial>` };
    expect(await heard(machine)).toContain(
      '0 s  ! machineDetection is not simulated: a mailbox is taken for a person',
    );
    expect(await heard({ '/': '<Dial><Sim>DE1</Sim></Dial>' })).toContain(
      '0 s  ! <Sim> is not simulated: it does not ring',
    );
  });

  it('talk no longer than the time limit', async () => {
    const app = { '/': `<Dial timeLimit="15">${CAROL}</Dial>` };
    expect(await heard(app, { phones: { [carol]: answer(2, { hangsUp: 100 }) } })).toContain(
      '17 s  the time limit ends the talk with +61491570110',
    );
  });
});

describe('a conference', () => {
  it('is a room for the caller, and its action is told `answered` without a leg', async () => {
    const app = {
      '/': '<Dial action="/after"><Conference>room 1</Conference></Dial>',
      '/after': '<Say>Bye.</Say>',
    };
    const record = await callOf(app);
    expect(record.events.map(({ kind }) => kind)).toContain('conference');
    const [fields] = asked(record, '/after');
    expect(fields?.DialCallStatus).toBe('answered');
    expect(fields).not.toHaveProperty('DialCallSid');
  });

  it('must be alone: 13000', async () => {
    expect(await heard({ '/': `<Dial>${BOB}<Conference>room</Conference></Dial>` })).toContain(
      '0 s  ! 13000 <Conference> must be the only destination of its dial',
    );
  });
});

describe('a statusCallback', () => {
  const noun = (events: string) => ({
    '/': `<Dial timeout="10"><Number statusCallback="/status" ${events}>${carol}</Number></Dial><Say>On.</Say>`,
    '/status': { status: 204, headers: {} },
  });
  const words = async (events: string, phone: object = answer(4, { hangsUp: 10 })) =>
    asked(await callOf(noun(events), { phones: { [carol]: phone as never } }), 'status');

  it('is told of the end, and of what it asks for', async () => {
    expect((await words('')).map(({ CallStatus }) => CallStatus)).toEqual(['completed']);
    const all = await words('statusCallbackEvent="initiated ringing answered completed"');
    expect(all.map(({ CallStatus }) => CallStatus)).toEqual([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]);
    expect(all.map(({ SequenceNumber }) => SequenceNumber)).toEqual(['0', '1', '2', '3']);
    expect(all[3]).toMatchObject({
      CallDuration: '10',
      CallbackSource: 'call-progress-events',
      Timestamp: 'Tue, 24 Nov 2026 12:00:14 +0000',
      To: carol,
    });
    expect(all[3]?.ParentCallSid).not.toBe(all[3]?.CallSid);
  });

  it.each([
    ['busy', { does: 'busy' }],
    ['no-answer', { does: 'no_answer' }],
    ['failed', { does: 'unreachable' }],
  ])('is told that it was %s', async (status, phone) => {
    expect((await words('', phone)).map(({ CallStatus }) => CallStatus)).toEqual([status]);
  });

  it('is told `canceled` when the caller leaves', async () => {
    const record = await callOf(noun(''), { hangsUp: 5 });
    expect(asked(record, 'status')).toMatchObject([{ CallStatus: 'canceled' }]);
  });

  it('changes nothing when it fails, which is written down', async () => {
    const app = { ...noun(''), '/status': { status: 500 } };
    const lines = await heard(app, { phones: { [carol]: { does: 'busy' } } });
    expect(lines).toContain('2 s  ! 11200 https://app.example/status answered 500');
    expect(lines).toContain('2 s  said "On."');
  });
});

import { describe, expect, it } from 'vitest';
import type { Event, Party } from '../../../runtime/call.ts';
import { readLink, writeLink } from '../../../runtime/links.ts';
import { readNode } from '../../../runtime/nodes/index.ts';
import type { MailboxNode } from '../../../runtime/nodes/mailbox.ts';
import type { Program } from '../../../runtime/program.ts';
import { twiml } from '../../../runtime/twiml.ts';
import { call, HEAD } from '../../support/harness.ts';
import { ask, callOf, dial, heard, outsideCaller, program, sipPhone } from '../../support/program.ts';

const say = (text: string) => [{ say: { en: text } }];

const office: MailboxNode = {
  kind: 'mailbox',
  greetings: {
    busy: say('We are all talking.'),
    unreachable: say('Our phones are down.'),
    otherwise: say('Please leave a message.'),
  },
  maxLength: 120,
  silence: 5,
  transcribe: false,
  notify: { email: 'office@acme.example' },
  exits: {},
};

/** The small program, with sales and alice leading to a mailbox, and a number of its own for it. */
const planWith = (mailbox: MailboxNode): Program => ({
  ...program,
  numbers: {
    ...program.numbers,
    '+61255501999': { to: 'mailbox:office', language: 'fr' },
    '+61255501998': { to: 'mailbox:office' },
  },
  nodes: {
    ...program.nodes,
    'ring_group:sales': {
      ...program.nodes['ring_group:sales'],
      exits: { otherwise: 'mailbox:office' },
    } as never,
    'extension:alice': {
      ...program.nodes['extension:alice'],
      exits: { otherwise: 'mailbox:office' },
    } as never,
    'mailbox:office': mailbox,
  },
});

const at = { entry: 'number:+61255501998', at: 'mailbox:office' };
const resume = (event: Event, mailbox = office) =>
  heard(ask({ entry: 'continue', state: at, event }, planWith(mailbox)));
const greeted = (where: string, status: string, member?: string): string => {
  const state = { entry: 'number:+61255501001', at: where, ...(member === undefined ? {} : { member }) };
  return heard(
    ask(
      { entry: 'continue', state, event: { kind: 'dialled', status, bridged: undefined } },
      planWith(office),
    ),
  );
};
const withKey: MailboxNode = { ...office, exits: { key_0: 'ring_group:reception' } };

describe('the greeting', () => {
  it.each([
    ['busy', 'We are all talking.'],
    ['failed', 'Our phones are down.'],
    ['no-answer', 'Please leave a message.'],
    ['canceled', 'Please leave a message.'],
  ])('of an extension that was %s', (status, greeting) => {
    expect(greeted('extension:alice', status)).toContain(greeting);
  });

  it.each([
    ['busy', 'We are all talking.'],
    ['failed', 'Our phones are down.'],
    ['no-answer', 'Please leave a message.'],
  ])('of a group whose last member was %s', (status, greeting) => {
    expect(greeted('ring_group:sales', status, '+61412345678')).toContain(greeting);
  });

  it('of a number that leads here at once', () => {
    expect(dial('+61255501998', outsideCaller, planWith(office))).toContain('Please leave a message.');
  });

  it('of a reason that is no own key of the greetings', () => {
    const plain = planWith({ ...office, greetings: {} });
    expect(dial('+61255501998', outsideCaller, plain)).toContain('Please leave a message after the tone.');
  });

  it('is ours where its own comes to nothing', () => {
    const empty = planWith({ ...office, greetings: { otherwise: say('{{greeting}}') } });
    expect(dial('+61255501998', outsideCaller, empty)).toContain('Please leave a message after the tone.');
  });

  it('in the language of the call', () => {
    const both = { ...office, greetings: { otherwise: [{ say: { en: 'English.', fr: 'Français.' } }] } };
    expect(dial('+61255501999', outsideCaller, planWith(both))).toContain('Français.');
    expect(dial('+61255501998', outsideCaller, planWith(both))).toContain('English.');
  });
});

describe('the recording', () => {
  it('has its limits, a tone, and ends with a pound key', () => {
    const answer = dial('+61255501998', outsideCaller, planWith({ ...office, maxLength: 300, silence: 3 }));
    expect(answer).toContain(
      '<Record maxLength="300" timeout="3" finishOnKey="#" playBeep="true" action="continue at=mailbox:office" method="POST" recordingStatusCallback="recorded at=mailbox:office" recordingStatusCallbackMethod="POST"/>',
    );
  });

  it('asks for words only where the plan does', () => {
    expect(dial('+61255501998', outsideCaller, planWith(office))).not.toContain('transcribe');
    expect(dial('+61255501998', outsideCaller, planWith({ ...office, transcribe: true }))).toContain(
      'transcribe="true" transcribeCallback="recorded at=mailbox:office"',
    );
  });

  it('speaks when nothing was recorded: Twilio goes on behind it', () => {
    const answer = dial('+61255501998', outsideCaller, planWith(office));
    expect(answer).toMatch(
      /<Record [^>]*\/><Say[^>]*>We did not hear a message\.<\/Say><Hangup\/><\/Response>$/,
    );
  });

  const links = (from: Party) => {
    const reply = ask({ entry: 'incoming', call: callOf({ to: '+61255501998', from }) }, planWith(office));
    if (reply.kind !== 'answer') throw new Error(reply.kind);
    const text = twiml(reply.instructions, (link) => writeLink(link, 1, 'key')).replaceAll('&amp;', '&');
    const read = (name: string, to: 'continue' | 'recorded') => {
      const url = new URL(new RegExp(` ${name}="([^"]+)"`).exec(text)?.[1] ?? '', 'http://x');
      return readLink(to, Object.fromEntries(url.searchParams), 'key')?.state;
    };
    return { action: read('action', 'continue'), callback: read('recordingStatusCallback', 'recorded') };
  };

  it.each([
    [outsideCaller, '+61400000000'],
    [sipPhone('alice'), 'sip:alice@acme.sip.twilio.com'],
    [{ kind: 'client', identity: 'front_2' } as const, 'client:front_2'],
  ])('tells its callback, and nobody else, who called', (from, caller) => {
    const { action, callback } = links(from);
    expect(action).toEqual(at);
    expect(callback).toEqual({ ...at, caller });
  });

  it('knows no caller who hides', () => {
    expect(links({ kind: 'withheld', text: 'anonymous' }).callback).toEqual(at);
  });
});

describe('what follows', () => {
  it('thanks, or says that there was nothing', () => {
    expect(resume({ kind: 'recorded', seconds: 20, key: '' })).toContain('Your message has been taken.');
    expect(resume({ kind: 'recorded', seconds: 20, key: '#' })).toContain('Your message has been taken.');
    expect(resume({ kind: 'recorded', seconds: 0, key: '' })).toContain('We did not hear a message.');
  });

  it('answers also a caller who has hung up', () => {
    expect(resume({ kind: 'recorded', seconds: 7, key: 'hangup' })).toContain('<Hangup/>');
  });

  it('is key 0 during the greeting and after the tone', () => {
    const answer = dial('+61255501998', outsideCaller, planWith(withKey));
    expect(answer).toContain(
      '<Gather numDigits="1" timeout="1" finishOnKey="" action="continue at=mailbox:office" method="POST"><Say',
    );
    expect(answer).toContain('</Gather><Record maxLength="120" timeout="5" finishOnKey="0#"');
    expect(resume({ kind: 'digits', digits: '0' }, withKey)).toContain('<Sip>sip:bob@');
    expect(resume({ kind: 'recorded', seconds: 3, key: '0' }, withKey)).toContain('<Sip>sip:bob@');
    expect(resume({ kind: 'recorded', seconds: 3, key: '0' })).toContain('Your message has been taken.');
  });

  it('is the tone at once for any other key during the greeting', () => {
    const answer = resume({ kind: 'digits', digits: '5' }, withKey);
    expect(answer).toMatch(/^<Response><Record /);
  });
});

describe('an item', () => {
  const item = {
    kind: 'mailbox',
    greetings: office.greetings,
    maxLength: '90',
    silence: 4,
    notify: { webhook: 'https://hooks.example/x', other: 1 },
  };

  it('is read as a person may have typed it', () => {
    expect(readNode(item)).toEqual({
      ...office,
      maxLength: 90,
      silence: 4,
      notify: { webhook: 'https://hooks.example/x' },
    });
  });

  it.each([
    ['maxLength', 0],
    ['maxLength', 'long'],
    ['silence', -1],
    ['greetings', 'Hello'],
    ['greetings', { otherwise: 'Hello' }],
  ])('is malformed with %s %j', (key, value) => {
    expect(readNode({ ...item, [key]: value })).toBeUndefined();
  });
});

describe('the reason why nobody took the call', () => {
  const plan = `${HEAD}numbers: {"+61 2 5550 1000": bob}
extensions: {bob: {sip_user: bob, otherwise: after}}
routes: {after: [{when: {caller: withheld}, to: box}, {otherwise: sorry}]}
messages: {sorry: {say: "Sorry.", then: box}}
mailboxes: {box: {greeting: {busy: "Busy.", no_answer: "Nobody.", otherwise: "Hello."}}}
`;
  it.each([
    ['busy', 'Busy.'],
    ['no-answer', 'Nobody.'],
    ['failed', 'Hello.'],
  ])('is known behind a route and a message: %s', (status, greeting) => {
    expect(call(plan, { to: '+61255501000' }, [status])).toContain(`say Sorry.\nsay ${greeting}\n`);
  });
});

import { describe, expect, it } from 'vitest';
import type { Party } from '../../../runtime/call.ts';
import { decode, encode } from '../../../runtime/items.ts';
import type { ConferenceNode } from '../../../runtime/nodes/conference.ts';
import { readNode } from '../../../runtime/nodes/index.ts';
import type { Program } from '../../../runtime/program.ts';
import { step } from '../../../runtime/step.ts';
import { worldOf } from '../../../runtime/world.ts';
import {
  afterDial,
  ask,
  bundle,
  callOf,
  dial,
  dialOut,
  heard,
  outsideCaller,
  program,
  sipPhone,
} from '../../support/program.ts';

const plain: ConferenceNode = { kind: 'conference', room: 'standup', beep: true, exits: {} };
const by = ['extension:alice', 'extension:front_2'];
const moderated: ConferenceNode = { ...plain, moderated: { by, muted: true, ends: true } };

/** The small program, with a conference behind a number and short digits. */
const planWith = (conference: ConferenceNode): Program => ({
  ...program,
  numbers: { ...program.numbers, '+61255501998': { to: 'conference:standup', language: 'fr' } },
  nodes: { ...program.nodes, 'conference:standup': conference },
  dials: { ...program.dials, 'dial:610': 'conference:standup' },
});

const enter = (conference: ConferenceNode, from: Party = outsideCaller): string =>
  from.kind === 'number'
    ? dial('+61255501998', from, planWith(conference))
    : dialOut('sip:610@acme.sip.twilio.com', from, planWith(conference));

const at = { entry: 'number:+61255501998', at: 'conference:standup' };
const leave = (status: string, conference = plain): string =>
  afterDial(at, status, false, planWith(conference));

describe('a caller', () => {
  it('is put into the room of this plan, and comes back to us alone', () => {
    expect(enter(plain)).toBe(
      '<Response><Dial action="continue at=conference:standup" method="POST"><Conference muted="false" beep="true" startConferenceOnEnter="true" endConferenceOnExit="false">acme.standup</Conference></Dial></Response>',
    );
  });

  it('is not in the room of the same name of another plan in the account', () => {
    const other = { ...bundle, plan: 'acme_north' };
    const world = worldOf({ ...planWith(plain), plan: 'acme_north' }, { classify: () => null });
    const call = callOf({ to: '+61255501998' });
    const reply = step({ entry: 'incoming', call, event: { kind: 'arrived' } }, other, world);
    expect(heard(reply)).toContain('>acme_north.standup</Conference>');
  });

  it('hears the greeting first, in the language of the call', () => {
    const greeting = [{ say: { en: 'Welcome.', fr: 'Bienvenue.' } }];
    expect(enter({ ...plain, greeting })).toMatch(/^<Response><Say[^>]*>Bienvenue\.<\/Say><Dial /);
    expect(enter({ ...plain, greeting }, sipPhone('bob'))).toMatch(/>Welcome\.<\/Say><Dial /);
  });

  it('is one of so many, and makes no tone where the plan wants none', () => {
    const answer = enter({ ...plain, most: 20, beep: false });
    expect(answer).toContain(' beep="false" ');
    expect(answer).toContain(' maxParticipants="20">acme.standup<');
  });

  it('has no way to transfer from there', () => {
    expect(enter(plain, sipPhone('alice'))).not.toContain('refer');
  });
});

describe('a moderated conference', () => {
  const begins = (from: Party, conference = moderated) =>
    /<Conference ([^>]*)>/.exec(enter(conference, from))?.[1];
  const others = 'muted="true" beep="true" startConferenceOnEnter="false" endConferenceOnExit="false"';
  const moderator = 'muted="false" beep="true" startConferenceOnEnter="true" endConferenceOnExit="true"';

  it.each<[string, Party, string]>([
    ['a phone of a moderator', sipPhone('alice'), moderator],
    ['a browser of a moderator', { kind: 'client', identity: 'front_2' }, moderator],
    ['another phone', sipPhone('mobile_only'), others],
    ['an outside caller', outsideCaller, others],
    ['a phone of that name in a foreign domain', sipPhone('alice', 'elsewhere.example'), others],
  ])('knows %s', (_, from, expected) => {
    const classes = {
      internal_only: { allow: ['internal'] },
      outside_only: { allow: ['internal'] },
    } as const;
    const plan = planWith(moderated);
    const open: Program = {
      ...plan,
      settings: { ...plan.settings, classes: { ...plan.settings.classes, ...classes } },
    };
    const answer =
      from.kind === 'number'
        ? dial('+61255501998', from, open)
        : dialOut('sip:610@acme.sip.twilio.com', from, open);
    expect(/<Conference ([^>]*)>/.exec(answer)?.[1]).toBe(expected);
  });

  it('leaves the others their voice and the room, where the plan says no more', () => {
    const gentle = { ...plain, moderated: { by, muted: false, ends: false } };
    expect(begins(outsideCaller, gentle)).toBe(others.replace('muted="true"', 'muted="false"'));
    expect(begins(sipPhone('alice'), gentle)).toBe(
      moderator.replace('endConferenceOnExit="true"', 'endConferenceOnExit="false"'),
    );
  });

  it('asks for the phone before it answers', () => {
    const plan = planWith(moderated);
    const known = worldOf(plan, { classify: () => null });
    const reply = step(
      {
        entry: 'incoming',
        call: callOf({ to: '+61255501998', from: sipPhone('alice') }),
        event: { kind: 'arrived' },
      },
      bundle,
      { ...known, phone: () => undefined },
    );
    expect(reply).toMatchObject({ kind: 'needs', needs: [{ kind: 'entry', ref: 'phone:alice' }] });
  });
});

describe('what follows', () => {
  it.each(['answered', 'completed'])('is nothing for a caller who has been there: %s', (status) => {
    expect(afterDial(at, status, undefined, planWith(plain))).toBe('<Response><Hangup/></Response>');
  });

  it('is nothing where the room was not bridged, as no room is', () => {
    expect(leave('answered')).toBe('<Response><Hangup/></Response>');
  });

  it.each(['failed', 'busy', 'no-answer', 'canceled', '', 'full'])(
    'is the way on, or words: %j',
    (status) => {
      expect(leave(status)).toContain('Sorry, you cannot join the conference at the moment.');
      expect(leave(status, { ...plain, exits: { otherwise: 'extension:alice' } })).toContain('sip:alice@');
    },
  );

  it('is told why', () => {
    const reply = ask(
      { entry: 'continue', state: at, event: { kind: 'dialled', status: 'failed', bridged: undefined } },
      planWith(plain),
    );
    expect(reply).toMatchObject({ turns: [{ at: at.at, exit: 'otherwise', because: 'could not join' }] });
  });
});

describe('an item', () => {
  const item = {
    kind: 'conference',
    room: 'standup',
    greeting: [{ say: { en: 'Welcome.' } }],
    most: '20',
    beep: false,
    moderated: { by, muted: true, since: 'Monday' },
  };

  it('is read as a person may have typed it', () => {
    expect(readNode(item)).toEqual({
      kind: 'conference',
      room: 'standup',
      greeting: [{ say: { en: 'Welcome.' } }],
      most: 20,
      beep: false,
      moderated: { by, muted: true, ends: false },
      exits: {},
    });
    expect(readNode({ kind: 'conference', room: 'standup' })).toEqual(plain);
  });

  it.each([
    ['room', ''],
    ['room', 7],
    ['room', 'x'.repeat(61)],
    ['greeting', 'Hello'],
    ['most', 1],
    ['most', 251],
    ['most', 2.5],
    ['most', 'many'],
    ['moderated', 'alice'],
    ['moderated', { by: 'alice' }],
    ['exits', { otherwise: 'phone:alice' }],
  ])('is malformed with %s %j', (key, value) => {
    expect(readNode({ ...item, [key]: value })).toBeUndefined();
  });

  it('holds the whole of it, and other items may lead there', () => {
    const plan = planWith({
      ...moderated,
      most: 20,
      greeting: [{ say: { en: 'Hi.' } }],
      exits: { otherwise: 'hangup' },
    });
    expect(decode('acme', encode(plan))).toEqual(plan);
  });
});

import { describe, expect, it } from 'vitest';
import { readLink, writeLink } from '../../../runtime/links.ts';
import { readNode } from '../../../runtime/nodes/index.ts';
import type { MenuNode } from '../../../runtime/nodes/menu.ts';
import type { Parameters } from '../../../runtime/parameters.ts';
import { readWebhook } from '../../../runtime/parameters.ts';
import type { Destination, NodeId, NumberEntry, Program } from '../../../runtime/program.ts';
import { type Reply, step } from '../../../runtime/step.ts';
import { twiml } from '../../../runtime/twiml.ts';
import { UNKNOWN, worldOf } from '../../../runtime/world.ts';
import { bundle, program } from '../../support/program.ts';

const KEY = 'secret';

const main: MenuNode = {
  kind: 'menu',
  prompt: [{ say: { en: 'Press 1.', fr: 'Appuyez sur le 1.' } }],
  keys: ['1', '2', '12', '*', '5'],
  timeout: 5,
  retries: { silence: 1, wrong: 2 },
  again: { silence: [{ say: { en: 'Nothing.', fr: 'Rien.' } }] },
  dials: ['201'],
  exits: {
    key_1: 'message:one',
    key_12: 'message:twelve',
    key_2: { kind: 'menu_step', menu: 'menu:info', language: 'fr', exits: { then: 'message:after' } },
    key_star: 'repeat',
    key_5: { kind: 'message', prompt: [{ say: { en: 'Five.' } }], exits: { then: 'repeat' } },
    on_timeout: 'message:nothing',
    on_invalid: 'message:wrong',
  },
};

const info: MenuNode = {
  kind: 'menu',
  prompt: [{ say: { en: 'Info of {{brand}}.', fr: 'Info de {{brand}}.' } }],
  keys: ['#', '3', '4'],
  timeout: 2,
  retries: { silence: 0, wrong: 0 },
  again: {},
  exits: {
    key_pound: 'return',
    key_3: { kind: 'menu_step', menu: 'menu:inner', exits: { then: 'return' } },
    key_4: 'menu:main',
    otherwise: 'return',
  },
};

const inner: MenuNode = {
  ...info,
  keys: ['9'],
  prompt: [{ say: { en: 'Inner.', fr: 'Dedans.' } }],
  exits: { otherwise: 'return' },
};

const says = (en: string, fr: string, then: Destination = 'hangup') =>
  ({ kind: 'message', prompt: [{ say: { en, fr } }], exits: { then } }) as const;

function planWith(nodes: Program['nodes'] = {}, entry: Partial<NumberEntry> = {}): Program {
  return {
    ...program,
    settings: {
      ...program.settings,
      languages: { en: { voice: 'Polly.Olivia-Neural' }, fr: { voice: 'Polly.Lea' } },
    },
    numbers: { ...program.numbers, '+61255502000': { to: 'menu:main', vars: { brand: 'Acme' }, ...entry } },
    nodes: {
      ...program.nodes,
      'menu:main': main,
      'menu:info': info,
      'menu:inner': inner,
      'message:one': says('One.', 'Un.'),
      'message:twelve': says('Twelve.', 'Douze.'),
      'message:after': says('After.', 'Après.'),
      'message:nothing': says('Nothing at all.', 'Rien du tout.'),
      'message:wrong': says('All wrong.', 'Tout faux.'),
      ...nodes,
    },
  };
}

const plan = planWith();

/** What comes over HTTP is text: the link of the answer is written, signed, and read again. */
class Caller {
  #parameters: Parameters = {
    CallSid: 'CA01',
    From: '+61400000000',
    To: '+61255502000',
    CallStatus: 'ringing',
  };
  #link = '';
  document = '';

  #ask(entry: 'incoming' | 'continue', extra: Parameters, by: Program): string {
    const query = Object.fromEntries(new URL(this.#link, 'https://x.example').searchParams);
    const parameters = { ...this.#parameters, ...query, ...extra };
    const webhook = readWebhook(entry, parameters, {
      uuiHeader: bundle.uuiHeader,
      now: 0,
      state: readLink('continue', parameters, KEY)?.state,
      synced: true,
    });
    const reply: Reply = step(webhook, bundle, worldOf(by, { classify: () => null }));
    if (reply.kind !== 'answer') throw new Error(reply.kind);
    this.document = twiml(reply.instructions, (link) => writeLink(link, 7, KEY)).replace(
      /^<\?xml[^>]*\?>/,
      '',
    );
    this.#link = (/<(?:Gather|Dial)[^>]* action="([^"]*)"/.exec(this.document)?.[1] ?? '').replaceAll(
      '&amp;',
      '&',
    );
    return this.#heard();
  }

  /** The words of the document, and what it waits for. */
  #heard(): string {
    const parts = this.document.matchAll(/<Say[^>]*>([^<]*)<|<(Gather|Dial|Hangup|Reject)\b/g);
    const found = [...parts].map(([, words, verb]) => words ?? `<${verb}>`);
    // A gather is told after the words inside it.
    return found.sort((a, b) => Number(a === '<Gather>') - Number(b === '<Gather>')).join(' ');
  }

  calls(by: Program = plan): string {
    return this.#ask('incoming', {}, by);
  }

  presses(Digits: string, by: Program = plan): string {
    return this.#ask('continue', { Digits, CallStatus: 'in-progress' }, by);
  }

  get link(): string {
    return this.#link;
  }
}

function calling(by: Program = plan): Caller {
  const caller = new Caller();
  caller.calls(by);
  return caller;
}

describe('a menu', () => {
  it('asks, and waits for as many digits as its longest choice has', () => {
    const caller = new Caller();
    expect(caller.calls()).toBe('Press 1. <Gather>');
    expect(caller.document).toMatch(
      /^<Response><Gather numDigits="3" timeout="5" actionOnEmptyResult="true" action="\/continue\?dp_r=7&amp;dp_entry=number%3A%2B61255502000&amp;dp_at=menu%3Amain&amp;dp_t=0\.0&amp;dp_s=[\w-]+" method="POST"><Say voice="Polly.Olivia-Neural">Press 1.<\/Say><\/Gather><\/Response>$/,
    );
  });

  it('leads on by each key, the short one and the long one', () => {
    expect(calling().presses('1')).toBe('One. <Hangup>');
    expect(calling().presses('12')).toBe('Twelve. <Hangup>');
    expect(calling().presses('*')).toBe('Press 1. <Gather>');
    expect(calling().presses('5')).toBe('Five. Press 1. <Gather>');
  });

  it('waits for `#` as for any key where that is a choice, or where one key is all that it waits for', () => {
    const caller = calling();
    caller.presses('2');
    expect(caller.document).toContain('numDigits="1" timeout="2" finishOnKey=""');
    expect(caller.presses('#')).toBe('Après. <Hangup>');
    const single = planWith({ 'menu:main': { ...main, keys: ['1'], dials: [] } });
    const wrong = calling(single);
    expect(wrong.document).toContain('finishOnKey=""');
    expect(wrong.presses('#', single)).toBe('Sorry, that is not one of the choices. Press 1. <Gather>');
  });

  it('takes `#` for the end of digits where it is a choice alone', () => {
    const long = planWith({ 'menu:main': { ...main, keys: ['1', '12', '#'] } });
    expect(calling(long).presses('1#', long)).toBe('One. <Hangup>');
    expect(calling(long).presses('#', long)).not.toContain('One.');
  });

  it('counts silence and wrong keys apart, and says what the plan says', () => {
    const caller = calling();
    expect(caller.presses('7')).toBe('Sorry, that is not one of the choices. Press 1. <Gather>');
    expect(caller.presses('')).toBe('Nothing. Press 1. <Gather>');
    expect(caller.presses('8')).toBe('Sorry, that is not one of the choices. Press 1. <Gather>');
    expect(caller.link).toContain('dp_t=1.2');
    expect(caller.presses('')).toBe('Nothing at all. <Hangup>');
    const other = calling();
    other.presses('7');
    other.presses('7');
    expect(other.presses('7')).toBe('All wrong. <Hangup>');
  });

  it('says once before it gives up what it says, where it never asks again', () => {
    const once = planWith({ 'menu:main': { ...main, retries: { silence: 0, wrong: 0 } } });
    expect(calling(once).presses('', once)).toBe('Nothing. Nothing at all. <Hangup>');
    expect(calling(once).presses('7', once)).toBe('All wrong. <Hangup>');
  });

  it('takes a webhook without digits for silence', () => {
    const state = { entry: 'number:+61255502000', at: 'menu:main', tries: { silence: 1, wrong: 0 } };
    const webhook = readWebhook(
      'continue',
      { To: '+61255502000' },
      { uuiHeader: '', now: 0, state, synced: true },
    );
    const reply = step(webhook, bundle, worldOf(plan, { classify: () => null }));
    expect(reply.kind === 'answer' && reply.turns[0]).toEqual({
      at: 'menu:main',
      exit: 'on_timeout',
      because: 'nothing pressed',
    });
  });

  it('begins to count anew when it is asked again by its own choice', () => {
    const caller = calling();
    caller.presses('');
    caller.presses('*');
    expect(caller.link).toContain('dp_t=0.0');
  });

  it('speaks to the end before it waits where keys may not cut it short', () => {
    const patient = planWith({ 'menu:main': { ...main, barge: false } });
    expect(calling(patient).document).toMatch(
      /^<Response><Say[^>]*>Press 1.<\/Say><Gather [^>]*\/><\/Response>$/,
    );
  });

  it('waits for more digits than its choices have where the plan says so', () => {
    const code = planWith({ 'menu:main': { ...main, digits: 6 } });
    expect(calling(code).document).toContain('numDigits="6"');
  });
});

describe('dialled extensions', () => {
  it('are those on the list, and nothing else that has digits', () => {
    expect(calling().presses('201')).toBe('<Dial>');
    expect(calling().presses('202')).toContain('not one of the choices');
    expect(calling().presses('600')).toContain('not one of the choices');
  });

  it('are all extensions where the plan says so, but no short number: that may lead outside', () => {
    const all = planWith({ 'menu:main': { ...main, dials: { most: 3 } } });
    expect(calling(all).presses('202', all)).toBe('<Dial>');
    expect(calling(all).presses('600', all)).toContain('not one of the choices');
    expect(calling(all).presses('2020', all)).toContain('not one of the choices');
    expect(calling(all).presses('999', all)).toContain('not one of the choices');
    expect(calling(all).presses('20*', all)).toContain('not one of the choices');
  });

  it('are asked for when they are dialled', () => {
    const world = { ...UNKNOWN, settings: () => plan.settings, node: (id: NodeId) => plan.nodes[id] ?? null };
    const state = { entry: 'number:+61255502000', at: 'menu:main' };
    const webhook = readWebhook(
      'continue',
      { Digits: '201' },
      { uuiHeader: '', now: 0, state, synced: true },
    );
    expect(step(webhook, bundle, world)).toMatchObject({
      kind: 'needs',
      needs: [{ kind: 'entry', ref: 'dial:201' }],
    });
  });
});

describe('a menu as a step', () => {
  it('changes the language for the rest of the call, over every webhook', () => {
    const caller = calling();
    expect(caller.presses('2')).toBe('Info de Acme. <Gather>');
    expect(caller.document).toContain('voice="Polly.Lea"');
    expect(caller.link).toContain('dp_l=fr&dp_t=0.0&dp_c=menu%3Amain%2Fkey_2');
    expect(caller.presses('4')).toBe('Appuyez sur le 1. <Gather>');
    expect(caller.presses('7')).toBe('Désolé, ce choix n&apos;est pas proposé. Appuyez sur le 1. <Gather>');
    expect(caller.presses('1')).toBe('Un. <Hangup>');
  });

  it('goes back to the step that called, one inside the other', () => {
    const caller = calling();
    caller.presses('2');
    expect(caller.presses('3')).toBe('Dedans. <Gather>');
    expect(caller.link).toContain('dp_c=menu%3Amain%2Fkey_2%20menu%3Ainfo%2Fkey_3');
    expect(caller.presses('')).toBe('Après. <Hangup>');
  });

  it('ends where nobody called', () => {
    const direct = planWith({}, { to: 'menu:info' });
    expect(calling(direct).presses('#', direct)).toBe('<Hangup>');
  });

  it('does not grow without end where steps never come back', () => {
    const round = planWith({
      'menu:main': { ...main, exits: { key_1: { kind: 'menu_step', menu: 'menu:main', exits: {} } } },
    });
    const caller = calling(round);
    for (let i = 0; i < 20; i++) caller.presses('1', round);
    expect(caller.link.length).toBeLessThan(400);
  });
});

describe('variables', () => {
  it('are those of the number that was called', () => {
    const other = planWith({}, { to: 'menu:info', vars: { brand: 'Apex & Sons' }, language: 'fr' });
    const caller = new Caller();
    expect(caller.calls(other)).toBe('Info de Apex &amp; Sons. <Gather>');
  });

  it('leave a gap where the number has none, also of a name that every object has', () => {
    const strange = { ...info, prompt: [{ say: { en: 'Info of {{constructor}}.' } }] };
    const none = planWith({ 'menu:info': strange }, { to: 'menu:info' });
    expect(new Caller().calls(none)).toBe('Info of . <Gather>');
  });

  it('that are all that is said, and are nothing, make nobody wait in silence', () => {
    const empty = { ...main, prompt: [{ say: { en: '{{greeting}}' } }] };
    const way = planWith({ 'menu:main': empty });
    expect(new Caller().calls(way)).toBe('Nothing at all. <Hangup>');
    const nowhere = planWith({ 'menu:main': { ...empty, barge: false, exits: { key_1: 'message:one' } } });
    expect(new Caller().calls(nowhere)).toContain('we did not get your choice');
    const forEver = planWith({ 'menu:main': { ...empty, exits: { otherwise: 'repeat' } } });
    expect(new Caller().calls(forEver)).toMatch(/<(Say|Dial)/);
  });
});

describe('an edit between two webhooks', () => {
  it('counts: a new key leads on, one that is gone does not', () => {
    const edited = planWith({
      'menu:main': { ...main, keys: ['3'], dials: [], exits: { ...main.exits, key_3: 'message:twelve' } },
    });
    expect(calling().presses('3', edited)).toBe('Twelve. <Hangup>');
    expect(calling().presses('1', edited)).toBe('Sorry, that is not one of the choices. Press 1. <Gather>');
  });

  it('starts the call again when the menu is gone', () => {
    const { 'menu:main': _gone, ...nodes } = planWith({}, { to: 'message:one' }).nodes;
    const gone = { ...planWith({}, { to: 'message:one' }), nodes };
    expect(calling().presses('1', gone)).toBe('One. <Hangup>');
  });

  it('starts the call again when the step to return to is gone', () => {
    const caller = calling();
    caller.presses('2');
    const edited = planWith({ 'menu:main': { ...main, exits: { otherwise: 'message:one' } } });
    expect(caller.presses('#', edited)).toBe('Appuyez sur le 1. <Gather>');
  });
});

describe('an item', () => {
  it.each([[main], [info], [{ ...main, barge: false as const, digits: 4, dials: { most: 5 } }]])(
    'is read as it was written',
    (node) => {
      expect(readNode(JSON.parse(JSON.stringify(node)))).toEqual(node);
    },
  );

  it.each([
    { ...main, prompt: 'Press 1.' },
    { ...main, prompt: [] },
    { ...main, prompt: [{}] },
    { ...main, keys: '1' },
    { ...main, timeout: 0 },
    { ...main, retries: 2 },
    { ...main, exits: { key_1: 5 } },
    { kind: 'menu_step', menu: 'message:one', exits: {} },
  ])('is refused where it makes no sense', (node) => {
    expect(readNode(node)).toBeUndefined();
  });
});

describe('a prompt', () => {
  it('may be words in one language and a recording in another', () => {
    const mixed = { ...info, prompt: [{ say: { en: 'Hello.' }, play: { fr: '/media/bonjour.mp3' } }] };
    const byLanguage = (language: string) => planWith({ 'menu:info': mixed }, { to: 'menu:info', language });
    expect(calling(byLanguage('en')).document).toContain('Hello.');
    expect(calling(byLanguage('fr')).document).toContain('<Play>/media/bonjour.mp3</Play>');
    expect(calling(byLanguage('de')).document).toContain('Hello.');
    expect(readNode(JSON.parse(JSON.stringify(mixed)))).toEqual(mixed);
  });
});

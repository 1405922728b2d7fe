import { describe, expect, test } from 'vitest';
import { describe as tell } from '../../../compiler/nodes/index.ts';
import { codesOf, compilePlan, HEAD } from '../../support/harness.ts';
import { check, shapeOnly } from '../../support/yaml.ts';

const BASE = `${HEAD}languages: {en: {voice: Polly.Amy}, fr: {voice: Polly.Lea}}
messages: {closed: {say: {en: "Closed.", fr: "Fermé."}, then: hangup}}
extensions: {alice: {dial: 201, client: alice, otherwise: closed}, bob: {dial: 2002, client: bob, otherwise: closed}}
`;

/** The program of a plan without errors. */
function programOf(lines: string) {
  const assets = ['a.mp3', 'b c.wav'].map((name) => ({ name, bytes: 10 }));
  const { program, diagnostics } = compilePlan(BASE + lines, { assets });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (program === undefined) throw new Error('the plan has errors');
  return program;
}

const menuOf = (lines: string) => programOf(`menus: {main: {${lines}}}\n`).nodes['menu:main'];

describe('a menu', () => {
  test('by default thinks five seconds, forgives no silence and two wrong keys', () => {
    const node = menuOf('prompt: "Press 1.", options: {1: closed}, otherwise: alice');
    expect(node).toEqual({
      kind: 'menu',
      prompt: [{ say: { en: 'Press 1.' } }],
      keys: ['1'],
      timeout: 5,
      retries: { silence: 0, wrong: 2 },
      again: {},
      exits: { key_1: 'message:closed', otherwise: 'extension:alice' },
    });
    expect(node && tell(node)).toBe(
      'says “Press 1.”, and asks; key 1: message:closed; otherwise: extension:alice',
    );
  });

  test('with everything', () => {
    const node = menuOf(`
      prompt: [{en: "Press 1.", fr: "Le 1."}, a.mp3, {en: "b c.wav", fr: "Encore."}],
      options: {1: {say: "One.", then: repeat}, 01: closed, star: repeat, "#": {client: desk, otherwise: {say: "No.", then: repeat}}, 91: closed},
      digits: 6, extension_dialling: {allow: [bob, alice], after: 3s},
      on_timeout: {after: 2s, retries: 1, say: "Nothing.", to: alice},
      on_invalid: {retries: 0, say: {fr: "Faux."}, to: closed},
      barge: false`);
    expect(node).toEqual({
      kind: 'menu',
      prompt: [
        { say: { en: 'Press 1.', fr: 'Le 1.' } },
        { play: { en: '/media/a.mp3' } },
        { say: { fr: 'Encore.' }, play: { en: expect.stringMatching(/^\/media\/b-c-[0-9a-f]{8}\.wav$/) } },
      ],
      keys: ['1', '91', '01', '*', '#'],
      digits: 6,
      // The longer of the two.
      timeout: 3,
      retries: { silence: 1, wrong: 0 },
      again: { silence: [{ say: { en: 'Nothing.' } }], wrong: [{ say: { fr: 'Faux.' } }] },
      dials: ['2002', '201'],
      barge: false,
      exits: {
        key_1: { kind: 'message', prompt: [{ say: { en: 'One.' } }], exits: { then: 'repeat' } },
        key_01: 'message:closed',
        key_star: 'repeat',
        key_pound: {
          kind: 'client',
          identity: 'desk',
          exits: {
            otherwise: { kind: 'message', prompt: [{ say: { en: 'No.' } }], exits: { then: 'repeat' } },
          },
        },
        key_91: 'message:closed',
        on_timeout: 'extension:alice',
        on_invalid: 'message:closed',
      },
    });
  });

  test('where all extensions may be dialled, knows how many digits they have', () => {
    const node = menuOf('prompt: "Dial.", extension_dialling: {allow: all}, otherwise: closed');
    expect(node).toMatchObject({ dials: { most: 4 }, timeout: 5, keys: [] });
    expect(node && tell(node)).toContain('asks; extensions can be dialled; otherwise');
  });

  test('plays an address on the web', () => {
    const node = menuOf(
      'prompt: "https://sounds.example/hello?x=1", options: {1: closed}, otherwise: closed',
    );
    expect(node).toMatchObject({ prompt: [{ play: { en: 'https://sounds.example/hello?x=1' } }] });
  });

  test('needs a way for silence and for wrong keys, and a file for each sound', () => {
    const codes = (lines: string) => codesOf(`${BASE}menus: {main: {${lines}}}\n`);
    expect(codes('prompt: "Press 1.", options: {1: closed}')).toEqual(['DP4003']);
    expect(codes('prompt: "Press 1.", on_timeout: {to: closed}')).toEqual(['DP4003']);
    expect(codes('prompt: "Press 1.", on_timeout: {to: closed}, on_invalid: {to: closed}')).toEqual([]);
    expect(codes('prompt: {en: x.mp3}, on_invalid: {say: [y.wav]}, otherwise: closed')).toEqual([
      'DP3008',
      'DP3008',
    ]);
    expect(codes('prompt: "Press 1.", options: {1: closd}, otherwise: closed')).toEqual(['DP3001']);
    expect(codes('prompt: "Press 1.", options: {1: {reject: busy}}, otherwise: closed')).toEqual(['DP4005']);
  });

  test('says which key leads to a name that nobody knows', () => {
    const { diagnostics } = compilePlan(
      `${BASE}menus: {main: {prompt: "Press.", options: {star: closd}, otherwise: closed}}\n`,
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'key `star` of `main` sends calls to `closd`, but nothing has that name',
    ]);
  });
});

describe('a menu as a step', () => {
  const MENU = 'menus: {info: {prompt: "Info.", options: {1: closed}, otherwise: return}}\n';

  test('of a number, and of another menu', () => {
    const { numbers, nodes } = programOf(
      `numbers: {"+61 2 5550 1000": {menu: info, language: fr, then: closed}}\n${MENU.replace('1: closed', '1: {menu: info, then: closed}')}`,
    );
    const step = {
      kind: 'menu_step',
      menu: 'menu:info',
      language: 'fr',
      exits: { then: 'message:closed' },
    } as const;
    expect(numbers['+61255501000']?.to).toEqual(step);
    expect(tell(step)).toBe('asks menu:info in fr; then: message:closed');
    expect(nodes['menu:info']).toMatchObject({
      exits: {
        key_1: { kind: 'menu_step', menu: 'menu:info', exits: { then: 'message:closed' } },
        otherwise: 'return',
      },
    });
  });

  test('asks a menu that exists', () => {
    const messages = (menu: string) =>
      compilePlan(
        `${BASE}numbers: {"+61 2 5550 1000": {menu: ${menu}, then: closed}}\n${MENU}`,
      ).diagnostics.map(({ code, message, help }) => `${code} ${message}; ${help}`);
    expect(messages('inof')).toEqual([
      'DP3056 the `menu` of `+61255501000` asks the menu `inof`, but nothing has that name; did you mean `info`?',
    ]);
    expect(messages('alice')).toEqual([
      'DP3056 the `menu` of `+61255501000` asks `alice`, which is no menu; send the call straight to `alice`',
    ]);
  });
});

describe('words', () => {
  test('of messages and leaves are prompts too', () => {
    const { numbers } = programOf(
      'numbers: {"+61 2 5550 1000": {play: [a.mp3, {en: a.mp3, fr: "https://x.example/y.mp3"}], then: closed}, ' +
        '"+61 2 5550 1001": {say: ["Hello.", a.mp3], then: closed}}\n',
    );
    expect(numbers['+61255501000']?.to).toMatchObject({
      prompt: [
        { play: { en: '/media/a.mp3' } },
        { play: { en: '/media/a.mp3', fr: 'https://x.example/y.mp3' } },
      ],
    });
    expect(numbers['+61255501001']?.to).toMatchObject({
      prompt: [{ say: { en: 'Hello.' } }, { play: { en: '/media/a.mp3' } }],
    });
  });
});

describe('mistakes of shape', () => {
  test.each([
    ['options: {1: closed}', ['DP2001 `prompt` is missing in menu `main`']],
    [
      'prompt: "x", options: {10a: closed}',
      ['DP2006 `10a` must be a key: digits such as `1` or `12`, `star` or `pound`'],
    ],
    ['prompt: "x", options: {}', ['DP2007 `options` of menu `main` is an empty map']],
    ['prompt: []', ['DP2007 `prompt` of menu `main` is an empty list']],
    [
      'prompt: [1]',
      [
        'DP2004 item 1 of `prompt` of menu `main` must be words in quotes, such as `"We are closed."`, not the number 1',
      ],
    ],
    ['prompt: {english: "x"}', ['DP2006 `english` must be a language code, such as `en` or `fr-CA`']],
    ['prompt: "x", digits: 0', ['DP2007 `digits` of menu `main` is 0, and at least 1 is needed']],
    [
      'prompt: "x", on_timeout: {after: 5}',
      [
        'DP2004 `after` of `on_timeout` of menu `main` must be a duration with its unit, such as `15s` or `5m`, not the number 5',
      ],
    ],
    ['prompt: "x", on_invalid: {after: 5s}', ['DP2003 `after` is not a key of `on_invalid` of menu `main`']],
    [
      'prompt: "x", extension_dialling: {allow: every}',
      ['DP2005 `allow` of `extension_dialling` of menu `main` must be `all`, not `every`'],
    ],
    [
      'prompt: "x", extension_dialling: {after: 3s}',
      ['DP2001 `allow` is missing in `extension_dialling` of menu `main`'],
    ],
    ['prompt: "x", pin: {digits: 4}', ['DP2009 `pin` of menu `main` is not built yet']],
    ['prompt: "x", speech: {hints: [a]}', ['DP2009 `speech` of menu `main` is not built yet']],
  ])('%s', (lines, expected) => {
    const found = check(`menus: {main: {${lines}}}\n`, shapeOnly).map((line) =>
      line.replace(/^(DP\d+) \S+ /, '$1 '),
    );
    expect(found).toEqual(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { type BrokenEntry, TABLES } from '../../../compiler/model/written.ts';
import { parse } from '../../../compiler/parse/parse.ts';
import { validate } from '../../../compiler/validate/validate.ts';
import {
  check,
  DIRECTORY,
  shapeOnly,
  sourcesOf,
  WHOLE_PLAN,
  WHOLE_TABLES,
  withSettings,
  written,
} from '../../support/yaml.ts';

describe('a plan without mistakes', () => {
  test('says nothing, and everything arrives', () => {
    expect(check({ 'dialplan.yaml': WHOLE_PLAN, ...WHOLE_TABLES })).toEqual([]);
    const plan = written(WHOLE_PLAN);
    const lengths = TABLES.map((table) => [table, plan[table].length] as const);
    expect(Object.fromEntries(lengths.filter(([, length]) => length > 0))).toEqual({
      environments: 2,
      numbers: 10,
      short_numbers: 2,
      menus: 1,
      schedules: 1,
      holidays: 1,
      lists: 2,
      overrides: 2,
      routes: 2,
      extensions: 3,
      ring_groups: 1,
      messages: 2,
      mailboxes: 2,
      classes_of_restriction: 2,
    });
    expect(Object.keys(plan.settings)).toEqual([
      ...['dialplan', 'name', 'timezone', 'country', 'languages', 'sync', 'sip', 'unmapped', 'safe_answer'],
      ...['extension_defaults', 'notify', 'emergency', 'transfers'],
    ]);
    expect(plan).toMatchObject({ directory: 'plan', broken: [], brokenSettings: [], unread: [] });
  });

  test('numbers without quotes are the text that was written', () => {
    const plan = written(WHOLE_PLAN);
    expect(plan.extensions.map(({ value }) => [value.dial, value.sip_user])).toEqual([
      ['201', 'alice'],
      ['0202', '1002'],
      [undefined, undefined],
    ]);
    expect(plan.ring_groups[0]?.value.id).toBe('1');
    expect(plan.settings.emergency?.value.numbers).toEqual(['000', '112']);
    expect(plan.environments[1]?.value).toMatchObject({
      vars: { PORT: '3000' },
      outside_calls: ['+61 491 570 006', '0491570157'],
    });
    expect(plan.settings.sync?.value.cache_seconds).toBe(5);
  });

  test('a plan has a name that fits into those of its rooms and maps', () => {
    const named = (name: string) => check(WHOLE_PLAN.replace(/^name: .*$/m, `name: ${name}`));
    expect(named('a'.repeat(60))).toEqual([]);
    expect(named('a'.repeat(61))).toEqual([
      'DP2007 example.yaml:3:7 `name` is longer than the 60 characters that are allowed',
    ]);
  });

  test('entries and settings know where they stand', () => {
    const plan = written({
      'a.yaml': 'numbers: {"02 5550 1000": closed}\n',
      'sites/b.yaml': 'sync: {service: x}\nnumbers: {"02 5550 1001": closed}\n',
    });
    expect(plan.numbers).toEqual([
      {
        name: '02 5550 1000',
        value: 'closed',
        origin: { file: 'plan/a.yaml', path: ['numbers', '02 5550 1000'], part: 'key' },
      },
      {
        name: '02 5550 1001',
        value: 'closed',
        origin: { file: 'plan/sites/b.yaml', path: ['numbers', '02 5550 1001'], part: 'key' },
      },
    ]);
    expect(plan.settings.sync?.origin).toEqual({ file: 'plan/sites/b.yaml', path: ['sync'], part: 'value' });
  });

  test('a variable is left as it is, also where a form is asked for', () => {
    const text = `sip: {domain: "\${A}"}\nnumbers: {"02 5550 1000": {number: "\${B}", ring: "\${C}"}}\nextensions: {a: {client: "x-\${D}"}}\n`;
    expect(check(text)).toEqual([]);
    expect(written(text).settings.sip?.value.domain).toBe(`\${A}`);
  });
});

describe('mistakes', () => {
  const cases: readonly (readonly [text: string, ...expected: string[]])[] = [
    // missing and unknown keys
    [
      'ring_groups: {sales: {members: [alice]}}',
      'DP2001 example.yaml:1:15 `strategy` is missing in ring group `sales`',
    ],
    ['emergency: {caller_id: "02 5550 1000"}', 'DP2001 example.yaml:1:1 `numbers` is missing in `emergency`'],
    ['numberz: {}', 'DP2002 example.yaml:1:1 `numberz` is not a section of a plan'],
    [
      'extensions: {a: {client: a, rng: 15s}}',
      'DP2003 example.yaml:1:29 `rng` is not a key of extension `a`',
    ],
    ['unmapped: {transfers: outbound}', 'DP2003 example.yaml:1:12 `transfers` is not a key of `unmapped`'],
    // kinds of values
    [
      'extensions: {a: {client: a, ring: 15}}',
      'DP2004 example.yaml:1:35 `ring` of extension `a` must be a duration with its unit, such as `15s` or `5m`, not the number 15',
    ],
    [
      'transfers: {refer: yes}',
      'DP2004 example.yaml:1:20 `refer` of `transfers` must be `true` or `false`, not `yes`',
    ],
    [
      'messages: {a: {say: 911}}',
      'DP2004 example.yaml:1:21 `say` of message `a` must be words in quotes, such as `"We are closed."`, not the number 911',
    ],
    [
      'messages: {a: {say: {en: x, fr: [y]}}}',
      'DP2004 example.yaml:1:33 `fr` of `say` of message `a` must be words in quotes, such as `"We are closed."`, not a list',
    ],
    ['numbers:', 'DP2004 example.yaml:1:1 `numbers` has no value; it must be a map (`key: value`)'],
    ['numbers: [a]', 'DP2004 example.yaml:1:10 `numbers` must be a map (`key: value`), not a list'],
    [
      'extensions: {a: {client: a, class: }}',
      'DP2004 example.yaml:1:29 `class` of extension `a` has no value; it must be the name of a class of restriction, such as `staff`',
    ],
    [
      'safe_answer: sales',
      'DP2004 example.yaml:1:14 `safe_answer` must be `{number: "…"}` or `{say: "…"}`, not `sales`',
    ],
    // words and forms
    [
      'ring_groups: {g: {strategy: serial, members: [a]}}',
      'DP2005 example.yaml:1:29 `strategy` of ring group `g` must be `simultaneous` or `sequential`, not `serial`',
    ],
    [
      'classes_of_restriction: {c: {allow: [natinal]}}',
      'DP2005 example.yaml:1:38 item 1 of `allow` of class `c` must be a call type or a country by its two capital letters, not `natinal`',
    ],
    [
      'numbers: {"02 5550 1000": {sip: "alice@x.example"}}',
      'DP2006 example.yaml:1:33 `sip` of number `02 5550 1000` must be a SIP address, such as `sip:alice@pbx.example.com`, not `alice@x.example`',
    ],
    [
      'extensions: {main-desk: {client: a}}',
      'DP2006 example.yaml:1:14 `main-desk` must be a name of lower-case letters, digits and `_` that begins with a letter, such as `front_desk`',
    ],
    [
      'messages: {a: {play: ../x.mp3}}',
      'DP2006 example.yaml:1:22 `play` of message `a` must be the path of a sound file below the plan directory, such as `audio/welcome.mp3`, or an `https://` address, not `../x.mp3`',
    ],
    [
      'safe_answer: {number: 5}',
      'DP2006 example.yaml:1:23 `number` of `safe_answer` must be a telephone number of 3 to 15 digits, spaces allowed, such as `+61 2 5550 1000` or `02 5550 1000`, not `5`',
    ],
    // ranges
    [
      'sync: {cache_seconds: 90}',
      'DP2007 example.yaml:1:23 `cache_seconds` of `sync` is 90, and at most 60 is allowed',
    ],
    [
      'ring_groups: {g: {strategy: sequential, members: []}}',
      'DP2007 example.yaml:1:50 `members` of ring group `g` is an empty list',
    ],
    ['messages: {a: {say: ""}}', 'DP2007 example.yaml:1:21 `say` of message `a` is an empty text'],
    // actions
    [
      'messages: {a: {say: x, play: y}}',
      'DP2008 example.yaml:1:24 message `a` has `say` and `play` in one map, and can be only one of them',
    ],
    [
      'messages: {a: {sya: x}}',
      'DP2008 example.yaml:1:16 message `a` must be an announcement such as `{say: "…", then: hangup}`',
    ],
    [
      'messages: {a: {}}',
      'DP2008 example.yaml:1:15 message `a` must be an announcement such as `{say: "…", then: hangup}`, not an empty map',
    ],
    // names, pairs
    [
      'extensions: {hangup: {client: a}}',
      'DP2012 example.yaml:1:14 `hangup` cannot be a name here: it is a word of the language',
    ],
    [
      'classes_of_restriction: {mobile: {allow: []}}',
      'DP2012 example.yaml:1:26 `mobile` cannot be a name here: it is a call type',
    ],
    [
      'extensions: {a: {dial: 5}}',
      'DP2013 example.yaml:1:14 extension `a` has neither `sip_user` nor `client`',
    ],
    [
      'extensions: {a: {sip_user: a, client: a}}',
      'DP2013 example.yaml:1:31 extension `a` has both `sip_user` and `client`',
    ],
    // settings
    [
      'dialplan: 2\nname: a\ntimezone: UTC\ncountry: AU',
      'DP2005 example.yaml:1:11 `dialplan` must be `1`, not the number 2',
    ],
    [
      'dialplan: 1\nname: Acme Ltd\ntimezone: UTC\ncountry: Australia',
      'DP2006 example.yaml:2:7 `name` must be a name of lower-case letters, digits and `_` that begins with a letter, such as `front_desk`, not `Acme Ltd`',
      'DP2006 example.yaml:4:10 `country` must be a country by its two capital letters, such as `AU`, not `Australia`',
    ],
    [
      'dialplan: 1\nname: a',
      'DP2014 example.yaml:1:1 the plan has no `country`',
      'DP2014 example.yaml:1:1 the plan has no `timezone`',
    ],
  ];
  test.each(cases)('%s', (text, ...expected) => {
    expect(check(text)).toEqual(expected);
  });

  const later: readonly (readonly [text: string, what: string])[] = [
    ['queues: {support: {members: [a]}}', 'the section `queues`'],
    ['menus: {main: {prompt: x, pin: {}}}', '`pin` of menu `main`'],
    ['menus: {main: {prompt: x, speech: {}}}', '`speech` of menu `main`'],
    ['assertions: []', 'the section `assertions`'],
    ['tests: [{name: x, given: {queues: {}}}]', '`queues` of `given` of item 1 of `tests`'],
    ['site: albq', 'the section `site`'],
    ['extensions: {a: {client: a, follow_me: [self]}}', '`follow_me` of extension `a`'],
    ['ring_groups: {g: {strategy: random, members: [a]}}', '`random` as `strategy` of ring group `g`'],
    ['ring_groups: {g: {strategy: sequential, rounds: 3, members: [a]}}', '`rounds` of ring group `g`'],
    ['numbers: {"02 5550 1000": {to: a, site: albq}}', '`site` of number `02 5550 1000`'],
    ['emergency: {numbers: ["000"], test_number: "933"}', '`test_number` of `emergency`'],
  ];
  test.each(later)('not built yet is one error: %s', (text, what) => {
    expect(check(text).map((line) => line.replace(/^(DP\d+) \S+ /, '$1 '))).toEqual([
      `DP2009 ${what} is not built yet`,
    ]);
  });

  test('ten different mistakes are ten diagnostics, each in its place', () => {
    const text = `numberz: {}
queues: {}
extensions:
  alice: {dial: 201, sip_user: alice, ring: 15}
  bob: {dial: 202}
  main-desk: {client: desk}
ring_groups:
  sales: {strategy: serial, members: [alice]}
messages:
  closed: {say: We are closed, please call tomorrow, then: hangup}
  closed: {say: "Closed."}
sync: {cache_seconds: 90}
numbers:
  "02 5550 1000": {sya: "x"}
`;
    expect(check(text).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'DP2002 example.yaml:1:1',
      'DP2009 example.yaml:2:1',
      'DP2004 example.yaml:4:45',
      'DP2013 example.yaml:5:3',
      'DP2006 example.yaml:6:3',
      'DP2005 example.yaml:8:21',
      'DP1009 example.yaml:10:32',
      'DP1003 example.yaml:11:3',
      'DP2007 example.yaml:12:23',
      'DP2008 example.yaml:14:20',
    ]);
  });
});

describe('several files', () => {
  test('a name defined twice: both places, the first one counts', () => {
    const files = {
      'a.yaml': 'messages: {closed: {say: one}}\n',
      'b.yaml': '\nmessages: {closed: {say: two}}\n',
    };
    expect(check(files)).toEqual(['DP2010 b.yaml:2:12 message `closed` is defined twice']);
    expect(written(files).messages.map(({ value }) => value)).toEqual([{ say: 'one' }]);
    const { diagnostics, locator } = shapeOnly(sourcesOf(withSettings(files)), DIRECTORY);
    const [related] = diagnostics[0]?.related ?? [];
    expect(related?.origin.file).toBe('plan/a.yaml');
    expect(related && locator.span(related.origin)?.start).toEqual({ line: 1, column: 12 });
  });

  test('a setting given twice', () => {
    expect(
      check({ 'a.yaml': 'sync: {service: x}\n', 'b.yaml': 'sync: {service: y}\ncountry: NZ\n' }),
    ).toEqual([
      'DP2011 b.yaml:1:1 `sync` is set twice',
      // The file names decide the order of files, so the second one is in the settings.
      'DP2011 b.yaml:2:1 `country` is set twice',
    ]);
  });

  test('lists go on in the order of the files; what is wrong in one is left out alone', () => {
    const files = {
      'a.yaml': 'tests: [{name: one}, {nam: two}, {name: three}]',
      'b.yaml': 'tests: [{name: four}]',
    };
    expect(check(files)).toEqual(['DP2003 a.yaml:1:23 `nam` is not a key of item 2 of `tests`']);
    expect(written(files).tests).toEqual([
      { value: { name: 'one' }, origin: { file: 'plan/a.yaml', path: ['tests', 0] } },
      { value: { name: 'three' }, origin: { file: 'plan/a.yaml', path: ['tests', 2] } },
      { value: { name: 'four' }, origin: { file: 'plan/b.yaml', path: ['tests', 0] } },
    ]);
    expect(check('tests: {name: one}')).toEqual([
      'DP2004 example.yaml:1:8 `tests` must be a list, not a map',
    ]);
  });

  test('the same name in two tables is not ours to judge', () => {
    expect(check('extensions: {a: {client: a}}\nmessages: {a: {say: x}}\n')).toEqual([]);
  });

  test('a plan without files', () => {
    expect(
      validate(parse([]).documents, 'plan').diagnostics.map(({ code, message }) => `${code} ${message}`),
    ).toEqual(['DP2014 `plan` holds no *.yaml file']);
  });
});

describe('what is left out is named', () => {
  const names = (broken: readonly BrokenEntry[]) => broken.map(({ section, name }) => `${section}.${name}`);

  test('wrong entries, entries of sections that are not built, settings, files', () => {
    const plan = written({
      'a.yaml':
        'menus: {main: {}}\nextensions: {a: {client: a, x: 1}, b: {client: b}}\nsip: {domian: x}\nmessages: {m: {say: one, two}}\n',
      'b.yaml': 'numbers: {\n',
    });
    expect(names(plan.broken)).toEqual(['menus.main', 'extensions.a', 'messages.m']);
    expect(plan.extensions.map(({ name }) => name)).toEqual(['b']);
    expect(plan.brokenSettings).toEqual(['sip']);
    expect(plan.unread).toEqual(['plan/b.yaml']);
  });

  test('what may stand in a file that is not YAML is not missed', () => {
    expect(
      check({ 'dialplan.yaml': 'dialplan: 1\nname: [a\n', 'b.yaml': 'messages: {a: {say: x}}\n' }),
    ).toEqual(['DP1001 dialplan.yaml:2:7 `[` is not closed']);
  });

  test('what follows from a cut or split text is kept quiet', () => {
    expect(check('ring_groups:\n  g:\n    strategy: # sequential\n    members: [a]\n')).toHaveLength(1);
    expect(check('messages: {a: {<<: {say: x}}}\n')).toHaveLength(1);
  });
});

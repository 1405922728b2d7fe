import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { planNames } from '../../../compiler/validate/plan-names.ts';
import { planSchema, publishedSchema } from '../../../compiler/validate/published-schema.ts';
import { WHOLE_PLAN, written } from '../../support/yaml.ts';

/** Keywords that editors know and JSON Schema does not. Anything else that it does not know is an error. */
const EDITORS = ['markdownDescription', 'patternErrorMessage', 'errorMessage'];

const ajvOf = (schema: object) => {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
  ajv.addVocabulary(EDITORS);
  return ajv.compile(schema);
};

/** As an editor reads YAML: numbers are numbers. */
const valid = (schema: object, text: string): boolean => ajvOf(schema)(parseYaml(text));

const ACME = new URL('../../../dialplan/acme/', import.meta.url);
const acme = readdirSync(ACME)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => [file, readFileSync(new URL(file, ACME), 'utf8')] as const);

/** Every reference of a schema. */
function* references(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref' && typeof value === 'string') yield value;
    else yield* references(value);
  }
}

describe('the published schema', () => {
  const schema = publishedSchema();

  test('is one JSON Schema that refers to nothing outside, and has no keyword of ours', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect([...references(schema)].filter((each) => !each.startsWith('#/$defs/'))).toEqual([]);
    expect(JSON.stringify(schema)).not.toMatch(/"(x-[a-z-]+|tsType)":/);
    expect(() => ajvOf(schema)).not.toThrow();
  });

  test('accepts plans that are right', () => {
    expect(valid(schema, WHOLE_PLAN)).toBe(true);
    for (const [file, text] of acme) expect([file, valid(schema, text)]).toEqual([file, true]);
  });

  test.each([
    ['a section that is misspelt', 'extnsions: {}'],
    ['a key that is misspelt', 'sip: {domian: a.sip.twilio.com}'],
    ['a key of a leaf that is misspelt', 'numbers: {"+61 2 5550 1000": {say: "Hello.", than: hangup}}'],
    ['two actions in one', 'numbers: {"+61 2 5550 1000": {say: "Hello.", client: bob}}'],
    ['a phone with a SIP user and a client', 'extensions: {bob: {sip_user: bob, client: bob}}'],
    ['a duration without unit', 'extension_defaults: {ring: 20}'],
    ['a call type that does not exist', 'classes_of_restriction: {staff: {allow: [local, natinal]}}'],
    ['a name that is reserved', 'messages: {hangup: {say: "Bye."}}'],
  ])('refuses %s', (_, text) => {
    expect(valid(schema, text)).toBe(false);
  });

  test('offers the words of a closed list', () => {
    expect(JSON.stringify(schema)).toContain('"enum":["internal","emergency"');
  });

  test('explains in Markdown, with an example', () => {
    expect(schema).toMatchObject({
      $defs: {
        'common.duration': {
          title: 'Duration',
          markdownDescription: expect.stringContaining('Example: `15s`.'),
          patternErrorMessage: 'expected a duration with its unit, such as `15s` or `5m`',
        },
      },
    });
  });
});

describe('the schema of one plan', () => {
  const names = planNames(written(WHOLE_PLAN)) ?? {};
  const schema = planSchema(names);
  const check = ajvOf(schema);
  const fits = (text: string) => check(parseYaml(text));

  test('knows what the plan names, by kind', () => {
    expect(names).toMatchObject({
      destination: expect.arrayContaining(['alice', 'sales', 'closed']),
      extension: ['alice', 'bob', 'front'],
      class: ['internal_only', 'staff'],
      language: ['en', 'fr'],
    });
  });

  test('names what is wrong, too, and nothing when a file cannot be read', () => {
    expect(planNames(written('messages: {late: {sya: "Hello."}}'))?.destination).toContain('late');
    expect(planNames(written('messages: {late: '))).toBeUndefined();
  });

  test('accepts the plan', () => {
    expect(fits(WHOLE_PLAN)).toBe(true);
    expect([...references(schema)].filter((each) => !each.startsWith('#/$defs/'))).toEqual([]);
  });

  test.each([
    ['a destination', 'numbers: {"+61 2 5550 1000": sales}', 'numbers: {"+61 2 5550 1000": sails}'],
    ['a built-in', 'unmapped: {extension: outbound}', 'unmapped: {extension: outbond}'],
    [
      'what follows',
      'messages: {late: {say: "Hello.", then: closed}}',
      'messages: {late: {say: "Hello.", then: close}}',
    ],
    ['an exit', 'extension_defaults: {otherwise: sales}', 'extension_defaults: {otherwise: sale}'],
    ['a variable', `numbers: {"+61 2 5550 1000": "\${TEAM}"}`, 'numbers: {"+61 2 5550 1000": TEAM}'],
    ['a class', 'transfers: {class: staff}', 'transfers: {class: staf}'],
    ['a language', 'messages: {late: {say: {fr: "Bonjour."}}}', 'messages: {late: {say: {de: "Hallo."}}}'],
    [
      'a member',
      'ring_groups: {x: {strategy: sequential, members: [alice, {extension: bob}]}}',
      'ring_groups: {x: {strategy: sequential, members: [sales]}}',
    ],
  ])('offers the names for %s and refuses others', (_, right, wrong) => {
    expect(fits(right)).toBe(true);
    expect(fits(wrong)).toBe(false);
  });

  test('offers names where a number may stand as well', () => {
    const calling = (from: string) => fits(`tests: [{name: x, call: {from: ${from}}}]`);
    for (const from of ['alice', 'withheld', '201', '"0491570006"', '"+61 491 570 006"', '"sip:a@b.example"'])
      expect([from, calling(from)]).toEqual([from, true]);
    expect(calling('alicia')).toBe(false);
  });

  test('lets new names be made', () => {
    expect(fits('messages: {new_one: {say: "Hello."}}')).toBe(true);
    expect(fits('languages: {de: {}}')).toBe(true);
    expect(fits('classes_of_restriction: {new_one: {allow: [local]}}')).toBe(true);
  });

  test('limits nothing where the plan has no names', () => {
    const empty = ajvOf(planSchema(planNames(written('numbers: {}')) ?? {}));
    expect(empty(parseYaml('messages: {late: {say: {en: "Hello."}}}'))).toBe(true);
  });
});

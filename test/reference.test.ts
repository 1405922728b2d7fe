import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { everyKind } from '../compiler/analyse/names.ts';
import { format } from '../compiler/format/format.ts';
import { namedKinds } from '../compiler/nodes/index.ts';
import { ROOT } from '../compiler/validate/schemas.ts';
import { writtenForms } from '../compiler/validate/written-forms.ts';
// @ts-expect-error: a script without types.
import { generateReference } from '../schema/generate-reference.mjs';
import { EXAMPLES, examplePlan, exampleText } from './support/examples.ts';
import { check } from './support/harness.ts';

const root = new URL('../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface Feature {
  readonly feature: string;
  readonly section: string;
  readonly example: string;
  readonly test: string;
}
const features: readonly Feature[] = JSON.parse(text('schema/reference/features.json'));

/** The sections that are built; the settings of one word are one of them here. */
const sections = [
  'settings',
  ...Object.entries(ROOT.properties).flatMap(([name, schema]) =>
    '$ref' in schema && schema.$ref.startsWith('sections/') ? [name] : [],
  ),
];
const sectionOf = (example: string) => example.split('.')[0] ?? '';

test('the reference is made from the schema (npm run reference)', () => {
  expect(text('dialplan/LANGUAGE.md')).toBe(generateReference());
});

test('every built section has an example and a feature, and no other has', () => {
  expect(sections.filter((section) => !EXAMPLES.includes(section))).toEqual([]);
  expect(sections.filter((name) => !features.some(({ section }) => section === name))).toEqual([]);
  expect(features.filter(({ section }) => !sections.includes(section))).toEqual([]);
  expect(EXAMPLES.filter((example) => !sections.includes(sectionOf(example)))).toEqual([]);
});

test('every line of the features leads to an example with the section, and to a test', () => {
  for (const { section, example, test: proof } of features) {
    expect(EXAMPLES).toContain(example);
    if (section !== 'settings') expect(exampleText(example)).toMatch(new RegExp(`^${section}:`, 'm'));
    expect([proof, existsSync(new URL(proof, root))]).toEqual([proof, true]);
  }
  expect(EXAMPLES.filter((name) => !features.some(({ example }) => example === name))).toEqual([]);
});

describe.each(EXAMPLES)('the example %s', (name) => {
  test('is a plan without a mistake, with the settings that it does not write', () => {
    const { text, options } = examplePlan(name);
    expect(check(text, options)).toMatch(/^no problems/);
  });

  test('is written as `dialplan fmt` writes it', () => {
    const example = exampleText(name);
    expect(format(example, { forms: writtenForms(), country: 'AU' })).toBe(example);
  });
});

test('where a call can go is told with all kinds that have names', () => {
  const destination = text('dialplan/LANGUAGE.md').split('\n### Destination\n')[1]?.split('\n### ')[0];
  expect(destination).toContain(everyKind);
  expect(text('dialplan/LANGUAGE.md').split('\n### Destination name\n')[1]?.slice(0, 120)).toContain(
    everyKind,
  );
  for (const { section } of namedKinds)
    expect(text('compiler/diagnostics/explain/DP3001.md')).toContain(`\`${section}\``);
});

test('values that keys take are told: spans, call types, and no name of the machinery', () => {
  const reference = text('dialplan/LANGUAGE.md');
  expect(reference).toMatch(/^### Span$[^#]*over midnight/m);
  expect(reference).toMatch(/^### Call type$[^#]*`shared_cost`, `satellite` or `service`/m);
  expect(reference).toContain('[call type](#call-type)');
  expect(reference).not.toMatch(/name of an? \w+_\w+/);
  expect(reference).not.toContain('holiday list');
});

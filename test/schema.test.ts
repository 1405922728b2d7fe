import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TABLES } from '../compiler/model/written.ts';
import { ROOT, SCHEMAS } from '../compiler/validate/schemas.ts';
// @ts-expect-error: a script without types.
import { generateTable, generateTypes } from '../schema/generate-types.mjs';
import { WHOLE_PLAN, WHOLE_TABLES } from './support/yaml.ts';

const CASES = new URL('cases/', import.meta.url);

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object in a schema, with its path. */
function* objects(node: unknown, path: string): Generator<readonly [string, Json]> {
  if (isJson(node)) yield [path, node];
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) yield* objects(value, `${path}/${key}`);
}

/** The whole plan, and the plans of the golden cases. */
const plans = [
  WHOLE_PLAN,
  WHOLE_TABLES['tables.yaml'],
  ...readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(new URL(file.replaceAll('\\', '/'), CASES), 'utf8')),
].join('\n');

/** Every property that an author may write, with its schema. */
const properties = Object.entries(SCHEMAS).flatMap(([file, schema]) =>
  [...objects(schema, file)].flatMap(([path, object]) =>
    isJson(object.properties)
      ? Object.entries(object.properties).map(
          ([name, property]) => [`${path}/${name}`, name, property] as const,
        )
      : [],
  ),
);

test('the table of schema files is made from the folder (npm run types)', () => {
  const file = new URL('../compiler/validate/schemas.generated.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(generateTable());
  expect(Object.keys(SCHEMAS)).toContain('nodes/say.schema.json');
});

describe.each(properties)('%s', (_, name, property) => {
  test('has a description for editors', () => {
    const description = isJson(property) ? property.description : undefined;
    expect(description).toMatch(/^[A-Z`].{10,}\.$/);
  });

  test('is used by a plan that is tested', () => {
    expect(plans).toMatch(new RegExp(`[ {\n]${name}:`));
  });
});

test('a pattern is explained in words', () => {
  const silent = Object.entries(SCHEMAS).flatMap(([file, schema]) =>
    [...objects(schema, file)]
      .filter(([, object]) => typeof object.pattern === 'string' && typeof object['x-message'] !== 'string')
      .map(([path]) => path),
  );
  expect(silent).toEqual([]);
});

test('tables have entries and names, settings have not to', () => {
  for (const table of TABLES) {
    const schema: Json = { ...SCHEMAS[`sections/${table}.schema.json`] };
    expect(isJson(schema.additionalProperties) && isJson(schema.propertyNames)).toBe(true);
  }
});

test('a section is built or not, and not both', () => {
  expect(ROOT['x-not-built-yet'].filter((section) => Object.hasOwn(ROOT.properties, section))).toEqual([]);
  expect(ROOT['x-required-in-plan'].every((key) => Object.hasOwn(ROOT.properties, key))).toBe(true);
});

test('the types of what an author writes are made from the schema (npm run types)', async () => {
  const file = new URL('../compiler/model/written.generated.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await generateTypes());
});

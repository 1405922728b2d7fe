import type { AnySchemaObject, SchemaValidateFunction } from 'ajv';
import { Ajv2020, type ErrorObject, type KeywordDefinition } from 'ajv/dist/2020.js';
import { type Choice, withChoices } from './choices.ts';
import { SCHEMAS } from './schemas.ts';

/** Checks one value and answers the faults; it may change numbers in the value to the text that was written. */
export type Check = (value: unknown) => readonly ErrorObject[];

/** The compiled schema, part by part: tables are checked entry by entry, since one check of everything takes quadratic time. */
export interface Checker {
  /** A whole section. */
  section(section: string): Check;
  /** What stands under one name of a table. */
  entry(table: string): Check;
  /** A name of a table. */
  entryName(table: string): Check;
  /** One item of a list. */
  item(list: string): Check;
}

/** Never fetched: relative references between the files need something to be relative to. */
const BASE = 'https://schema.invalid/';

let shared: Checker | undefined;

/** The schema never changes while we run, so one checker serves every plan. */
export function sharedChecker(): Checker {
  shared ??= createChecker();
  return shared;
}

const NONE: readonly ErrorObject[] = [];

/**
 * What ajv writes copies all errors so far for every part that has some, which is quadratic in a list of mistakes. This has it
 * add to the list that it has.
 */
export const addInPlace = (code: string): string =>
  code.replaceAll(
    /vErrors\s*===\s*null\s*\?\s*([\w.]+)\.errors\s*:\s*vErrors\.concat\(\1\.errors\)/g,
    '$1.errors.reduce((all, each) => { all.push(each); return all; }, vErrors ?? [])',
  );

/** Compiles the schema; each part only when it is first asked for. */
function createChecker(): Checker {
  const ajv = new Ajv2020({
    ...{ allErrors: true, verbose: true, strictTypes: false, strictRequired: false },
    code: { process: addInPlace },
  });
  ajv.addVocabulary([
    'x-message',
    'x-message-not',
    'x-words',
    'x-mend',
    'x-help',
    'x-near',
    'x-names',
    'x-also',
    'x-defines',
    'x-entry',
    'x-written',
    'x-sorted',
    'x-not-built-yet',
    'x-not-built-yet-pattern',
    'x-message-later',
    'x-required-in-plan',
    'tsType',
  ]);
  for (const keyword of [DIGITS, CHOICE, EXACTLY_ONE]) ajv.addKeyword(keyword);
  for (const [file, schema] of Object.entries(withChoices(SCHEMAS)))
    ajv.addSchema({ $id: `${BASE}${file}`, ...schema });

  const compiled = new Map<string, Check>();
  const check = ($ref: string): Check => {
    const known = compiled.get($ref);
    if (known !== undefined) return known;
    const validate = ajv.compile({ $ref: `${BASE}${$ref}` });
    const fresh: Check = (value) => (validate(value) ? NONE : (validate.errors ?? NONE));
    compiled.set($ref, fresh);
    return fresh;
  };
  return {
    section: (section) => check(`dialplan.schema.json#/properties/${section}`),
    entry: (table) => check(`sections/${table}.schema.json#/additionalProperties`),
    entryName: (table) => check(`sections/${table}.schema.json#/propertyNames`),
    item: (list) => check(`sections/${list}.schema.json#/items`),
  };
}

/** `x-digits`: text that is often typed without quotes, such as `201`; a number becomes the text that was written. */
const DIGITS: KeywordDefinition = {
  keyword: 'x-digits',
  modifying: true,
  schema: false,
  validate: (
    data: unknown,
    context?: { readonly parentData: object; readonly parentDataProperty: string | number },
  ) => {
    if (typeof data === 'number' && context?.parentData)
      Reflect.set(context.parentData, context.parentDataProperty, String(data));
    return true;
  },
};

/** How a value fails to be one of several shapes. */
export type ChoiceFault = 'type' | 'none' | 'several';

const checkChoice: SchemaValidateFunction = (
  choice: Choice,
  data: unknown,
  parentSchema?: AnySchemaObject,
): boolean => {
  const fault = choiceFault(choice, data);
  checkChoice.errors =
    fault === undefined
      ? []
      : [
          {
            keyword: 'x-choice',
            params: { fault, keys: choice.keys },
            ...(parentSchema && { parentSchema }),
          },
        ];
  return fault === undefined;
};
/** `x-choice`: see choices.ts. */
const CHOICE: KeywordDefinition = {
  keyword: 'x-choice',
  schemaType: 'object',
  errors: true,
  validate: checkChoice,
};

function choiceFault({ text, list, keys, map }: Choice, data: unknown): ChoiceFault | undefined {
  if (typeof data === 'string' || typeof data === 'number') return text ? undefined : 'type';
  if (Array.isArray(data)) return list ? undefined : 'type';
  if (typeof data !== 'object' || data === null) return 'type';
  const count = keys.filter((key) => Object.hasOwn(data, key)).length;
  if (count > 1) return 'several';
  if (count === 1 || map) return undefined;
  return keys.length === 0 ? 'type' : 'none';
}

const checkExactlyOne: SchemaValidateFunction = (keys: readonly string[], data: object): boolean => {
  const present = keys.filter((key) => Object.hasOwn(data, key));
  checkExactlyOne.errors =
    present.length === 1 ? [] : [{ keyword: 'x-exactly-one', params: { keys, present } }];
  return present.length === 1;
};
/** `x-exactly-one`: of these keys one must be there, and no other. */
const EXACTLY_ONE: KeywordDefinition = {
  keyword: 'x-exactly-one',
  type: 'object',
  schemaType: 'array',
  errors: true,
  validate: checkExactlyOne,
};

import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Path } from '../model/source.ts';
import { meantKeys } from './meant-key.ts';
import type { Taints } from './taints.ts';

/** What was checked: a value and where it stands, or a name. */
export interface Subject {
  readonly file: string;
  readonly path: Path;
  readonly value: unknown;
  /** Whether the value is the last key of the path. */
  readonly part?: 'key';
}

/** A schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** One fault of the validator, with its place in the plan. */
export interface Fault {
  readonly keyword: string;
  readonly params: Schema;
  readonly schema: Schema;
  readonly data: unknown;
  readonly file: string;
  /** The path of the value at fault; for a key, of the map that it stands in, and the key. */
  readonly path: Path;
  readonly part: 'key' | 'value';
}

/** The faults behind the validator's complaints, each once; none at a place that is `tainted`, nor one that only follows from it. */
export function faultsOf(
  subject: Subject,
  errors: readonly ErrorObject[],
  tainted: Taints,
): readonly Fault[] {
  const real = errors.filter((error) => error.keyword !== 'if' && error.keyword !== 'propertyNames');
  const actions = actionsByPlace(real);
  const unknown = unknownByPlace(real);
  const isEcho = (error: ErrorObject): boolean => {
    const { keyword, instancePath, params } = error;
    if (keyword === 'additionalProperties')
      return actions.get(instancePath)?.includes(params.additionalProperty) === true;
    const lacking = lackingKeys(error);
    return unknown.get(instancePath)?.some((key) => meantKeys(key, lacking).length > 0) === true;
  };
  const faults = real.filter((error) => !isEcho(error)).map((error) => faultOf(subject, error));
  return faults.filter((fault) => !follows(fault, tainted));
}

/** Where a map has several actions, and which: a second action is also an unknown key of the first. */
function actionsByPlace(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly string[]> {
  const choices = errors.filter((error) => error.keyword === 'x-choice');
  return new Map(choices.map((error) => [error.instancePath, error.params.keys]));
}

/** Where a map has keys that mean nothing, and which. */
function unknownByPlace(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'additionalProperties') continue;
    const known = found.get(instancePath);
    if (known === undefined) found.set(instancePath, [params.additionalProperty]);
    else known.push(params.additionalProperty);
  }
  return found;
}

/** The keys of which one is missing: a misspelt one is reported where it stands, and is not missing beside that. */
function lackingKeys({ keyword, params }: ErrorObject): readonly string[] {
  if (keyword === 'required') return [params.missingProperty];
  return keyword === 'x-exactly-one' && params.present.length === 0 ? params.keys : [];
}

function faultOf(subject: Subject, error: ErrorObject): Fault {
  const inner = pathOf(error.instancePath, subject.value);
  const key =
    error.propertyName ??
    (error.keyword === 'additionalProperties' ? error.params.additionalProperty : undefined);
  const path = [...subject.path, ...inner, ...(key === undefined ? [] : [String(key)])];
  return {
    keyword: error.keyword,
    params: error.params,
    schema: error.parentSchema ?? {},
    data: error.propertyName ?? error.data,
    file: subject.file,
    path,
    part: key === undefined ? (subject.part ?? 'value') : 'key',
  };
}

/** A JSON pointer as a path; where the value is a list, the step is a number. */
function pathOf(pointer: string, value: unknown): Path {
  let here = value;
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const key = escaped.replace(/~1/g, '/').replace(/~0/g, '~');
      const step = Array.isArray(here) ? Number(key) : key;
      here = Object(here)[key];
      return step;
    });
}

function follows({ path, keyword }: Fault, tainted: Taints): boolean {
  const lacksKey = keyword === 'required' || keyword === 'x-choice' || keyword === 'x-exactly-one';
  return tainted.covers(path) || (lacksKey && tainted.holds(path));
}

import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Path } from '../model/source.ts';

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
  tainted: readonly Path[],
): readonly Fault[] {
  const real = errors.filter((error) => error.keyword !== 'if' && error.keyword !== 'propertyNames');
  const actions = actionsByPlace(real);
  const isEcho = ({ keyword, instancePath, params }: ErrorObject) =>
    keyword === 'additionalProperties' && actions.get(instancePath)?.includes(params.additionalProperty);
  const faults = real.filter((error) => !isEcho(error)).map((error) => faultOf(subject, error));
  return faults.filter((fault) => !follows(fault, tainted));
}

/** Where a map has several actions, and which: a second action is also an unknown key of the first. */
function actionsByPlace(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly string[]> {
  const choices = errors.filter((error) => error.keyword === 'x-choice');
  return new Map(choices.map((error) => [error.instancePath, error.params.keys]));
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

function follows({ path, keyword }: Fault, tainted: readonly Path[]): boolean {
  const startsWith = (long: Path, short: Path) => short.every((step, index) => step === long[index]);
  const lacksKey = keyword === 'required' || keyword === 'x-choice' || keyword === 'x-exactly-one';
  return tainted.some(
    (place) => startsWith(path, place) || (lacksKey && startsWith(place.slice(0, -1), path)),
  );
}

import type { PlanNames } from './plan-names.ts';
import { referred } from './references.ts';
import { SCHEMAS } from './schemas.ts';

// The schema is written in many files, for people and for the compiler, with keywords of our own. What editors get is made
// from it: one file, where every reference stays inside, and only keywords that JSON Schema or editors know.
//
// `x-names` becomes the names of one plan: an editor then completes a destination, and underlines one that is not there.

/** A schema as plain data. */
type Json = Readonly<Record<string, unknown>>;
type SchemaFiles = Readonly<Record<string, object>>;

/** How one reference is followed. */
interface Way {
  /** The kind of names that stand there, where it is not that of the definition. */
  readonly kind?: string;
  /** Names are made here, so those that exist are no limit. */
  readonly making: boolean;
}

const ROOT_FILE = 'dialplan.schema.json';

/** The whole schema as one JSON Schema (2020-12) that refers to nothing outside, for editors. */
export const publishedSchema = (files: SchemaFiles = SCHEMAS): Json => onlyFile(files, {});

/** The same for one plan: where a name stands, its own names are offered, and others are refused. */
export const planSchema = (names: PlanNames, files: SchemaFiles = SCHEMAS): Json => onlyFile(files, names);

function onlyFile(files: SchemaFiles, names: PlanNames): Json {
  const definitions = new Map<string, unknown>();

  const follow = (reference: string, file: string, way: Way): string => {
    const target = referred(reference, file, files);
    const own = way.making ? '.new' : way.kind === undefined ? '' : `.${way.kind}`;
    const name = `${target.name}${own}`;
    if (!definitions.has(name)) {
      // Known before its own references are followed: destinations hold destinations.
      definitions.set(name, {});
      definitions.set(name, publish(target.schema, target.file, way));
    }
    return `#/$defs/${name}`;
  };

  const publish = (node: unknown, file: string, way: Way): unknown => {
    const { making } = way;
    if (Array.isArray(node)) return node.map((item) => publish(item, file, { making }));
    if (!isJson(node)) return node;
    const made: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref') made.$ref = follow(String(value), file, { making, ...kindOf(node) });
      else if (NAMED.has(key)) made[key] = publishEach(Object(value), file, making);
      else if (key === 'propertyNames')
        made[key] = publish(value, file, { making: making || 'x-defines' in node });
      // The compiler goes by the first key of a shape; here any shape that fits will do.
      else if (!isOurs(key))
        made[key === 'oneOf' ? 'anyOf' : key] = ANNOTATIONS.has(key)
          ? value
          : publish(value, file, { making });
    }
    const published = forEditors(made, node);
    const kind = making || '$ref' in node ? undefined : (way.kind ?? kindOf(node).kind);
    const offered = kind === undefined ? undefined : names[kind];
    return offered?.length && published.anyOf === undefined
      ? narrowed(published, [...offered, ...listOf(node['x-also'])])
      : published;
  };

  const publishEach = (schemas: Json, file: string, making: boolean): Json =>
    Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, publish(schema, file, { making })]),
    );

  const { $schema, ...root } = files[ROOT_FILE] as Json;
  const made = publish(root, ROOT_FILE, { making: false }) as Json;
  const $defs = Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { $schema, ...made, $defs };
}

/** Their values hold schemas by names of the author's language, which may be called like a keyword. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties']);
/** Their values are no schemas. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['enum', 'const', 'examples', 'default', 'required']);

/** `$defs` are taken one by one, as they are referred to. */
const isOurs = (key: string): boolean =>
  key.startsWith('x-') || key === 'tsType' || key === '$defs' || key === '$schema';

/** Our keywords in words that editors understand. */
function forEditors(made: Record<string, unknown>, ours: Json): Json {
  const { pattern, ...rest } = made;
  const message = textOf(ours['x-message']);
  const told =
    message === undefined
      ? {}
      : { [pattern === undefined ? 'errorMessage' : 'patternErrorMessage']: `expected ${message}` };
  const words = listOf(ours['x-words']);
  const form =
    pattern === undefined ? {} : words.length > 0 ? { anyOf: [{ enum: words }, { pattern }] } : { pattern };
  const one = listOf(ours['x-exactly-one']);
  return {
    ...rest,
    ...form,
    ...told,
    ...(typeof made.title === 'string' ? { title: inWords(made.title) } : {}),
    ...(typeof made.description === 'string'
      ? { markdownDescription: explained(made.description, made) }
      : {}),
    ...(one.length > 0 ? { oneOf: one.map((key) => ({ required: [key] })) } : {}),
  };
}

function explained(description: string, { default: normally, examples }: Json): string {
  const example = (Array.isArray(examples) ? examples : []).find((each) => typeof each !== 'object');
  return [
    description,
    ...(normally === undefined ? [] : [`Without it: \`${String(normally)}\`.`]),
    ...(example === undefined ? [] : [`Example: \`${String(example)}\`.`]),
  ].join('\n\n');
}

/**
 * One of the names, or what cannot be decided here: it holds a variable, or its pattern allows more than names and it
 * does not look like one.
 */
function narrowed(made: Json, names: readonly string[]): Json {
  const { pattern, patternErrorMessage: _, ...rest } = made;
  const open = {
    ...(pattern === undefined ? {} : { pattern }),
    not: { type: 'string', pattern: '^(?![0-9]*$)[\\w-]*$' },
  };
  return {
    ...rest,
    errorMessage: 'nothing in this plan has that name',
    anyOf: [{ enum: [...new Set(names)] }, open],
  };
}

const kindOf = (node: Json): { readonly kind?: string } => {
  const kind = textOf(node['x-names']);
  return kind === undefined ? {} : { kind };
};

/** `RingGroup` is “Ring group”. */
const inWords = (title: string): string =>
  title.replace(/\B[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

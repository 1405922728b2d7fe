import type { Path } from '../model/source.ts';
import { SCHEMAS } from './schemas.ts';

/** What one entry of a section is called, where it is a table: `x-entry` of its schema. */
function entryWord(section: string): string | undefined {
  const { 'x-entry': word } = Object(SCHEMAS[`sections/${section}.schema.json`]);
  return typeof word === 'string' ? word : undefined;
}

/** What an author would call the thing at a path: `` `ring` of extension `bob` ``, `` item 2 of `members` of ring group `sales` ``. */
export function nameOf(path: Path): string {
  const [section, name, ...inner] = path;
  if (section === undefined) return 'the plan';
  const word = entryWord(String(section));
  if (name === undefined) return code(section);
  const outer = word === undefined ? [code(section), step(name)] : [`${word} ${code(name)}`];
  return [...outer, ...inner.map(step)].reverse().join(' of ');
}

function step(key: string | number): string {
  return typeof key === 'number' ? `item ${key + 1}` : code(key);
}

/** A name in back quotes, cut when it is long. */
export function code(text: string | number): string {
  const shown = String(text).replace(/\s+/g, ' ');
  return `\`${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}\``;
}

/** `` `a`, `b` or `c` ``. */
export function either(names: readonly (string | number)[]): string {
  const shown = names.map(code);
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`;
}

/** What a value is, in words. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'number') return `the number ${value}`;
  if (value === '') return 'an empty text';
  return code(String(value));
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  object: 'a map (`key: value`)',
  array: 'a list',
};

/** What a schema expects, in words. */
export function expected(schema: Readonly<Record<string, unknown>>): string {
  if (typeof schema['x-message'] === 'string') return schema['x-message'];
  if (Array.isArray(schema.enum)) return either(schema.enum);
  const type: unknown = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  return TYPE_WORDS[String(type)] ?? 'something else';
}

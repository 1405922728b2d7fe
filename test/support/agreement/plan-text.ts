import type { Random } from '../protocol/random.ts';

/** A plan as its author would write it, before it is text. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };
export type Table = { readonly [key: string]: Value };

const isTable = (value: Value): value is Table => typeof value === 'object' && !Array.isArray(value);

/** What can stand without quotes and means itself. */
const PLAIN = /^[a-z][a-z0-9_]*$/;

/** Text in one of the forms that YAML has for it. */
function scalar(value: string | number | boolean, random: Random): string {
  if (typeof value !== 'string') return String(value);
  if (PLAIN.test(value) && random.chance(0.8)) return value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: single quotes have no escapes for these
  const single = !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value);
  return single && random.chance(0.3) ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

function flow(value: Value, random: Random): string {
  if (Array.isArray(value)) return `[${value.map((each) => flow(each, random)).join(', ')}]`;
  if (!isTable(value)) return scalar(value as string | number | boolean, random);
  const pairs = Object.entries(value).map(([key, each]) => `${scalar(key, random)}: ${flow(each, random)}`);
  return `{${pairs.join(', ')}}`;
}

function block(value: Table, indent: string, random: Random): string {
  return Object.entries(value)
    .map(([key, each]) => `${indent}${scalar(key, random)}:${below(each, indent, random)}`)
    .join('');
}

function below(value: Value, indent: string, random: Random): string {
  if (typeof value !== 'object' || Object.keys(value).length === 0 || random.chance(0.5))
    return ` ${flow(value, random)}\n`;
  if (isTable(value)) return `\n${block(value, `${indent}  `, random)}`;
  return `\n${value.map((each) => `${indent}  - ${flow(each, random)}\n`).join('')}`;
}

/** YAML text of a plan: one section a key, in blocks and braces, with and without quotes. */
export const planText = (plan: Table, random: Random): string => block(plan, '', random);

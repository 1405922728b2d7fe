import { readdirSync, readFileSync } from 'node:fs';
import { HEAD, type PlanOptions } from './harness.ts';

/** The examples of the language reference (schema/reference/examples), as plans that compile. */

const folder = new URL('../../schema/reference/examples/', import.meta.url);
const files = readdirSync(folder);

/** All of them by name, `numbers.blocks`. */
export const EXAMPLES: readonly string[] = files
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''));

export const exampleText = (name: string): string => readFileSync(new URL(`${name}.yaml`, folder), 'utf8');

/** An example with the settings that it does not write, the tables and the sounds that it names. */
export function examplePlan(name: string): {
  readonly text: { readonly [file: string]: string };
  readonly options: PlanOptions;
} {
  const example = exampleText(name);
  const head = HEAD.split('\n').filter((line) => !new RegExp(`^${line.split(':')[0]}:`, 'm').test(example));
  const tables = files.filter((file) => file.endsWith('.csv') && example.includes(file));
  return {
    text: {
      'dialplan.yaml': head.join('\n'),
      'example.yaml': example,
      ...Object.fromEntries(tables.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')])),
    },
    options: {
      assets: [...new Set(example.match(/audio\/\w+\.mp3/g))].map((asset) => ({ name: asset, bytes: 1_000 })),
    },
  };
}

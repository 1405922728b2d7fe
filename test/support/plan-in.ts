import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Asset } from '../../compiler/model/source.ts';

/** A plan as it lies in a folder: its texts by their path below it, and its sound files. */
export function planIn(folder: string): {
  readonly text: { readonly [file: string]: string };
  readonly assets: readonly Asset[];
} {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .sort();
  const texts = files.filter((file) => /\.(yaml|csv)$/.test(file));
  const sounds = files.filter((file) => /\.(mp3|wav)$/.test(file));
  return {
    text: Object.fromEntries(texts.map((file) => [file, readFileSync(join(folder, file), 'utf8')])),
    assets: sounds.map((file) => ({ name: file, bytes: statSync(join(folder, file)).size })),
  };
}

import { Parser } from 'yaml';
import type { Forms } from '../model/forms.ts';
import { layOut } from './layout.ts';
import { settle } from './settle.ts';
import { writeTexts } from './texts.ts';

/** What a file of a plan is formatted by. */
export interface Formatting {
  /** What the language says of the writing. */
  readonly forms: Forms;
  /** Whose national form numbers without `+` are in; absent: not known. */
  readonly country?: string;
}

/**
 * The text of a file of a plan in the one manner of writing: indentation, spaces, quotes around speech, times and telephone
 * numbers, the groups of numbers, tables of numbers sorted. Comments and lines stay, and the kind of line ends. The file is
 * known to be YAML without a mistake. Formatting again changes nothing.
 */
export function format(text: string, { forms, country }: Formatting): string {
  const clean = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replace(/[^\n]$/, '$&\n');
  const lineEnd = /\r?\n/.exec(text)?.[0] ?? '\n';
  const tokens = [...new Parser().parse(clean)];
  for (const token of tokens) {
    if (token.type !== 'document' || !token.value) continue;
    settle(token, clean);
    writeTexts(token.value, forms, country);
  }
  return layOut(tokens, clean).replaceAll('\n', lineEnd);
}

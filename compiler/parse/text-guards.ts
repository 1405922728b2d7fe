import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Source } from '../model/source.ts';
import type { LineStarts } from './line-starts.ts';

/** The largest file that is read, in characters: about 250,000 numbers; above it the parser's tree no longer fits a build machine. */
export const MOST_CHARACTERS = 12_000_000;

/** The largest table that is read, in characters: about a million numbers. */
export const MOST_TABLE_CHARACTERS = 50_000_000;

/** Faults of a file that are seen before it is parsed: too large (DP1014), or no text (DP1013). At most one. */
export function checkText(source: Source, starts: LineStarts): readonly Diagnostic[] {
  const most = isTable(source) ? MOST_TABLE_CHARACTERS : MOST_CHARACTERS;
  const length = source.omitted ?? source.text.length;
  if (length > most) return [tooLarge(source, length, most)];
  const at = source.text.search(NOT_TEXT);
  return at === -1 ? [] : [notText(source, at, starts)];
}

// Control characters other than tab and line end, a lone carriage return, and the mark that decoding leaves for bytes that are not UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]|\r(?!\n)/;

/** Whether a file is a table: those are read only where the plan names them. */
export const isTable = ({ file }: Source): boolean => /\.csv$/i.test(file);

function tooLarge({ file }: Source, length: number, most: number): Diagnostic {
  const start = { line: 1, column: 1 };
  return diagnostic('DP1014', {
    message: `the file has ${millions(length)} million characters, more than the ${millions(most)} million that are read`,
    origin: { file, path: [], span: { start, end: start } },
    help: 'spread its entries over several files',
  });
}

function millions(characters: number): string {
  return (characters / 1_000_000).toFixed(1).replace(/\.0$/, '');
}

function notText(source: Source, at: number, starts: LineStarts): Diagnostic {
  const { file, text } = source;
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return diagnostic('DP1013', {
    message: `the file holds a character that is no text (U+${code})`,
    origin: { file, path: [], span: starts.span(at, at + 1) },
    label: 'not text',
    help: helpWith(source),
  });
}

function helpWith(source: Source): string {
  if (isTable(source)) return 'save the table as CSV in UTF-8; spreadsheets call it “CSV UTF-8”';
  return source.text.includes('\u0000')
    ? 'is it a sound file or a picture? save a plan as UTF-8 text'
    : 'remove the character, and save the file as UTF-8';
}

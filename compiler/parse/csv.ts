import { diagnostic, type KnownCode, type Particulars } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ParsedFile } from '../model/documents.ts';
import type { Path, Source, Span } from '../model/source.ts';
import { type ColumnPath, readColumns } from './csv-columns.ts';
import { csvDocument } from './csv-document.ts';
import { cellSpans, type QuoteFault, type Row, readRows } from './csv-rows.ts';
import type { PositionedDocument } from './document.ts';
import type { LineStarts } from './line-starts.ts';

/** A table after parsing: its numbers as if they stood in the section `numbers`. */
export interface CsvReading {
  readonly position: PositionedDocument;
  readonly parsed: ParsedFile;
  readonly diagnostics: readonly Diagnostic[];
}

type Entry = { [key: string]: unknown };

/**
 * A CSV file of numbers to what the same numbers would be in YAML, so that all later phases know one kind only. Cells are
 * text: `0412…` keeps its zero. An empty cell says nothing. Reports DP1003, DP1016, DP1017, DP1018.
 */
export function readCsv(source: Source, starts: LineStarts): CsvReading {
  const { rows, faults } = readRows(source.text);
  const reader = new CsvReader(source, starts);
  const [head, ...lines] = rows.filter(holdsSomething);
  for (const fault of faults) reader.quote(fault);
  // Where the first line itself is at fault, nobody knows what the columns are.
  const named = head !== undefined && !faults.some(({ line }) => line < head.line);
  if (named) {
    reader.head(head);
    for (const row of lines) reader.row(row);
  } else if (faults.length === 0) reader.empty();
  return {
    position: csvDocument(source.text, starts, head?.line, reader.paths),
    parsed: { file: source.file, value: { numbers: reader.numbers }, tainted: reader.tainted },
    diagnostics: reader.diagnostics,
  };
}

const holdsSomething = ({ cells }: Row): boolean => cells.some((cell) => cell.trim() !== '');

/** A spreadsheet shows long numbers so, and writes them so. */
const SHORTENED = /^[0-9](?:[.,][0-9]+)?E\+?[0-9]+$/i;

/** Gathers the numbers of one table and what is wrong with it. */
class CsvReader {
  // Without a prototype, `__proto__` is a key like any other.
  readonly numbers: Entry = Object.create(null) as Entry;
  readonly tainted: Path[] = [];
  readonly diagnostics: Diagnostic[] = [];
  paths: readonly ColumnPath[] = [];
  readonly #source: Source;
  readonly #starts: LineStarts;
  #number = -1;

  constructor(source: Source, starts: LineStarts) {
    this.#source = source;
    this.#starts = starts;
  }

  #report(code: KnownCode, span: Span, words: Omit<Particulars, 'origin'>): void {
    this.diagnostics.push(
      diagnostic(code, { ...words, origin: { file: this.#source.file, path: [], span } }),
    );
  }

  /** The place of a cell; without one, of the whole line. */
  #span(line: number, column?: number): Span {
    const spans = cellSpans(this.#source.text, this.#starts.offset(line));
    const last = spans.at(-1);
    const cell = column === undefined ? undefined : (spans[column] ?? last);
    return this.#starts.span((cell ?? spans[0])?.start ?? 0, (cell ?? last)?.end ?? 0);
  }

  /** What stands in a line that cannot be used is known to be missing. */
  #taint(number: string): void {
    const name = number === '' ? `~${this.tainted.length}` : number;
    this.numbers[name] ??= null;
    this.tainted.push(['numbers', name]);
  }

  empty(): void {
    this.#report('DP1017', this.#starts.span(0, 0), {
      message: 'the table is empty',
      label: 'expected the names of the columns',
      help: 'begin the file with a line such as `number,to,label`, or take it out of `number_files`',
    });
  }

  quote({ line, column, closed, before }: QuoteFault): void {
    const span = { start: { line, column }, end: { line, column: column + 1 } };
    this.#report('DP1016', span, {
      message: closed ? 'text follows the quote that closes a cell' : 'the quote " is not closed',
      label: 'the cell begins here',
      why: 'how far the cell goes cannot be told, and numbers would be lost without a word',
      help: closed ? 'write a quote inside a cell twice: `""`' : 'end the cell with "',
    });
    this.#taint(before[0]?.trim() ?? '');
  }

  head({ line, cells }: Row): void {
    const { paths, faults } = readColumns(cells);
    this.paths = paths;
    this.#number = cells.findIndex((cell) => cell.trim() === 'number');
    for (const { column, ...words } of faults) this.#report('DP1017', this.#span(line, column), words);
    // Without a column of numbers nothing is known of any line.
    if (this.#number === -1) this.#taint('');
  }

  row({ line, cells }: Row): void {
    if (this.#number === -1) return;
    const number = cells[this.#number]?.trim() ?? '';
    if (cells.length !== this.paths.length) this.#miscounted(line, cells, number);
    else if (number === '' || SHORTENED.test(number)) this.#nameless(line, number);
    else if (this.numbers[number] === undefined) this.numbers[number] = this.#entry(cells);
    else this.#twice(number, line);
  }

  #entry(cells: readonly string[]): Entry {
    const entry: Entry = { to: '' };
    for (let i = 0; i < cells.length; i++) {
      const path = this.paths[i] ?? [];
      const value = cells[i]?.trim() ?? '';
      if (value !== '' && path.length > 0) put(entry, path, value);
    }
    if (entry.status === 'porting') entry.status = { porting: { on: '' } };
    return entry;
  }

  #miscounted(line: number, cells: readonly string[], number: string): void {
    const [found, wanted] = [cells.length, this.paths.length];
    const many = found > wanted;
    this.#report('DP1018', this.#span(line, many ? wanted : undefined), {
      message: `the line has ${counted(found)}, and the table has ${wanted} columns`,
      label: many ? 'one too many' : `${counted(wanted - found)} too few`,
      help: many
        ? 'put a cell that holds a comma in double quotes'
        : 'write a comma also for a cell that stays empty',
    });
    this.#taint(number);
  }

  #nameless(line: number, number: string): void {
    this.#report('DP1018', this.#span(line, this.#number), {
      message: number === '' ? 'the line names no number' : `\`${number}\` is no longer a telephone number`,
      label: number === '' ? 'no number' : 'a spreadsheet has shortened it',
      help:
        number === ''
          ? 'write the number, or delete the line'
          : 'format the column as text, and enter it again',
    });
    this.#taint('');
  }

  #twice(number: string, line: number): void {
    this.#report('DP1003', this.#span(line, this.#number), {
      message: `the number \`${number}\` stands twice in one table`,
      label: 'the second one',
      related: [
        {
          origin: { file: this.#source.file, path: ['numbers', number], part: 'key' },
          text: 'the first one',
        },
      ],
      why: 'only one of the two would be followed, and nobody could tell which',
      help: 'take one out',
    });
  }
}

const counted = (count: number): string => `${count} cell${count === 1 ? '' : 's'}`;

/** A date of porting counts while the number is porting, or where nothing else is said; later it is history. */
function put(entry: Entry, path: ColumnPath, value: string): void {
  const [first = '', second, third] = path;
  if (second === undefined) entry[first] = value;
  else if (third === undefined) entry[first] = { ...(entry[first] as Entry | undefined), [second]: value };
  else if (entry[first] === undefined || entry[first] === 'porting')
    entry[first] = { [second]: { [third]: value } };
}

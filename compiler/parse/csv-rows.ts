import Papa from 'papaparse';

/** One line of a table, or several where a cell in quotes holds line ends. */
export interface Row {
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** As they were written, without their quotes. */
  readonly cells: readonly string[];
}

/** A quote that does not close, or closes too early: how far its cell goes can only be guessed. */
export interface QuoteFault {
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly closed: boolean;
  /** What stands in the line before the cell. */
  readonly before: readonly string[];
}

export interface Table {
  /** Also the empty ones. */
  readonly rows: readonly Row[];
  readonly faults: readonly QuoteFault[];
}

/** After so many the file is not read on: each is a guess where the next line begins. */
const MOST_FAULTS = 20;

/** The rows of a table (RFC 4180; lines end with `\n` or `\r\n`). A line with a fault is left out, and the next one is read. */
export function readRows(text: string): Table {
  // Columns and the count of lines stay as they are.
  const plain = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  const rows: Row[] = [];
  const faults: QuoteFault[] = [];
  let [start, line] = [0, 1];
  while (start < plain.length && faults.length < MOST_FAULTS) {
    const rest = start === 0 ? plain : plain.slice(start);
    const { data, errors } = Papa.parse<string[]>(rest, { delimiter: ',', newline: '\n' });
    const error = errors.find(({ type }) => type === 'Quotes');
    const whole = error?.row ?? data.length;
    addRows(rows, data, whole, line);
    if (error === undefined) break;
    // It tells the place behind the quote that opens the cell.
    const quote = start + (error.index ?? 1) - 1;
    const fault = faultAt(plain, quote, error.code !== 'MissingQuotes', data[whole] ?? []);
    faults.push(fault);
    const end = plain.indexOf('\n', quote);
    start = end === -1 ? plain.length : end + 1;
    line = fault.line + 1;
  }
  return { rows, faults };
}

function addRows(rows: Row[], data: readonly string[][], count: number, first: number): void {
  let line = first;
  for (let i = 0; i < count; i++) {
    const cells = data[i] ?? [];
    rows.push({ line, cells });
    line += 1;
    for (const cell of cells) if (cell.includes('\n')) line += lineEnds(cell);
  }
}

const lineEnds = (text: string): number => text.split('\n').length - 1;

function faultAt(text: string, quote: number, closed: boolean, cells: readonly string[]): QuoteFault {
  const line = lineEnds(text.slice(0, quote)) + 1;
  const lineStart = text.lastIndexOf('\n', quote - 1) + 1;
  const commas = text.slice(lineStart, quote).split(',').length - 1;
  return { line, column: quote - lineStart + 1, closed, before: cells.slice(0, commas) };
}

/** Where the cells of the line that begins at `offset` stand, quotes included. */
export function cellSpans(
  text: string,
  offset: number,
): readonly { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (let start = offset; ; ) {
    const quoted = text[start] === '"';
    const inside = quoted ? closingQuote(text, start) : start;
    const comma = text.indexOf(',', inside);
    const lineEnd = endOfLine(text, inside);
    const last = comma === -1 || comma > lineEnd;
    spans.push({ start, end: last ? lineEnd : comma });
    if (last) return spans;
    start = comma + 1;
  }
}

function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

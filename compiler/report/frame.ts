import { slugOf } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Locator, Origin, Span } from '../model/source.ts';
import { type Cell, cellsOf, visible } from './visible-text.ts';

/** How words are set apart: colours on a terminal, nothing elsewhere. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const same = (text: string): string => text;
/** No colours. */
export const PLAIN: Style = { bold: same, dim: same, red: same, yellow: same, cyan: same };

/** Longer lines are cut on both sides of the fault, in UTF-16 units. */
const BEFORE = 60;
const AFTER = 100;

interface Place {
  readonly origin: Origin;
  readonly span: Span;
  readonly line: string;
  readonly words: string;
}

/** One diagnostic as lines of text: what, where with a frame, why, what to do. Ends without a line end. */
export function frame(diagnostic: Diagnostic, locator: Locator, style: Style = PLAIN): string {
  const paint = diagnostic.severity === 'error' ? style.red : style.yellow;
  const main = diagnostic.origin && placeOf(diagnostic.origin, diagnostic.label ?? '', locator);
  const related = diagnostic.related.map((label) => placeOf(label.origin, label.text, locator));
  const places = [main, ...related].filter((place) => place !== undefined);
  const width = String(Math.max(1, ...places.map((place) => place.span.start.line))).length;
  const gutter = ' '.repeat(width);
  const lines = [headline(diagnostic, paint, style)];
  if (main)
    lines.push(
      `${gutter}${style.dim('-->')} ${where(main)}`,
      style.dim(`${gutter} |`),
      ...drawn(main, '^', width, paint, style),
    );
  else if (diagnostic.origin) lines.push(`${gutter}${style.dim('-->')} ${visible(diagnostic.origin.file)}`);
  for (const place of related) {
    if (place)
      lines.push(
        `${gutter}${style.dim(':::')} ${where(place)}`,
        ...drawn(place, '-', width, style.cyan, style),
      );
  }
  if (diagnostic.why !== undefined) lines.push(`${style.bold('why:')}  ${visible(diagnostic.why)}`);
  if (diagnostic.help !== undefined) lines.push(`${style.bold('help:')} ${visible(diagnostic.help)}`);
  lines.push(style.dim(`more: dialplan explain ${diagnostic.code}`));
  return lines.join('\n');
}

function headline(
  { code, severity, message }: Diagnostic,
  paint: (text: string) => string,
  style: Style,
): string {
  return `${paint(`${severity}[${code}]`)} ${slugOf(code)}: ${style.bold(visible(message))}`;
}

function placeOf(origin: Origin, words: string, locator: Locator): Place | undefined {
  const span = locator.span(origin);
  if (span === undefined) return undefined;
  return { origin, span, line: locator.lines(origin.file)[span.start.line - 1] ?? '', words };
}

function where({ origin, span }: Place): string {
  return `${visible(origin.file)}:${span.start.line}:${span.start.column}`;
}

/** The line, and under it the marks; what goes on in later lines is marked to the end of this one. */
function drawn(
  place: Place,
  mark: string,
  width: number,
  paint: (text: string) => string,
  style: Style,
): readonly string[] {
  const { span, words } = place;
  const start = span.start.column - 1;
  const end = span.end.line > span.start.line ? place.line.trimEnd().length : span.end.column - 1;
  const { cells, cut } = around(place.line, start);
  const left = widthOf(cells.filter((cell) => cell.offset < start));
  const marked = widthOf(cells.filter((cell) => cell.offset >= start && cell.offset < end));
  const marks = paint([mark.repeat(Math.max(1, marked)), visible(words)].join(' ').trimEnd());
  const text = cells.map((cell) => cell.text).join('');
  const number = String(span.start.line).padStart(width);
  return [
    `${style.dim(`${number} |`)} ${text}${cut}`.trimEnd(),
    `${style.dim(`${' '.repeat(width)} |`)} ${' '.repeat(left)}${marks}`,
  ];
}

/** The part of a line that is shown: all of it, unless it is long. */
function around(line: string, start: number): { readonly cells: readonly Cell[]; readonly cut: string } {
  if (line.length <= BEFORE + AFTER) return { cells: cellsOf(line), cut: '' };
  const from = Math.max(0, start - BEFORE);
  const cells = cellsOf(line.slice(from, start + AFTER)).map((cell) => ({
    ...cell,
    offset: cell.offset + from,
  }));
  const dots: readonly Cell[] = from > 0 ? [{ text: '…', width: 1, offset: from - 1 }] : [];
  return { cells: [...dots, ...cells], cut: start + AFTER < line.length ? '…' : '' };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

import type { Path } from '../model/source.ts';
import type { ColumnPath } from './csv-columns.ts';
import { cellSpans, readRows } from './csv-rows.ts';
import { linesOf, type PositionedDocument } from './document.ts';
import type { LineStarts } from './line-starts.ts';

/**
 * The text of a table: turns `['numbers', '+61…', 'to']` into the place of that cell. Which line a number stands on is looked
 * up when first asked: a table without mistakes is never asked.
 * @param head the line that names the columns
 */
export function csvDocument(
  text: string,
  starts: LineStarts,
  head: number | undefined,
  paths: readonly ColumnPath[],
): PositionedDocument {
  let lines: ReadonlyMap<string, number> | undefined;
  const number = paths.findIndex((path) => path.length === 0);
  const lineOf = (name: string): number | undefined => {
    lines ??= linesByNumber(text, number);
    return lines.get(name);
  };
  return {
    span(origin) {
      if (origin.span !== undefined) return origin.span;
      const [, name, ...inner] = origin.path;
      const line = (name === undefined ? undefined : lineOf(String(name))) ?? head ?? 1;
      const cells = cellSpans(text, starts.offset(line));
      const { start, end } = cells[columnOf(inner, paths)] ??
        cells[Math.max(0, number)] ?? { start: 0, end: 0 };
      return starts.span(start, end);
    },
    lines: linesOf(text),
  };
}

/** The column whose cell holds what a path leads to, or the nearest above it; -1: the number itself. */
function columnOf(inner: Path, paths: readonly ColumnPath[]): number {
  for (let length = inner.length; length > 0; length--) {
    const steps = inner.slice(0, length);
    const exact = paths.findIndex(
      (path) => path.length === length && steps.every((step, i) => step === path[i]),
    );
    const below = paths.findIndex((path) => steps.every((step, i) => step === path[i]));
    if (exact !== -1 || below !== -1) return exact === -1 ? below : exact;
  }
  return -1;
}

function linesByNumber(text: string, column: number): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const { line, cells } of readRows(text).rows) {
    const name = cells[column]?.trim();
    if (name !== undefined && !lines.has(name)) lines.set(name, line);
  }
  return lines;
}

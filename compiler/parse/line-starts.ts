import type { Position, Span } from '../model/source.ts';

/** Turns offsets in one text into lines and columns. */
export interface LineStarts {
  position(offset: number): Position;
  span(start: number, end: number): Span;
  /** Where a line begins, from 1. */
  offset(line: number): number;
}

/** Reads where the lines of a text begin, once; a line ends with `\n`, a `\r` before it belongs to the line end. */
export function lineStarts(text: string): LineStarts {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const position = (offset: number): Position => {
    const within = Math.max(0, Math.min(offset, text.length));
    const line = lastAtMost(starts, within);
    return { line: line + 1, column: within - (starts[line] ?? 0) + 1 };
  };
  return {
    position,
    offset: (line) => starts[line - 1] ?? text.length,
    span: (start, end) => ({ start: position(start), end: position(Math.max(start, end)) }),
  };
}

/** The index of the last number that is not above `limit`, by halving. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

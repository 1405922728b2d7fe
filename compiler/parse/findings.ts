import { diagnostic, type KnownCode, type Particulars } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { LineStarts } from './line-starts.ts';

/** Gathers the faults that are found in the tokens of one file. */
export interface Findings {
  report(code: KnownCode, offset: number, length: number, words: Omit<Particulars, 'origin'>): void;
  readonly diagnostics: readonly Diagnostic[];
  /** Lines on which the parser's own complaints would only repeat ours. */
  readonly explainedLines: ReadonlySet<number>;
}

/** An empty collection for one file. */
export function findings(file: string, starts: LineStarts): Findings {
  const diagnostics: Diagnostic[] = [];
  const explainedLines = new Set<number>();
  return {
    diagnostics,
    explainedLines,
    report(code, offset, length, words) {
      const span = starts.span(offset, offset + length);
      explainedLines.add(span.start.line);
      diagnostics.push(diagnostic(code, { ...words, origin: { file, path: [], span } }));
    },
  };
}

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Locator, Span } from '../model/source.ts';

interface Placed {
  readonly diagnostic: Diagnostic;
  readonly span: Span | undefined;
}

/**
 * The diagnostics as they are shown: by file, then by place; what has no place comes last, in the order it was found.
 * The same words twice are said once. Where the text or the shape (DP1, DP2) is at fault, whatever a later phase
 * says of exactly the same place only follows from it, and is kept quiet.
 */
export function arrange(diagnostics: readonly Diagnostic[], locator: Locator): readonly Diagnostic[] {
  const placed = diagnostics.map(
    (diagnostic): Placed => ({ diagnostic, span: diagnostic.origin && locator.span(diagnostic.origin) }),
  );
  return withoutEchoes(placed.sort(byPlace)).map((p) => p.diagnostic);
}

function byPlace(a: Placed, b: Placed): number {
  const [x, y] = [a.diagnostic, b.diagnostic];
  if (x.origin === undefined || y.origin === undefined)
    return Number(x.origin === undefined) - Number(y.origin === undefined);
  return (
    compare(x.origin.file, y.origin.file) ||
    (a.span?.start.line ?? 0) - (b.span?.start.line ?? 0) ||
    (a.span?.start.column ?? 0) - (b.span?.start.column ?? 0) ||
    compare(x.code, y.code) ||
    compare(x.message, y.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const SHAPE_PHASES: ReadonlySet<string> = new Set(['DP1', 'DP2']);

/** Sorted by code within a place, so the earliest phase is met first. */
function withoutEchoes(sorted: readonly Placed[]): readonly Placed[] {
  const faulty = new Map<string, string>();
  const said = new Set<string>();
  return sorted.filter(({ diagnostic, span }) => {
    const place = diagnostic.origin && span ? `${diagnostic.origin.file}:${JSON.stringify(span)}` : '';
    const words = `${place}:${diagnostic.code}:${diagnostic.message}`;
    if (said.has(words)) return false;
    said.add(words);
    if (place === '') return true;
    const phase = diagnostic.code.slice(0, 3);
    const earlier = faulty.get(place);
    if (earlier !== undefined) return earlier === phase;
    if (diagnostic.severity === 'error' && SHAPE_PHASES.has(phase)) faulty.set(place, phase);
    return true;
  });
}

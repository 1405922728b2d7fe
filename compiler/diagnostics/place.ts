import type { Diagnostic } from '../model/diagnostic.ts';
import type { Locator, Position, Span } from '../model/source.ts';

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
    compare(x.message, y.message) ||
    (a.span?.end.line ?? 0) - (b.span?.end.line ?? 0) ||
    (a.span?.end.column ?? 0) - (b.span?.end.column ?? 0)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const SHAPE_PHASES: ReadonlySet<string> = new Set(['DP1', 'DP2']);

/** Sorted, so that the same words stand side by side, and within a place the earliest phase is met first. */
function withoutEchoes(sorted: readonly Placed[]): readonly Placed[] {
  let before: Placed | undefined;
  // Of the places that begin where `before` does: those where the text or the shape is at fault.
  let faulty: { readonly end: Position; readonly phase: string }[] = [];
  const nowhere = new Set<string>();
  return sorted.filter((placed) => {
    if (placed.diagnostic.origin === undefined) {
      const words = `${placed.diagnostic.code}:${placed.diagnostic.message}`;
      return !nowhere.has(words) && nowhere.add(words);
    }
    const previous = before;
    before = placed;
    if (previous === undefined || !beginsWith(previous, placed)) faulty = [];
    else if (same(previous.diagnostic, placed.diagnostic) && endsWith(previous.span?.end, placed))
      return false;
    const { diagnostic, span } = placed;
    if (span === undefined) return true;
    const phase = diagnostic.code.slice(0, 3);
    const earlier = faulty.find(({ end }) => endsWith(end, placed));
    if (earlier !== undefined) return earlier.phase === phase;
    if (diagnostic.severity === 'error' && SHAPE_PHASES.has(phase)) faulty.push({ end: span.end, phase });
    return true;
  });
}

const same = (a: Diagnostic, b: Diagnostic): boolean => a.code === b.code && a.message === b.message;

const at = (a: Position | undefined, b: Position | undefined): boolean =>
  a?.line === b?.line && a?.column === b?.column;

const beginsWith = (a: Placed, b: Placed): boolean =>
  a.diagnostic.origin?.file === b.diagnostic.origin?.file && at(a.span?.start, b.span?.start);

const endsWith = (end: Position | undefined, { span }: Placed): boolean => at(end, span?.end);

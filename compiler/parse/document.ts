import { isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Origin, Path, Span } from '../model/source.ts';
import type { LineStarts } from './line-starts.ts';

/** The text of one file and, where it is YAML, its tree: turns a path into a place when somebody wants to print it. */
export interface PositionedDocument {
  span(origin: Origin): Span;
  lines(): readonly string[];
}

interface Found {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
  /** Whether every step of the path was there. */
  readonly whole: boolean;
}

/** A document whose maps are indexed when first asked for, so that placing many mistakes takes linear time. */
export function positionedDocument(
  text: string,
  starts: LineStarts,
  contents: Node | undefined,
): PositionedDocument {
  const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  const pairOf = (map: YAMLMap, key: string | number): Pair | undefined => {
    const index = indexes.get(map) ?? indexMap(map);
    indexes.set(map, index);
    return index.get(String(key));
  };

  const find = (path: Path): Found => {
    let found: Found = { key: undefined, value: contents, whole: true };
    for (const step of path) {
      const next = stepInto(found.value, step, pairOf);
      if (next === undefined) return { ...found, whole: false };
      found = next;
    }
    return found;
  };

  const spanOf = (node: Node | undefined): Span | undefined => {
    if (!node?.range) return undefined;
    const [start, end] = node.range;
    const length = text.slice(start, end).trimEnd().length;
    return length === 0 ? undefined : starts.span(start, start + length);
  };

  return {
    span(origin) {
      if (origin.span !== undefined) return origin.span;
      const { key, value, whole } = find(origin.path);
      const first = origin.part === 'key' || !whole ? spanOf(key) : spanOf(value);
      return first ?? spanOf(value) ?? spanOf(key) ?? starts.span(0, 0);
    },
    lines: linesOf(text),
  };
}

/** The lines of a text, without line ends; split when first asked for. */
export function linesOf(text: string): () => readonly string[] {
  let lines: readonly string[] | undefined;
  return () => {
    lines ??= text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
    return lines;
  };
}

/** The first pair of each key: that is the one whose value counts. */
function indexMap(map: YAMLMap): ReadonlyMap<string, Pair> {
  const index = new Map<string, Pair>();
  for (const pair of map.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const name = String(pair.key.value);
    if (!index.has(name)) index.set(name, pair);
  }
  return index;
}

function stepInto(
  node: Node | undefined,
  step: string | number,
  pairOf: (map: YAMLMap, key: string | number) => Pair | undefined,
): Found | undefined {
  if (isMap(node)) {
    const pair = pairOf(node, step);
    return pair && { key: asNode(pair.key), value: asNode(pair.value), whole: true };
  }
  const item = isSeq(node) && typeof step === 'number' ? asNode(node.items[step]) : undefined;
  return item && { key: undefined, value: item, whole: true };
}

function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && 'range' in value ? (value as Node) : undefined;
}

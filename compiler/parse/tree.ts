import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Origin, Path, Source } from '../model/source.ts';
import type { LineStarts } from './line-starts.ts';

/** What a tree of YAML holds as plain data, and what was found wrong on the way. */
export interface TreeReading {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly tainted: readonly Path[];
}

const CORE_TAGS: ReadonlySet<string> = new Set(
  ['str', 'int', 'bool', 'null', 'map', 'seq'].map((t) => `tag:yaml.org,2002:${t}`),
);

/**
 * Makes plain data of a tree in one walk, and refuses what reads differently from what it looks like: duplicate keys (DP1003),
 * anchors and aliases (DP1004), merge keys (DP1005), unknown tags (DP1007), text split at a comma (DP1009).
 * The tree is known not to be deep.
 */
export function readTree(
  { file, text }: Source,
  contents: Node | null,
  starts: LineStarts,
  emptyKeys: ReadonlySet<number>,
): TreeReading {
  const diagnostics: Diagnostic[] = [];
  const tainted: Path[] = [];

  const originOf = (node: Node, path: Path, part: 'key' | 'value' = 'value'): Origin => {
    const [start, end] = node.range ?? [0, 0];
    return { file, path, part, span: starts.span(start, end) };
  };

  /** The place of an anchor or tag, which stands before its node and belongs to no path. */
  const propertyOrigin = (node: Node, property: string, path: Path): Origin => {
    const start = text.lastIndexOf(property, (node.range?.[0] ?? 0) - 1);
    if (start === -1) return originOf(node, path);
    return { file, path, span: starts.span(start, start + property.length) };
  };

  const read = (node: unknown, path: Path): unknown => {
    if (isAlias(node)) return refuseAlias(node, path);
    if (isScalar(node)) return readScalar(node, path);
    if (isMap(node)) return readMap(node, path);
    if (isSeq(node)) return readSeq(node, path);
    return null;
  };

  const refuseAlias = (node: Node & { readonly source: string }, path: Path): null => {
    tainted.push(path);
    diagnostics.push(
      diagnostic('DP1004', {
        message: `\`*${node.source}\` refers to an anchor, and plans have none`,
        origin: originOf(node, path),
        why: 'what an alias stands for is somewhere else, so a reader cannot see where calls go',
        help: 'write the value here, or give it a name of its own and use the name; put text that begins with `*` in quotes',
      }),
    );
    return null;
  };

  const checkProperties = (node: Scalar | YAMLMap | YAMLSeq, path: Path) => {
    if (node.anchor !== undefined) {
      diagnostics.push(
        diagnostic('DP1004', {
          message: `\`&${node.anchor}\` makes an anchor, and plans have none`,
          origin: propertyOrigin(node, `&${node.anchor}`, path),
          help: 'take the anchor out, and write the value wherever it is needed; put text that begins with `&` in quotes',
        }),
      );
    }
    if (node.tag !== undefined && !CORE_TAGS.has(node.tag)) {
      tainted.push(path);
      const tag = node.tag.replace('tag:yaml.org,2002:', '!!');
      diagnostics.push(
        diagnostic('DP1007', {
          message: `YAML does not know the tag \`${tag}\``,
          origin: propertyOrigin(node, tag, path),
          help: 'take the tag out; put text that begins with `!` in quotes',
        }),
      );
    }
  };

  const readScalar = (node: Scalar, path: Path): unknown => {
    if (node.anchor !== undefined || node.tag !== undefined) checkProperties(node, path);
    return node.value;
  };

  const readSeq = (node: YAMLSeq, path: Path): readonly unknown[] => {
    checkProperties(node, path);
    return node.items.map((item, index) => read(item, [...path, index]));
  };

  const readMap = (node: YAMLMap, path: Path): Readonly<Record<string, unknown>> => {
    checkProperties(node, path);
    const value: Record<string, unknown> = {};
    const keys = new Map<string, Scalar>();
    let before: Pair | undefined;
    let repeated: Pair | undefined;
    for (const pair of node.items) {
      const previous = before;
      before = pair;
      if (isAlias(pair.key)) {
        refuseAlias(pair.key, path);
        continue;
      }
      if (!isScalar(pair.key)) continue;
      const key = pair.key as Scalar;
      const name = String(key.value);
      const here = [...path, name];
      checkProperties(key, here);
      const first = keys.get(name);
      if (name === '' && key.type === 'PLAIN') {
        refuseEmptyKey(key, here);
      } else if (name === '<<' && key.type === 'PLAIN') {
        refuseMerge(key, here);
      } else if (first !== undefined) {
        // Several in a row: an entry was pasted into another one, and that is one fault.
        if (path.length < 2 || previous !== repeated) refuseDuplicate(name, first, key, here);
        repeated = pair;
        if (path.length === 0) keepNames(value[name], pair.value, here);
      } else if (node.flow === true && pair.value === null && key.type === 'PLAIN') {
        if (previous?.value !== null) refuseSplit(name, previous, key, here);
      } else {
        keys.set(name, key);
        if (emptyKeys.has(key.range?.[0] ?? -1)) tainted.push(here);
        setOwn(value, name, read(pair.value, here));
      }
    }
    return value;
  };

  /** What a section holds that stands a second time: its names are there, though nothing else is said of them. */
  const keepNames = (section: unknown, again: unknown, path: Path) => {
    if (typeof section !== 'object' || section === null || !isMap(again)) return;
    for (const [name, value] of Object.entries(readMap(again, path))) {
      if (Object.hasOwn(section, name)) continue;
      tainted.push([...path, name]);
      setOwn(section as Record<string, unknown>, name, value);
    }
  };

  const refuseEmptyKey = (key: Scalar, path: Path) => {
    diagnostics.push(
      diagnostic('DP1001', {
        message: 'a key is missing before the colon',
        origin: originOf(key, path, 'key'),
        help: 'write `key: value`',
      }),
    );
  };

  const refuseMerge = (key: Scalar, path: Path) => {
    tainted.push(path);
    diagnostics.push(
      diagnostic('DP1005', {
        message: 'the merge key `<<` is not part of the language',
        origin: originOf(key, path, 'key'),
        why: 'it would hide where a value comes from',
        help: 'write the keys out; what all extensions share belongs to `extension_defaults`',
      }),
    );
  };

  const refuseDuplicate = (name: string, first: Scalar, second: Scalar, path: Path) => {
    diagnostics.push(
      diagnostic('DP1003', {
        message: `the key \`${name}\` stands twice in one map`,
        origin: originOf(second, path, 'key'),
        label: 'the second one',
        related: [{ origin: originOf(first, path, 'key'), text: 'the first one' }],
        why: 'only one of the two would be followed, and nobody could tell which',
        help: 'take one out, or give it another name',
      }),
    );
  };

  const refuseSplit = (name: string, previous: Pair | undefined, key: Scalar, path: Path) => {
    const head = previous && isScalar(previous.key) ? String(previous.key.value) : undefined;
    if (head !== undefined) tainted.push([...path.slice(0, -1), head]);
    tainted.push(path);
    diagnostics.push(
      diagnostic('DP1009', {
        message:
          head === undefined
            ? `\`${name}\` has no value`
            : `\`${head}\` is split at the comma before \`${name}\``,
        origin: originOf(key, path, 'key'),
        label: head === undefined ? 'a key without `:`' : 'taken for a key of its own',
        why: 'in `{…}` a comma ends a text that has no quotes',
        help: head === undefined ? 'write `key: value`' : `put the text of \`${head}\` in quotes`,
      }),
    );
  };

  return { value: read(contents, []), diagnostics, tainted };
}

/** `__proto__` is a key like any other. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

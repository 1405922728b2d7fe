import type { CST } from 'yaml';

/** A map or list, in either manner of writing. */
export type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;
/** One item of a list, or one key with its value. */
export type Item = Collection['items'][number];

/** One token on the way through a file. */
export interface Visit {
  readonly token: CST.Token;
  /** How many collections it lies in, itself included. */
  readonly depth: number;
  readonly parents: Visit | undefined;
}

/** Every value and key below the documents of a file, in the order of the text, without recursion: depth is the author's. */
export function* eachToken(tokens: readonly CST.Token[]): Generator<Visit> {
  const stack: Visit[] = [];
  for (const token of tokens.toReversed()) {
    if (token.type === 'document' && token.value)
      stack.push({ token: token.value, depth: 1, parents: undefined });
  }
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    yield visit;
    if (!isCollection(visit.token)) continue;
    for (const item of visit.token.items.toReversed()) {
      for (const child of [item.value, item.key]) {
        if (child && !isPlainText(child))
          stack.push({ token: child, depth: visit.depth + 1, parents: visit });
      }
    }
  }
}

/** Whether a token holds other tokens. */
export function isCollection(token: CST.Token | null | undefined): token is Collection {
  return token?.type === 'block-map' || token?.type === 'block-seq' || token?.type === 'flow-collection';
}

/** Texts are looked at with the item that they stand in. */
function isPlainText(token: CST.Token): boolean {
  return (
    token.type === 'scalar' || token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar'
  );
}

/** The comment that stands on the line on which these tokens begin. */
export function commentOnLine(tokens: readonly CST.SourceToken[] | undefined): CST.SourceToken | undefined {
  for (const token of tokens ?? []) {
    if (token.type === 'comment') return token;
    if (token.type === 'newline' || token.type === 'comma') return undefined;
  }
  return undefined;
}

/** What follows a value on its line. */
export function endOf(token: CST.Token | null | undefined): readonly CST.SourceToken[] | undefined {
  return token && 'end' in token ? token.end : undefined;
}

/** The text of a token as it was typed; empty when it has none of its own. */
export function sourceOf(token: CST.Token | null | undefined): string {
  return token && 'source' in token ? token.source : '';
}

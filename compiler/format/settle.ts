import type { CST } from 'yaml';

type Between = CST.SourceToken[];

/**
 * Puts blank lines and comments where a reader sees them: before the entry that they precede, or, indented like the entries
 * above, at the end of these. The parser leaves them with whatever ended last.
 * @param text what the tokens were read from, for the columns
 */
export function settle(document: CST.Document, text: string): void {
  if (document.value) document.end = [...lift(document.value, -1, text), ...(document.end ?? [])];
}

/** Takes from a value what stands on the lines after it. `outer`: the column of what it is a part of. */
function lift(token: CST.Token, outer: number, text: string): Between {
  if (token.type === 'block-map' || token.type === 'block-seq') return liftFromBlock(token, outer, text);
  return 'end' in token && token.end !== undefined ? laterLines(token.end) : [];
}

type Block = CST.BlockMap | CST.BlockSequence;
type Item = CST.BlockMap['items'][number] | CST.BlockSequence['items'][number];

function liftFromBlock(block: Block, outer: number, text: string): Between {
  const items: Item[] = [];
  let carried: Between = [];
  for (const item of block.items) {
    const { key, sep, value } = item;
    item.start = [...carried, ...item.start];
    const isEntry = key || sep || value || item.start.some(({ type }) => type === 'seq-item-ind');
    if (isEntry) items.push(item);
    carried = isEntry ? laterPart(item, block.indent, text) : item.start;
  }
  const at = ownLines(carried, Math.max(block.indent, outer + 1), text);
  const own = carried.slice(0, at);
  block.items = (own.length > 0 ? [...items, { start: own }] : items) as typeof block.items;
  return carried.slice(at);
}

function laterPart(item: Item, column: number, text: string): Between {
  if (item.value) return lift(item.value, column, text);
  if (item.sep) return laterLines(item.sep);
  const dash = item.start.findIndex(({ type }) => type === 'seq-item-ind');
  return dash < 0 ? [] : laterLines(item.start, dash);
}

/** Cuts off what follows the first line end behind a token. */
function laterLines(between: Between, from = 0): Between {
  const end = between.findIndex(({ type }, index) => index >= from && type === 'newline');
  return end < 0 ? [] : between.splice(end + 1);
}

/** How many tokens belong to lines of a block of this column: up to its last comment before one that stands further left. */
function ownLines(between: Between, column: number, text: string): number {
  let own = 0;
  for (const [index, { type, offset }] of between.entries()) {
    if (type !== 'comment') continue;
    if (offset - (text.lastIndexOf('\n', offset - 1) + 1) < column) break;
    own = between[index + 1]?.type === 'newline' ? index + 2 : index + 1;
  }
  return own;
}

import type { CST } from 'yaml';

type Item = CST.BlockMap['items'][number];
type Space = CST.SourceToken;

/** An entry, and the comments that stand right above it: they go where it goes. */
interface Entry {
  readonly item: Item;
  readonly comments: Space[];
  readonly order: string;
}

/**
 * Sorts the entries of a table, within paragraphs: a blank line begins a new one, so that a table may have chapters.
 * @param lead what stands between the key of the table and its first entry
 */
export function sortEntries(map: CST.BlockMap, lead: Space[], order: (key: CST.FlowScalar) => string): void {
  const first = map.items[0];
  if (first === undefined) return;
  const head = attached(lead, true);
  first.start.unshift(...lead.splice(head));

  const paragraphs: { readonly above: Space[]; readonly entries: Entry[] }[] = [];
  const rest: Item[] = [];
  for (const item of map.items) {
    const { key } = item;
    if (key === null || key === undefined) {
      // Comments at the end.
      rest.push(item);
      continue;
    }
    if (!('source' in key) || rest.length > 0) return;
    const at = attached(item.start, false);
    const entry = { item, comments: item.start.slice(at), order: order(key as CST.FlowScalar) };
    const paragraph = paragraphs.at(-1);
    if (paragraph === undefined || at > 0)
      paragraphs.push({ above: item.start.slice(0, at), entries: [entry] });
    else paragraph.entries.push(entry);
  }
  map.items = [...paragraphs.flatMap(sorted), ...rest];
}

function sorted({ above, entries }: { readonly above: Space[]; readonly entries: Entry[] }): Item[] {
  const inOrder = entries.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return inOrder.map(({ item, comments }, index) => {
    item.start = index === 0 ? [...above, ...comments] : comments;
    return item;
  });
}

/** Where the lines begin that belong to what follows: after the last blank one. `inLine`: the first line has begun before. */
function attached(tokens: readonly Space[], inLine: boolean): number {
  let after = inLine ? tokens.length : 0;
  let blank = !inLine;
  let begun = !inLine;
  for (const [index, { type }] of tokens.entries()) {
    if (type !== 'space' && type !== 'newline') blank = false;
    if (type !== 'newline') continue;
    if (blank || !begun) after = index + 1;
    begun = true;
    blank = true;
  }
  return after;
}

/** The table of a show: a column for each webhook, a row for each fault, and what the letters in its cells stand for. */

/** What callers heard of each webhook, each sentence by a letter. */
const legend = new Map<string, string[]>();

const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);

/** The letter of what was heard. */
export function letterOf(webhook: string, heard: string): string {
  const known = legend.get(webhook) ?? [];
  legend.set(webhook, known);
  if (!known.includes(heard)) known.push(heard);
  return letter(known.indexOf(heard));
}

type Line = readonly string[];

/** The rows so far. */
export const table: { readonly name: string; readonly cells: Line }[] = [];

/** Columns side by side. */
const COLUMNS = 5;

/** Prints the table in parts, and what was heard. */
export function printTable(): void {
  const names = [...legend.keys()];
  const width = (index: number): number =>
    Math.max(names[index]?.length ?? 0, ...table.map(({ cells }) => cells[index]?.length ?? 0));
  const first = Math.max(...table.map(({ name }) => name.length));
  for (let from = 0; from < names.length; from += COLUMNS) {
    const line = (name: string, cells: Line): void => {
      const padded = cells.slice(from, from + COLUMNS).map((each, index) => each.padEnd(width(from + index)));
      console.log(`| ${[name.padEnd(first), ...padded].join(' | ')} |`);
    };
    console.log('');
    line('Sync', names);
    line(
      '-'.repeat(first),
      names.map((_, index) => '-'.repeat(width(index))),
    );
    for (const { name, cells } of table) line(name, cells);
  }
  console.log('');
  for (const [webhook, sentences] of legend)
    for (const [index, heard] of sentences.entries())
      console.log(`${webhook.padEnd(26)} ${letter(index)}  ${heard}`);
  console.log('');
}

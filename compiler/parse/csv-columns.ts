import { didYouMean } from '../diagnostics/suggest.ts';

/** Where the cells of a column go in the entry of a number: `['vars', 'brand']`. The number itself is its key. */
export type ColumnPath = readonly string[];

/** What can stand in the first line, beside `vars.<name>`. */
const KNOWN: { readonly [name: string]: ColumnPath } = {
  number: [],
  to: ['to'],
  label: ['label'],
  language: ['language'],
  status: ['status'],
  porting_on: ['status', 'porting', 'on'],
  site: ['site'],
};

const NEEDED = ['number', 'to'];
const SHOWN = Object.keys(KNOWN).filter((name) => name !== 'site');

/** What is wrong with the first line. `column`: which cell, from 0; absent: the line as a whole. */
export interface ColumnFault {
  readonly column?: number;
  readonly message: string;
  readonly label?: string;
  readonly help: string;
}

export interface Columns {
  readonly paths: readonly ColumnPath[];
  readonly faults: readonly ColumnFault[];
}

/** Reads the first line of a table of numbers. */
export function readColumns(names: readonly string[]): Columns {
  const written = names.map((name) => name.trim());
  const stranger = notAHeader(written);
  if (stranger !== undefined) return { paths: [], faults: [stranger] };
  const faults: ColumnFault[] = [];
  const paths = written.map((name, column): ColumnPath => {
    const path = pathOf(name);
    if (path === undefined) faults.push({ column, ...unknownColumn(name, column) });
    else if (written.indexOf(name) < column) faults.push({ column, ...twice(name) });
    return path ?? [];
  });
  for (const name of NEEDED) {
    // One that is only misspelt is told once.
    const misspelt = faults.some(({ help }) => help.includes(`\`${name}\`?`));
    if (!written.includes(name) && !misspelt) faults.push(missing(name));
  }
  return { paths, faults };
}

function pathOf(name: string): ColumnPath | undefined {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name];
  const variable = /^vars\.([a-z][a-z0-9_]*)$/.exec(name)?.[1];
  return variable === undefined ? undefined : ['vars', variable];
}

/** The usual ways in which the first line names no columns at all. */
function notAHeader(names: readonly string[]): ColumnFault | undefined {
  const [first = ''] = names;
  const separator = /[;\t]/.exec(first)?.[0];
  if (names.length === 1 && separator !== undefined) {
    const shown = separator === '\t' ? 'tabs' : `\`${separator}\``;
    return {
      column: 0,
      message: `the columns are separated by ${shown}, and a table of a plan by commas`,
      help: 'save the table as CSV with commas',
    };
  }
  if (!/^\+?[0-9][0-9 ]*$/.test(first)) return undefined;
  return {
    column: 0,
    message: 'the first line does not name the columns',
    label: 'a number, where `number` is expected',
    help: `begin the file with a line such as \`number,to,label\``,
  };
}

function unknownColumn(name: string, column: number): Omit<ColumnFault, 'column'> {
  const help = `what can stand here: ${SHOWN.map((each) => `\`${each}\``).join(', ')}, \`vars.<name>\``;
  if (name === '')
    return { message: `column ${column + 1} has no name`, help: 'name it, or delete the column' };
  return {
    message: `\`${name}\` is not a column of a table of numbers`,
    label: 'no such column',
    help: didYouMean(name, SHOWN) ?? help,
  };
}

const twice = (name: string): Omit<ColumnFault, 'column'> => ({
  message: `the column \`${name}\` stands twice`,
  label: 'the second one',
  help: 'take one out, or give it another name',
});

const missing = (name: string): ColumnFault => ({
  message: `the table has no column \`${name}\``,
  label: `no \`${name}\` here`,
  help: `name the column in the first line, such as in \`number,to,label\``,
});

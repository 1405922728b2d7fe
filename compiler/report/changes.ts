import type { Json, JsonObject } from '../../runtime/digest.ts';
import type { ChangeCounts, ChangeSet, HandMade, ItemChange, PathChange } from '../model/change.ts';
import { inWords, partyOf } from './in-words.ts';
import { visible } from './visible-text.ts';

/** For people, for machines, for a comment on a pull request. */
export type ChangesFormat = 'text' | 'json' | 'markdown';

/** How words are set apart: colours on a terminal, nothing elsewhere. */
export interface ChangeStyle {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

const same = (text: string): string => text;
const PLAIN: ChangeStyle = { bold: same, dim: same, red: same, green: same, yellow: same };

/** Signs of a change; each stands alone in front of a key, never in front of YAML. */
const SIGN = { added: '+', changed: '~', removed: '-' } as const;

const VERDICT = {
  adoptable: { sign: '=', words: 'made by hand, leads where the plan leads: adopted' },
  conflicting: { sign: '!', words: 'made by hand, leads elsewhere than the plan' },
  foreign: { sign: '?', words: 'made by hand, not in the plan: stays' },
} as const;

/** What a reconcile would change, as one text that ends with a line end. Colours are for `text` only. */
export function formatChanges(changes: ChangeSet, format: ChangesFormat, style: ChangeStyle = PLAIN): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(changes, null, 2)}\n`;
    case 'markdown':
      return markdown(changes);
    case 'text':
      return text(changes, style);
  }
}

/** One line: `2 added, 1 changed, 40 unchanged; made by hand: 1 leads elsewhere`. */
export function changeSummary(counts: ChangeCounts): string {
  const { added, changed, removed, unchanged, adoptable, conflicting, foreign } = counts;
  const ours = listed([
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed'],
    [unchanged, 'unchanged'],
  ]);
  const hand = listed([
    [adoptable, 'adopted'],
    [conflicting, 'in conflict'],
    [foreign, 'not in the plan'],
  ]);
  return `${ours === '' ? 'no items' : ours}${hand === '' ? '' : `; made by hand: ${hand}`}`;
}

const listed = (parts: readonly (readonly [number, string])[]): string =>
  parts.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : [])).join(', ');

const nothingChanges = ({ changes, handMade }: ChangeSet): boolean =>
  changes.length === 0 && handMade.length === 0;

const over = ({ active }: ChangeSet): string =>
  active === null ? 'nothing released yet' : `over release ${active.release}`;

const name = ({ mapName, key }: Pick<ItemChange, 'mapName' | 'key'>): string => visible(`${mapName}/${key}`);

// Text.

function text(changes: ChangeSet, style: ChangeStyle): string {
  const head = `${style.bold(visible(changes.plan))}: Sync service \`${visible(changes.service)}\`, ${over(changes)}`;
  const blocks = [
    ...changes.changes.map((change) => changeText(change, style)),
    ...changes.handMade.map((item) => handText(item, style)),
    ...(changes.leftOvers.length > 0 ? [style.dim(leftOverText(changes))] : []),
  ];
  const tail = nothingChanges(changes) ? [] : [style.dim(`fingerprint ${changes.fingerprint}`)];
  return `${[head, ...blocks, changeSummary(changes.counts), ...tail].join('\n')}\n`;
}

function changeText(change: ItemChange, style: ChangeStyle): string {
  const paint = { added: style.green, changed: style.yellow, removed: style.red }[change.kind];
  const head = paint(`${SIGN[change.kind]} ${name(change)}`);
  const about = brief(change.after ?? change.before);
  const lines = pathLines(told(change.paths), style);
  const note = change.kind !== 'changed' ? about : lines.length === 0 ? UNHEARD : '';
  return [note === '' ? head : `${head}  ${style.dim(note)}`, ...lines].join('\n');
}

function handText(item: HandMade, style: ChangeStyle): string {
  const { sign, words } = VERDICT[item.verdict];
  const head = `${style.yellow(`${sign} ${name(item)}`)}  ${style.dim(words)}`;
  const lines = item.verdict === 'foreign' ? [] : pathLines(told(item.paths), style);
  return [head, ...lines].join('\n');
}

const pathLines = (paths: readonly PathChange[], style: ChangeStyle): readonly string[] =>
  paths.map(({ path, before, after }) => {
    const values = [before, after].map((value) =>
      value === undefined ? style.dim('none') : shown(value, 100),
    );
    return `    ${visible(path)}: ${values.join(' → ')}`;
  });

function leftOverText({ leftOvers }: ChangeSet): string {
  const releases = [...new Set(leftOvers.flatMap((one) => one.releases))].sort((a, b) => a - b);
  const items = leftOvers.length === 1 ? '1 item holds' : `${leftOvers.length} items hold`;
  return `${items} versions that no caller reaches (release ${releases.join(', ')}): the next release tidies up`;
}

/** A value in one line, at most so many characters. */
function shown(value: Json, most: number): string {
  const whole = visible(inWords(value));
  return whole.length <= most ? whole : `${whole.slice(0, most - 1)}…`;
}

/** What a payload is, in a few words. */
function brief(payload: JsonObject | undefined): string {
  if (payload === undefined) return '';
  const { node, to = node, group } = payload;
  // Beside a node, `type` and `uri` are only what older Functions dial.
  if (typeof to === 'string') return visible(to);
  if (typeof to === 'object' && to !== null) return shown(to, 100);
  if (Array.isArray(group)) return group.length === 1 ? '1 member' : `${group.length} members`;
  return visible(partyOf(payload) ?? '');
}

/** What is said of an item when only derived data differs. */
const UNHEARD = 'only what is read with it: callers hear no difference';

/** The differences that people are told: `needs` is derived, a list of what is read with the item. */
const told = (paths: readonly PathChange[]): readonly PathChange[] =>
  paths.filter(({ path }) => !/^needs(?:$|[[. ])/.test(path));

// Markdown.

/** GitHub takes 65,536 characters a comment; this leaves room for who puts something around it. */
const MARKDOWN_CHARACTERS = 60_000;
const MOST_PATHS = 12;

interface Row {
  readonly sign: string;
  readonly item: string;
  readonly cell: string;
}

function markdown(changes: ChangeSet): string {
  const head = [
    `### Dial plan ${code(changes.plan)}: ${changeSummary(changes.counts)}`,
    '',
    `Sync service ${code(changes.service)}, ${over(changes)}. Fingerprint ${code(changes.fingerprint)}.`,
    '',
  ];
  if (nothingChanges(changes)) return [...head, 'Nothing changes.', ''].join('\n');
  const rows = [...changes.changes.map(changeRow), ...changes.handMade.map(handRow)];
  return table(`${head.join('\n')}\n| | item | change |\n|:-:|---|---|\n`, rows);
}

/** As many rows as there is room for, and how many are left out. */
function table(head: string, rows: readonly Row[]): string {
  const room = MARKDOWN_CHARACTERS - 200;
  let whole = head;
  for (const [i, { sign, item, cell }] of rows.entries()) {
    const line = `| ${code(sign)} | ${code(item)} | ${cell} |\n`;
    if (whole.length + line.length > room)
      return `${whole}\n… and ${rows.length - i} more, see \`dialplan diff\`\n`;
    whole += line;
  }
  return whole;
}

const changeRow = (change: ItemChange): Row => {
  const about = brief(change.after ?? change.before);
  const cell = change.kind === 'changed' ? pathCell(told(change.paths)) || UNHEARD : about && code(about);
  return {
    sign: SIGN[change.kind],
    item: name(change),
    cell: cell === '' ? change.kind : `${change.kind}: ${cell}`,
  };
};

const handRow = (item: HandMade): Row => {
  const { sign, words } = VERDICT[item.verdict];
  const paths = item.verdict === 'conflicting' ? pathCell(told(item.paths)) : '';
  return { sign, item: name(item), cell: paths === '' ? words : `${words}: ${paths}` };
};

function pathCell(paths: readonly PathChange[]): string {
  const lines = paths.slice(0, MOST_PATHS).map(({ path, before, after }) => {
    const values = [before, after].map((value) => (value === undefined ? 'none' : code(shown(value, 200))));
    return `${code(path)} ${values.join(' → ')}`;
  });
  const more = paths.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('<br>');
}

/** A code span that holds whatever it is given, also in a table. */
function code(text: string): string {
  const inner = visible(text).replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + Math.max(0, ...[...inner.matchAll(/`+/g)].map(([run]) => run.length)));
  const space = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${fence}${space}${inner}${space}${fence}`;
}

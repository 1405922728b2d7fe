import type { CST } from 'yaml';
import type { Findings } from './findings.ts';
import {
  type Collection,
  commentOnLine,
  eachToken,
  endOf,
  type Item,
  isCollection,
  sourceOf,
} from './tokens.ts';

/** Keys under which words for callers stand: there a comment after a single word is suspicious, too. */
const SPOKEN: ReadonlySet<string> = new Set(['say', 'prompt', 'greeting']);

/**
 * Looks for comments that an author did not mean as such, and that a tree no longer shows: they cut a text (DP1008),
 * or were to be the key # (DP1010); also for the key * (DP1010) and other text that begins with `*` (DP1004).
 * Answers the offsets of the keys whose value is lost.
 */
export function checkComments(tokens: readonly CST.Token[], found: Findings): ReadonlySet<number> {
  const emptyKeys = new Set<number>();
  for (const token of tokens) {
    if (token.type === 'comment') checkHashKeys([token], found);
    if (token.type === 'document') checkHashKeys(token.start, found);
  }
  for (const { token } of eachToken(tokens)) {
    if (token.type === 'alias') checkStarKey(token, found);
    if (isCollection(token)) checkItems(token, found, emptyKeys);
  }
  return emptyKeys;
}

function checkItems(collection: Collection, found: Findings, emptyKeys: Set<number>): void {
  collection.items.forEach((item, index) => {
    checkHashKeys(item.start, found);
    if (item.sep) checkHashKeys(item.sep, found);
    const after = collection.type === 'flow-collection' ? collection.items[index + 1]?.start : undefined;
    if (item.value) checkCut(item, commentOnLine(endOf(item.value)) ?? commentOnLine(after), found);
    else if (item.key && item.sep && hasLostValue(item, item.sep, found)) emptyKeys.add(item.key.offset);
  });
}

function isHashKey(token: CST.SourceToken): boolean {
  return token.type === 'comment' && /^#\s*:(?:\s|$)/.test(token.source);
}

function checkHashKeys(tokens: readonly CST.SourceToken[], found: Findings): void {
  for (const token of tokens) {
    if (!isHashKey(token)) continue;
    found.report('DP1010', token.offset, 1, {
      message: '`#` cannot be a key in YAML',
      label: 'begins a comment, so the line says nothing',
      help: 'write `pound`',
    });
  }
}

/** `*:` is an alias to the parser, and so is `*28:`. */
function checkStarKey(alias: CST.FlowScalar, found: Findings): void {
  const name = alias.source.replace(/:$/, '');
  if (name === '*') {
    found.report('DP1010', alias.offset, 1, {
      message: '`*` cannot be a key in YAML',
      label: 'begins an alias',
      help: 'write `star`',
    });
  } else if (alias.source.endsWith(':')) {
    found.report('DP1004', alias.offset, name.length, {
      message: `\`${name}\` without quotes is an alias, and plans have none`,
      help: `write \`"${name}"\``,
    });
  }
}

function checkCut(item: Item, comment: CST.SourceToken | undefined, found: Findings): void {
  const { key, value } = item;
  if (value?.type !== 'scalar' || comment === undefined) return;
  const prose = /\p{L}/u.test(value.source) && /\s/.test(value.source);
  if (prose || SPOKEN.has(sourceOf(key)))
    reportCut(comment, `the text \`${firstLine(value.source)}\` is cut at \` #\``, found);
}

function hasLostValue(item: Item, sep: readonly CST.SourceToken[], found: Findings): boolean {
  if (sep.some(isHashKey)) return true;
  const comment = commentOnLine(sep.filter((token) => token.type !== 'map-value-ind'));
  if (comment === undefined) return false;
  reportCut(comment, `\`${sourceOf(item.key)}\` has no value: everything from \`#\` on is a comment`, found);
  return true;
}

function reportCut(comment: CST.SourceToken, message: string, found: Findings): void {
  found.report('DP1008', comment.offset, comment.source.trimEnd().length, {
    message,
    label: 'a comment, callers do not hear it',
    why: 'in YAML a `#` after a space begins a comment',
    help: 'put the whole text in quotes',
  });
}

function firstLine(source: string): string {
  return source.split('\n', 1)[0] ?? '';
}

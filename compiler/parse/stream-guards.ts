import type { CST } from 'yaml';
import type { Findings } from './findings.ts';
import { eachToken, isCollection } from './tokens.ts';

/** How deep maps and lists may lie in each other; a plan needs about eight. */
export const DEEPEST = 64;

/**
 * Refuses files that must not be made into a tree: with a directive (DP1006), with several documents (DP1011),
 * or nested so deep that reading them would exhaust the stack (DP1015).
 */
export function checkStream(tokens: readonly CST.Token[], found: Findings): void {
  for (const token of tokens)
    if (token.type === 'directive') checkDirective(token.offset, token.source, found);
  const second = tokens.filter((token) => token.type === 'document')[1];
  if (second !== undefined) {
    found.report('DP1011', second.offset, 3, {
      message: 'a file holds one document, and here begins another one',
      help: 'take the line `---` out, or move what follows to a file of its own',
    });
  }
  for (const { token, depth } of eachToken(tokens)) {
    if (depth <= DEEPEST || !isCollection(token)) continue;
    found.report('DP1015', token.offset, 1, {
      message: `maps and lists lie in each other more than ${DEEPEST} deep`,
      help: 'a plan needs about eight: look for brackets that are not closed',
    });
    return;
  }
}

function checkDirective(offset: number, source: string, found: Findings): void {
  if (/^%YAML\s+1\.2\s*(?:#|$)/.test(source)) return;
  found.report('DP1006', offset, source.trimEnd().length, {
    message: `a plan is written in YAML 1.2 without directives, not \`${source.trim()}\``,
    why: 'older YAML reads `08:30` as 510 and `no` as false',
    help: 'take the line out',
  });
}

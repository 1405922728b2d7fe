import type { CST } from 'yaml';
import type { Findings } from './findings.ts';
import type { LineStarts } from './line-starts.ts';
import { eachToken, type Visit } from './tokens.ts';

/**
 * Reports brackets that are never closed where they were opened (DP1001), not where the parser noticed it; of several
 * in each other only the outermost, and none on a line that is explained already, by a comment that swallowed the end.
 */
export function checkBrackets(tokens: readonly CST.Token[], starts: LineStarts, found: Findings): void {
  const open = new Set<Visit>();
  for (const visit of eachToken(tokens)) {
    const { token, parents } = visit;
    const inOpen = parents !== undefined && open.has(parents);
    if (inOpen) open.add(visit);
    if (token.type !== 'flow-collection' || inOpen || isClosed(token)) continue;
    open.add(visit);
    if (!found.explainedLines.has(starts.position(token.start.offset).line)) reportOpen(token, found);
  }
}

function isClosed(collection: CST.FlowCollection): boolean {
  return collection.end.some((token) => token.type === 'flow-map-end' || token.type === 'flow-seq-end');
}

function reportOpen(collection: CST.FlowCollection, found: Findings): void {
  const bracket = collection.start.source;
  const closing = bracket === '{' ? '}' : ']';
  found.report('DP1001', collection.start.offset, 1, {
    message: `\`${bracket}\` is not closed`,
    label: 'opened here',
    help: `close it with \`${closing}\`, and look for a \`#\` or a quote that swallows the closing one`,
  });
}

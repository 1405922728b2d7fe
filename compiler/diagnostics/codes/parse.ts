import type { CodeEntry } from './entry.ts';

/** DP1xxx: text that is not YAML, or YAML that says something else than it looks like. */
export const PARSE_CODES = [
  { code: 'DP1001', slug: 'yaml-syntax', severity: 'error', title: 'the text is not YAML' },
  { code: 'DP1002', slug: 'tab-indent', severity: 'error', title: 'a line is indented with a tab' },
  { code: 'DP1003', slug: 'duplicate-key', severity: 'error', title: 'a key stands twice in one map' },
  { code: 'DP1004', slug: 'anchor-or-alias', severity: 'error', title: 'an anchor or alias' },
  { code: 'DP1005', slug: 'merge-key', severity: 'error', title: 'a merge key `<<`' },
  { code: 'DP1006', slug: 'yaml-directive', severity: 'error', title: 'a directive such as `%YAML 1.1`' },
  { code: 'DP1007', slug: 'unknown-tag', severity: 'error', title: 'a tag that YAML does not know' },
  { code: 'DP1008', slug: 'cut-at-hash', severity: 'error', title: 'text is cut at ` #`' },
  { code: 'DP1009', slug: 'split-at-comma', severity: 'error', title: 'text is split at a comma' },
  { code: 'DP1010', slug: 'symbol-as-key', severity: 'error', title: '`#` or `*` as a key' },
  {
    code: 'DP1011',
    slug: 'several-documents',
    severity: 'error',
    title: 'several YAML documents in one file',
  },
  { code: 'DP1012', slug: 'not-a-map', severity: 'error', title: 'a file that is no map of sections' },
  { code: 'DP1013', slug: 'not-text', severity: 'error', title: 'a file with bytes that are no text' },
  {
    code: 'DP1014',
    slug: 'file-too-large',
    severity: 'error',
    title: 'a file that is too large to be written by hand',
  },
  { code: 'DP1015', slug: 'nested-too-deep', severity: 'error', title: 'lists or maps nested too deep' },
  { code: 'DP1016', slug: 'table-quote', severity: 'error', title: 'a quote in a table that is not closed' },
  {
    code: 'DP1017',
    slug: 'table-columns',
    severity: 'error',
    title: 'a table whose first line does not name its columns',
  },
  {
    code: 'DP1018',
    slug: 'table-line',
    severity: 'error',
    title: 'a line of a table that does not fit its columns',
  },
  { code: 'DP1019', slug: 'unknown-table', severity: 'error', title: 'a table that does not exist' },
] as const satisfies readonly CodeEntry[];

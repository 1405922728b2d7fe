import type { CodeEntry } from './entry.ts';

/** DP2xxx: YAML that does not have the shape of a plan. */
export const VALIDATE_CODES = [
  { code: 'DP2001', slug: 'missing-key', severity: 'error', title: 'a key that must be there is missing' },
  { code: 'DP2002', slug: 'unknown-section', severity: 'error', title: 'a top-level key that is no section' },
  { code: 'DP2003', slug: 'unknown-property', severity: 'error', title: 'a key that means nothing here' },
  { code: 'DP2004', slug: 'wrong-type', severity: 'error', title: 'a value of the wrong kind' },
  { code: 'DP2005', slug: 'unknown-word', severity: 'error', title: 'a word that is not in the closed list' },
  {
    code: 'DP2006',
    slug: 'wrong-form',
    severity: 'error',
    title: 'a number, time or address that is written wrongly',
  },
  {
    code: 'DP2007',
    slug: 'out-of-range',
    severity: 'error',
    title: 'too many, too few, too large or too small',
  },
  {
    code: 'DP2008',
    slug: 'no-such-action',
    severity: 'error',
    title: 'a map that is not exactly one action',
  },
  {
    code: 'DP2009',
    slug: 'not-built-yet',
    severity: 'error',
    title: 'a part of the language that is not built yet',
  },
  { code: 'DP2010', slug: 'defined-twice', severity: 'error', title: 'a name defined in two files' },
  { code: 'DP2011', slug: 'set-twice', severity: 'error', title: 'a setting given in two files' },
  {
    code: 'DP2012',
    slug: 'reserved-name',
    severity: 'error',
    title: 'a word of the language used as a name',
  },
  { code: 'DP2013', slug: 'one-of-two', severity: 'error', title: 'not exactly one of two keys' },
  {
    code: 'DP2014',
    slug: 'missing-setting',
    severity: 'error',
    title: 'a setting that every plan needs is missing',
  },
] as const satisfies readonly CodeEntry[];

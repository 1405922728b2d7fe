import type { CodeEntry } from './entry.ts';

/** DP7xxx: a plan that does something else than its own tests expect. */
export const PLAN_TEST_CODES = [
  {
    code: 'DP7001',
    slug: 'rings-differ',
    severity: 'error',
    title: 'a test that expects other phones to ring',
  },
  {
    code: 'DP7002',
    slug: 'rings-unwanted',
    severity: 'error',
    title: 'a phone that must never ring, and does',
  },
  {
    code: 'DP7003',
    slug: 'way-differs',
    severity: 'error',
    title: 'a test that expects the call to take another way',
  },
  {
    code: 'DP7004',
    slug: 'words-differ',
    severity: 'error',
    title: 'a test that expects the caller to hear something else',
  },
  {
    code: 'DP7005',
    slug: 'end-differs',
    severity: 'error',
    title: 'a test that expects the call to end elsewhere',
  },
  {
    code: 'DP7006',
    slug: 'caller-id-differs',
    severity: 'error',
    title: 'a test that expects another caller ID',
  },
  {
    code: 'DP7007',
    slug: 'too-late',
    severity: 'error',
    title: 'a call that takes longer than its test allows',
  },
  {
    code: 'DP7008',
    slug: 'ends-badly',
    severity: 'error',
    title: 'a tested call that ends in silence, in an error or never',
  },
  {
    code: 'DP7010',
    slug: 'not-covered',
    severity: 'error',
    title: 'less of a plan is tested than was asked for',
  },
] as const satisfies readonly CodeEntry[];

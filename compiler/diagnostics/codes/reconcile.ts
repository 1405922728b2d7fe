import type { CodeEntry } from './entry.ts';

/** DP6xxx: a live service that is not as expected, and a release that is not made for it. */
export const RECONCILE_CODES = [
  {
    code: 'DP6001',
    slug: 'service-ambiguous',
    severity: 'error',
    title: 'several Sync services have the name',
  },
  {
    code: 'DP6002',
    slug: 'too-many-removals',
    severity: 'error',
    title: 'more items would be removed than is usual',
  },
  {
    code: 'DP6003',
    slug: 'hand-made-items',
    severity: 'error',
    title: 'items were changed by hand and lead elsewhere',
  },
  {
    code: 'DP6004',
    slug: 'map-of-another-plan',
    severity: 'error',
    title: 'a map holds items of another plan',
  },
  { code: 'DP6005', slug: 'reconcile-running', severity: 'error', title: 'another reconcile is at work' },
  {
    code: 'DP6006',
    slug: 'release-document-lost',
    severity: 'error',
    title: 'the release document is gone, its items are not',
  },
  {
    code: 'DP6007',
    slug: 'not-what-was-reviewed',
    severity: 'error',
    title: 'the changes are not the expected ones',
  },
  {
    code: 'DP6008',
    slug: 'item-changed-meanwhile',
    severity: 'error',
    title: 'an item was changed while we were writing',
  },
  {
    code: 'DP6009',
    slug: 'lease-lost',
    severity: 'error',
    title: 'this reconcile was replaced, or was too slow',
  },
  {
    code: 'DP6010',
    slug: 'overtaken',
    severity: 'error',
    title: 'an item carries a later release than ours',
  },
  {
    code: 'DP6011',
    slug: 'no-previous-release',
    severity: 'error',
    title: 'there is no release to go back to',
  },
  {
    code: 'DP6012',
    slug: 'release-moved-meanwhile',
    severity: 'error',
    title: 'another release became active meanwhile',
  },
  {
    code: 'DP6013',
    slug: 'item-made-again',
    severity: 'error',
    title: 'an item was deleted and made again by hand',
  },
  { code: 'DP6014', slug: 'interrupted', severity: 'error', title: 'the reconcile was interrupted' },
  {
    code: 'DP6015',
    slug: 'no-room-for-versions',
    severity: 'error',
    title: 'the versions of an item do not fit together',
  },
  {
    code: 'DP6016',
    slug: 'release-document-unreadable',
    severity: 'error',
    title: 'the release document is not one of ours',
  },
  { code: 'DP6017', slug: 'sync-no-answer', severity: 'error', title: 'no usable answer from Sync' },
  {
    code: 'DP6018',
    slug: 'nothing-made-by-hand',
    severity: 'warning',
    title: 'a named key holds nothing made by hand',
  },
  {
    code: 'DP6019',
    slug: 'nothing-released',
    severity: 'error',
    title: 'the plan has no release in this service',
  },
  {
    code: 'DP6020',
    slug: 'foreign-items',
    severity: 'warning',
    title: 'items that the plan does not have were made by hand',
  },
  { code: 'DP6021', slug: 'expiring-items', severity: 'warning', title: 'items have a time to live' },
  {
    code: 'DP6022',
    slug: 'live-state-forgotten',
    severity: 'warning',
    title: 'live state leaves the plan with its name',
  },
] as const satisfies readonly CodeEntry[];

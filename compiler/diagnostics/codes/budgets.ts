import type { CodeEntry } from './entry.ts';

/** DP5xxx: a plan that is right and does not fit into what Twilio gives. */
export const BUDGET_CODES = [
  {
    code: 'DP5001',
    slug: 'item-too-large',
    severity: 'error',
    title: 'something that does not fit into one Sync item',
  },
  {
    code: 'DP5002',
    slug: 'unusable-key',
    severity: 'error',
    title: 'a name that cannot be the key of a Sync item',
  },
  {
    code: 'DP5003',
    slug: 'answer-too-long',
    severity: 'error',
    title: 'more is said at once than Twilio takes',
  },
  {
    code: 'DP5004',
    slug: 'answer-may-be-too-long',
    severity: 'warning',
    title: 'more may be said at once than Twilio takes',
  },
] as const satisfies readonly CodeEntry[];

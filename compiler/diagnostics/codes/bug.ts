import type { CodeEntry } from './entry.ts';

/** DP9xxx: our bugs. */
export const BUG_CODES = [
  { code: 'DP9001', slug: 'unexpected', severity: 'error', title: 'dialplan itself has failed' },
] as const satisfies readonly CodeEntry[];

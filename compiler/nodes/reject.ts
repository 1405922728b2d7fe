import type { WrittenReject } from '../model/written.generated.ts';
import { defineKind, PLAIN } from './kind.ts';

/** Refuses the call before anything answers it. */
export const rejectKind = defineKind<'reject', WrittenReject, { readonly reason: 'busy' | 'rejected' }>({
  kind: 'reject',
  leaves: ['reject'],
  resolve: ({ reject }) => ({ reason: reject }),
  exits: () => [],
  facts: () => ({ ...PLAIN, refuses: true }),
  lower: ({ reason }) => ({ kind: 'reject', reason, exits: {} }),
  describe: ({ reason }) => (reason === 'busy' ? 'sounds busy' : 'is refused as not in service'),
});

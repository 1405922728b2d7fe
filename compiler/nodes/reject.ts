import type { WrittenReject } from '../model/written.generated.ts';
import { defineKind, PLAIN } from './kind.ts';

/** Refuses the call before anything answers it. */
export const rejectKind = defineKind<'reject', WrittenReject, { readonly reason: 'busy' | 'rejected' }>({
  kind: 'reject',
  look: {
    family: 'stop',
    outline: 'pill',
    sign: 'M8 2 A6 6 0 1 0 8 14 A6 6 0 1 0 8 2 M4 12 L12 4',
    word: 'refusal',
  },
  leaves: ['reject'],
  resolve: ({ reject }) => ({ reason: reject }),
  exits: () => [],
  facts: () => ({ ...PLAIN, refuses: true }),
  lower: ({ reason }) => ({ kind: 'reject', reason, exits: {} }),
  describe: ({ reason }) => (reason === 'busy' ? 'sounds busy' : 'is refused as not in service'),
});

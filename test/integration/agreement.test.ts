import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreement } from '../support/agreement/agreement.ts';
import { MUTATIONS, mutate } from '../support/agreement/mutations.ts';
import { shrink, storyOf } from '../support/agreement/shrink.ts';

// The compiler's correctness in small: `npm run show -- agreement` does it with thousands of pairs, over HTTP, and with
// planted faults.

it('agrees with itself: evaluator, handler with items out of Sync, and trace, on random plans and calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })), async (seed) => {
      const { disagreements } = await agreement({ seed, plans: 1, callsPerPlan: 12 });
      const [found] = disagreements;
      expect(found && storyOf(await shrink(found))).toBeUndefined();
    }),
    { numRuns: 25 },
  );
}, 120_000);

it.each(MUTATIONS)('can still plant: $breaks', (mutation) => {
  const text = readFileSync(`runtime/${mutation.file}`, 'utf8');
  expect(mutate(text, mutation)).not.toBe(text);
});

import { describe, expect, it } from 'vitest';
import { MUTATIONS, type Mutation, type MutationName } from '../../support/protocol/mutations.ts';
import { countsText, runProtocol } from '../../support/protocol/protocol.ts';

// The seeds are fixed: a failure here is a failure everywhere. `test/show/` runs it longer, from other seeds.
const SEED = 20_260_101;

describe('the release protocol, real writer and real reader', () => {
  it('gives every call one plan, whatever happens', { timeout: 60_000 }, async () => {
    const counts = await runProtocol({ runs: 500, seed: SEED });
    process.stdout.write(`  ${countsText(counts)}\n`);
    expect(counts.violations).toEqual([]);
    expect(counts.mixtures).toBe(0);
    // The runs have to be worth something.
    expect(counts.answers).toBeGreaterThan(50_000);
    expect(counts.releases).toBeGreaterThan(1_000);
    for (const happened of ['crashes', 'lost', 'freezes', 'rollbacks'] as const) {
      expect(counts[happened], happened).toBeGreaterThan(50);
    }
  });

  it('is the same again from the same seed', async () => {
    const twice = [await runProtocol({ runs: 5, seed: 7 }), await runProtocol({ runs: 5, seed: 7 })];
    expect(twice[0]).toEqual(twice[1]);
  });
});

describe('the release protocol with one rule left out', () => {
  const mutations = Object.entries(MUTATIONS) as [MutationName, Mutation][];

  it.each(mutations)('%s is caught', { timeout: 60_000 }, async (mutate, { breaks }) => {
    const counts = await runProtocol({ runs: 2_000, seed: SEED, mutate });
    expect(counts.mixtures, `nothing goes wrong without the rule: ${breaks}`).toBeGreaterThan(0);
  });

  const weathers = mutations.flatMap(([name, { weather }]) =>
    weather === undefined ? [] : [{ name, weather }],
  );

  it.each(weathers)(
    'in the weather of $name the whole protocol holds',
    { timeout: 60_000 },
    async ({ weather }) => {
      const counts = await runProtocol({ runs: 40, seed: SEED, weather });
      expect(counts.violations).toEqual([]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../../compiler/capacity/advice.ts';
import type { Assumed } from '../../../compiler/capacity/limit-use.ts';
import type { Profile } from '../../../compiler/capacity/rates.ts';

const NAMES = {
  document: 'dialplan.acme.release',
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'nodes',
  state_map: 'state',
};

/** One webhook a call, which asks for the document and one of so many numbers. */
const numbered = (numbers: number): Profile => ({
  webhooks: 1,
  uses: [
    { object: 'document', key: 'release', kept: true, write: false, perCall: 1, first: 0 },
    ...Array.from({ length: numbers }, (_, i) => {
      const perCall = 1 / numbers;
      return { object: 'number_map', key: `+${i}`, kept: true, write: false, perCall, first: 0 } as const;
    }),
  ],
});

const at = (callsPerSecond: number, cacheSeconds: number): Assumed => ({
  ...{ callsPerSecond, cacheSeconds, containers: 10, webhookMs: 100 },
});

/** What is advised: the cache in seconds, and the plans. */
function advised(profile: Profile, assumed: Assumed) {
  const text = adviceFor(profile, assumed, NAMES).join('\n');
  const figure = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN);
  return { text, cache: figure(/from \d+ to (\d+):/), plans: figure(/over (\d+) plans/) };
}

describe('a longer cache and several plans', () => {
  const many = numbered(5_000);

  it('are weighed against each other: the cache that leaves the fewest plans', () => {
    const { text, cache, plans } = advised(many, at(1_000, 5));
    expect(plans).toBeLessThan(30);
    expect(text).toMatch(/^raise `sync.cache_seconds` from 5 to \d+: numberConfig then gets \d+ reads\/s/);
    expect(text).toContain('beyond that, spread the numbers over');
    // No other cache leaves fewer, and each shorter one leaves more.
    const alone = (seconds: number) => advised(many, at(1_000, seconds));
    expect(alone(60)).toMatchObject({ cache: Number.NaN, plans });
    expect(alone(cache)).toMatchObject({ cache: Number.NaN, plans });
    expect(alone(10)).toMatchObject({ cache, plans });
  });

  it('are the shortest cache where several leave as many plans', () => {
    const { cache, plans } = advised(numbered(50), at(30, 0));
    expect([cache, plans]).toEqual([10, Number.NaN]);
    expect(advised(numbered(2), at(1_000, 5))).toMatchObject({ cache: Number.NaN, plans: 4 });
  });
});

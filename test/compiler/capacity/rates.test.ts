import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostCalls, type Profile, requestsPerSecond, type Use } from '../../../compiler/capacity/rates.ts';

const use = (change: Partial<Use>): Use => ({
  object: 'node_map',
  key: 'message:closed',
  kept: true,
  write: false,
  perCall: 1,
  first: 0,
  ...change,
});
const document = use({ object: 'document', key: '', first: 1 });
const of = (...uses: readonly Use[]): Profile => ({ webhooks: 1, uses: [document, ...uses] });
const nodes = { object: 'node_map', write: false } as const;
const traffic = { callsPerSecond: 10, containers: 5, cacheSeconds: 10 };

const anyUse = fc
  .record({
    kept: fc.boolean(),
    write: fc.boolean(),
    key: fc.constantFrom('a', 'b', 'c'),
    perCall: fc.double({ min: 0, max: 5, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, perCall, ...rest }) => use({ ...rest, perCall, first: perCall * share }));
const anyProfile = fc.array(anyUse, { maxLength: 8 }).map((uses) => of(...uses));
const anyTraffic = fc.record({
  callsPerSecond: fc.double({ min: 0, max: 1_000, noNaN: true }),
  containers: fc.integer({ min: 1, max: 100 }),
  cacheSeconds: fc.integer({ min: 0, max: 60 }),
});

describe('requests a second', () => {
  it('without a cache are those of the calls', () => {
    expect(requestsPerSecond(of(use({ perCall: 2 })), nodes, { ...traffic, cacheSeconds: 0 })).toBe(20);
  });

  it('of what may not be kept know no cache', () => {
    expect(requestsPerSecond(of(use({ kept: false, perCall: 2 })), nodes, traffic)).toBe(20);
  });

  it('of one item come near to one a container in the time that it is kept', () => {
    const busy = { ...traffic, callsPerSecond: 1e6 };
    expect(requestsPerSecond(of(use({})), nodes, busy)).toBeCloseTo(5 / 10, 3);
  });

  it('of many items that are seldom asked for are nearly those of the calls', () => {
    const numbers = Array.from({ length: 5_000 }, (_, i) => use({ key: String(i), perCall: 1 / 5_000 }));
    const rate = requestsPerSecond(of(...numbers), nodes, traffic);
    expect(rate).toBeGreaterThan(9.9);
    expect(rate).toBeLessThan(10);
  });

  it('of what every webhook asks for first are those of the release document', () => {
    const both = of(use({ key: 'settings:acme', first: 1 }));
    expect(requestsPerSecond(both, nodes, traffic)).toBe(
      requestsPerSecond(both, { object: 'document', write: false }, traffic),
    );
  });

  it('are never negative, and never more than what calls ask for', () => {
    fc.assert(
      fc.property(anyProfile, anyTraffic, fc.boolean(), (profile, at, write) => {
        const rate = requestsPerSecond(profile, { object: 'node_map', write }, at);
        const demand = profile.uses
          .filter((each) => each.object === 'node_map' && each.write === write)
          .reduce((sum, { perCall }) => sum + perCall * at.callsPerSecond, 0);
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(demand * (1 + 1e-9));
      }),
    );
  });

  it('are never more with a longer cache, fewer containers or fewer calls', () => {
    fc.assert(
      fc.property(anyProfile, anyTraffic, anyTraffic, (profile, a, b) => {
        const less = {
          callsPerSecond: Math.min(a.callsPerSecond, b.callsPerSecond),
          containers: Math.min(a.containers, b.containers),
          cacheSeconds: Math.max(a.cacheSeconds, b.cacheSeconds),
        };
        const rate = requestsPerSecond(profile, nodes, a);
        expect(requestsPerSecond(profile, nodes, less)).toBeLessThanOrEqual(rate * (1 + 1e-9) + 1e-9);
      }),
    );
  });
});

describe('the most calls', () => {
  it('are where the load meets the limit', () => {
    expect(mostCalls(20, (calls) => calls * 2)).toBeCloseTo(10, 6);
    expect(mostCalls(20, () => 0)).toBe(Number.POSITIVE_INFINITY);
    expect(mostCalls(0, (calls) => calls)).toBeCloseTo(0, 6);
  });
});

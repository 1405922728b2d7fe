import { describe, expect, it } from 'vitest';
import { type Capacity, capacityOf } from '../../../compiler/capacity/capacity.ts';
import { times } from '../../../compiler/plan-tests/candidates.ts';
import { capacityData, formatCapacity } from '../../../compiler/report/capacity.ts';
import { LiveState } from '../../../compiler/trace/live-state.ts';
import { classify } from '../../../runtime/classify.ts';
import { compilePlan, HEAD, type PlanText } from '../../support/harness.ts';
import { madeOf } from '../../support/tested.ts';

const NOW = Date.parse('2026-11-24T10:00+11:00');

interface Asked {
  readonly calls?: number;
  readonly containers?: number;
}

async function capacity(text: PlanText, { calls = 10, containers = 10 }: Asked = {}): Promise<Capacity> {
  const { plan, program, bundle } = madeOf(compilePlan(text));
  const playable = { program, bundle };
  const { cacheSeconds } = plan.settings;
  return capacityOf(
    playable,
    times(playable, NOW),
    { callsPerSecond: calls, containers, cacheSeconds, webhookMs: 100 },
    { classify: (number) => classify(number, 'AU'), live: new LiveState() },
  );
}

const REST = `
extensions:
  alice: {dial: 201, sip_user: alice, otherwise: closed}
messages:
  closed: {say: "We are closed.", then: hangup}
`;

const SMALL = `${HEAD}
numbers:
  "+61 2 5550 1000": alice
  "+61 2 5550 1001": {say: "Hello.", then: hangup}
${REST}`;

const numbered = (count: number, to: string): string =>
  Array.from({ length: count }, (_, i) => `  "+614${10_000_000 + i}": ${to}\n`).join('');

const MANY = (seconds: number) => `${HEAD}
sync: {cache_seconds: ${seconds}}
numbers:
${numbered(400, 'alice')}${REST}`;

/** Two overrides and a list on the way of every call. */
const SWITCHED = `${HEAD}
numbers: {"+61 2 5550 1000": main_line}
lists: {vip: ["+61 491 570 156"]}
overrides:
  night: {feature_code: "*28", by: [alice], ends: never}
  storm: {feature_code: "*29", by: [alice], ends: never}
routes:
  main_line:
    - when: {override: storm}
      to: closed
    - when: {override: night}
      to: closed
    - when: {caller: vip}
      to: alice
    - otherwise: alice
${REST}`;

describe('what a call asks of Sync', () => {
  it('is counted for each kind of call', async () => {
    const { kinds, inside } = await capacity(SMALL);
    const rows = kinds.map(({ name, numbers, first, whole }) => [name, numbers, first.length, whole.length]);
    expect(rows).toEqual([
      // Document, settings, number; then the extension. Its message only once nobody has answered.
      ['extension alice', 1, 4, 2],
      ['message', 1, 3, 1],
    ]);
    expect(inside.map(({ name, first }) => `${name}: ${first.length}`)).toEqual([
      'a phone dials an extension: 6',
      'a phone dials an outside number: 6',
      'a phone transfers to an extension: 6',
      'a phone dials an emergency number: 0',
    ]);
  });

  it('may be kept, but for what is switched and who calls', async () => {
    const { kinds } = await capacity(SWITCHED);
    const unkept = kinds[0]?.first.filter(({ kept }) => !kept).map(({ object, key }) => `${object} ${key}`);
    expect(unkept?.sort()).toEqual([
      'node_map listed:vip:+15005550006',
      'state_map override:night',
      'state_map override:storm',
    ]);
  });
});

describe('a row of the table', () => {
  const TWO_GROUPS = `${HEAD}
numbers:
  "+61 2 5550 1000": short
  "+61 2 5550 1001": long
  "+61 2 5550 1002": long
ring_groups:
  short: {strategy: sequential, ring: 15s, members: [alice], otherwise: closed}
  long: {strategy: sequential, ring: 15s, members: [alice, bob], otherwise: closed}
${REST.replace('extensions:', 'extensions:\n  bob: {dial: 202, client: bob}')}`;

  it('does not say that all numbers of a kind lead to the place that it names', async () => {
    const found = await capacity(TWO_GROUPS);
    expect(found.kinds).toMatchObject([{ name: 'ring group long', numbers: 3, places: 2 }]);
    expect(formatCapacity(found)).toContain('3 numbers: ring group long, the dearest of 2  ');
    expect(capacityData(found).calls).toMatchObject([{ name: 'ring group long', numbers: 3, places: 2 }]);
    expect(formatCapacity(await capacity(SMALL))).not.toContain('dearest');
  });
});

describe('what a limit is reached by', () => {
  it('is what a call asks for, of which some is never kept', async () => {
    const { limits } = await capacity(SWITCHED);
    const nodes = limits.find(({ object }) => object === 'node_map');
    const state = limits.find(({ object }) => object === 'state_map');
    expect(state).toMatchObject({ perCall: 2, neverKept: 2, load: 20 });
    expect(nodes?.neverKept).toBe(1);
    expect(nodes?.perCall).toBeGreaterThan(nodes?.neverKept ?? 0);
    for (const { perCall = 0, neverKept = 0, load, what } of limits) {
      if (what === 'functions') continue;
      expect(load).toBeGreaterThanOrEqual(10 * neverKept - 1e-9);
      expect(load).toBeLessThanOrEqual(10 * perCall + 1e-9);
    }
  });
});

describe('what is reached first', () => {
  it('is the map of numbers where there are many of them', async () => {
    const { limits } = await capacity(MANY(5), { calls: 50, containers: 3 });
    expect(limits[0]).toMatchObject({ what: 'reads', object: 'number_map', name: 'numberConfig' });
    expect(limits[0]?.load).toBeGreaterThan(20);
    expect(limits[0]?.carries).toBeLessThan(50);
  });

  it('comes later with a longer cache and with fewer containers', async () => {
    const first = async (seconds: number, containers: number) =>
      (await capacity(MANY(seconds), { calls: 50, containers })).limits[0]?.carries ?? 0;
    expect(await first(60, 3)).toBeGreaterThan(await first(5, 3));
    expect(await first(5, 3)).toBeGreaterThan(await first(5, 30));
  });

  it('is the map of live state where every call asks for overrides', async () => {
    const { limits, advice } = await capacity(SWITCHED, { calls: 15, containers: 1 });
    expect(limits[0]).toMatchObject({ what: 'reads', object: 'state_map', load: 30 });
    expect(limits[0]?.carries).toBeCloseTo(10, 6);
    expect(advice[0]).toContain('let fewer calls ask for overrides');
    expect(advice[0]).toContain('`override:night` 1.0 times');
  });
});

describe('the advice', () => {
  it('is none where the plan carries the calls', async () => {
    expect((await capacity(SMALL, { calls: 1 })).advice).toEqual([]);
  });

  it('is a longer cache where that is enough, and then it is', async () => {
    const asked = { calls: 50, containers: 3 };
    const { advice } = await capacity(MANY(5), asked);
    expect(advice[0]).toMatch(
      /^raise `sync\.cache_seconds` from 5 to \d+: numberConfig then gets 1\d reads\/s/,
    );
    const seconds = Number(/ to (\d+):/.exec(advice[0] ?? '')?.[1]);
    expect((await capacity(MANY(seconds), asked)).advice).toEqual([]);
    expect(advice.join('\n')).not.toContain('plans');
  });

  it('is several plans where no cache is enough', async () => {
    const { advice } = await capacity(MANY(60), { calls: 200, containers: 30 });
    expect(advice.join('\n')).toMatch(/spread the numbers over \d+ plans/);
    expect(advice.at(-1)).toContain('deploy after each release');
  });

  it('names the lists that every call asks for', async () => {
    const { advice } = await capacity(SWITCHED, { calls: 30, containers: 1 });
    expect(advice.join('\n')).toContain('ask for fewer lists of callers on the way of every call (vip)');
  });
});

it('is read by people', async () => {
  expect(`\n${formatCapacity(await capacity(SMALL, { calls: 30 }))}`).toMatchInlineSnapshot(`
    "
    capacity of acme, by the limits that Twilio publishes (counted, not measured)

    assumed: 30 calls/s from outside, all 2 numbers equally often (the worst for a cache);
      nobody answers, the caller presses nothing or one key, and speaks where a mailbox listens;
      10 containers, each keeping what it read for 5 s (\`sync.cache_seconds\`); 100 ms a webhook

    requests of Sync                   trips  cold  warm  whole call: webhooks  cold  warm
    1 number: extension alice              2     4     0                     2     8     0
    1 number: message                      1     3     0                     1     3     0
    a phone dials an extension             2     6     1
    a phone dials an outside number        1     6     2
    a phone transfers to an extension      2     6     1
    a phone dials an emergency number      0     0     0
      cold: of Functions that have just started; warm: of Functions that keep all that may be kept; trips: one after another

    a call makes 1.5 webhooks on average

    limit                             Twilio allows  a call, cold  never kept  at 30 calls/s  carries calls/s
    Functions at the same time                   30                                      4.5              200
    reads of \`dialplan.acme.release\`           20/s           1.5           0          1.9/s              any
    reads of \`numberConfig\`                    20/s             1           0          4.7/s              any
    reads of \`dialplan.acme.nodes\`             20/s             3           0          6.2/s              any

    carries 30 calls/s: Functions at the same time are reached first, at 200 calls/s
    by warm containers: 3: 200 calls/s, 10: 200 calls/s, 30: 200 calls/s (what each keeps, the others read for themselves)
    "
  `);
});

it('speaks of one call, of none, and of as many as you like', async () => {
  const text = async (plan: string, calls: number) => formatCapacity(await capacity(plan, { calls }));
  const one = await text(SMALL, 1);
  expect(one).toContain('assumed: 1 call/s from outside, all 2 numbers equally often');
  expect(one).toContain('at 1 call/s');
  expect(one).toContain('carries 1 call/s: ');
  expect(await text(SMALL, 0.05)).toContain('carries 0.05 calls/s: ');
  const none = await text(`${HEAD}${REST}`, 10);
  expect(none).toContain('assumed: 10 calls/s from outside, but the plan has no number to call;');
  expect(none).toContain('by warm containers: 3: any number of calls, 10: any number of calls');
  expect(none).not.toMatch(/any calls|all 0/);
  const single = `${HEAD}\nnumbers: {"+61 2 5550 1000": alice}${REST}`;
  expect(await text(single, 10)).toContain('assumed: 10 calls/s from outside, all to one number;');
});

it('is read by programs', async () => {
  const data = capacityData(await capacity(SMALL, { calls: 1 }));
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  expect(data).toMatchObject({ plan: 'acme', fits: true, advice: [], webhooks_per_call: 1.5 });
  const figures = JSON.stringify(capacityData(await capacity(SWITCHED, { calls: 7 })));
  expect(figures).not.toMatch(/\d\.\d{7}/);
  expect(data.limits.map(({ carries }) => carries).every((each) => each === null || each > 1)).toBe(true);
});

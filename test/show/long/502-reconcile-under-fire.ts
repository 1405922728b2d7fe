import { folder } from '../../support/command-line.ts';
import type { Attacked } from '../../support/fire/attack.ts';
import { type Callers, startCallers, type Tally } from '../../support/fire/callers.ts';
import { handEdits } from '../../support/fire/hand-edits.ts';
import { interrupts } from '../../support/fire/interrupts.ts';
import { type Kills, killAndConverge } from '../../support/fire/kills.ts';
import { lostReplies } from '../../support/fire/lost-replies.ts';
import { changes, FIVE_HUNDRED, type Shape, SIXTY } from '../../support/fire/plan.ts';
import { rollbacks } from '../../support/fire/rollbacks.ts';
import { type Storm, type Weathered, weather } from '../../support/fire/storms.ts';
import { buildSync } from '../../support/fire/sync-process.ts';
import { twoAtOnce } from '../../support/fire/two-at-once.ts';
import { openWorld, type World, type WorldOptions } from '../../support/fire/world.ts';
import { claim, show } from '../show.ts';

// The real command line as processes, the embedded Sync service as another one, HTTP between them: killed at a random request
// 200 times in a change of 500 items, two at once, a hand edit in the middle, a rollback in the middle, lost replies, a storm of
// 429. Callers call all the time through the Functions' own code. `REPEAT=7` for other draws, `KILLS=20` for fewer, `ONLY=storm`.

const SEED = Number(process.env.REPEAT ?? 20_261_122);
const KILLS = Number(process.env.KILLS ?? 200);
const ONLY = process.env.ONLY ?? '';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const counts = (ends: { readonly [end: string]: number }): string =>
  Object.entries(ends)
    .sort(([, a], [, b]) => b - a)
    .map(([end, count]) => `${count} × ${end}`)
    .join(', ');

const heard = { calls: 0, answers: 0, withoutSync: 0, mixtures: [] as string[] };

function overheard(tally: Tally): void {
  heard.calls += tally.calls;
  heard.answers += tally.answers;
  heard.withoutSync += tally.withoutSync;
  heard.mixtures.push(...tally.mixtures);
}

interface Scene {
  readonly name: string;
  readonly world: Omit<WorldOptions, 'program'>;
  /** Milliseconds between two calls of each of two callers; absent: nobody calls. */
  readonly calls?: number;
  /** Whether calls may be moved to another release on their way, as a rollback does. */
  readonly moves?: boolean;
  act(world: World, callers: Callers | undefined): Promise<() => void>;
}

/** Claims what an attack came to. */
const attacked =
  (what: string, { rounds, ends, wrongs }: Attacked): (() => void) =>
  () => {
    claim(`${what}: ${rounds} of ${rounds} right`, wrongs.length === 0, counts(ends));
    for (const wrong of wrongs.slice(0, 3)) console.log(`     ${wrong}`);
  };

const killed =
  (what: string, kills: Kills): (() => void) =>
  () => {
    claim(
      `${what}: a following run converged ${kills.converged} of ${kills.kills} times`,
      kills.converged === kills.kills && kills.wrongs.length === 0,
      `killed while ${counts(kills.moments)}; ${kills.live} times the new release was live already; the longest run after took ${seconds(kills.longest)}`,
    );
    for (const wrong of kills.wrongs.slice(0, 3)) console.log(`     ${wrong}`);
  };

/** The 200 kills, made in two worlds side by side. */
const halves: Kills[] = [];

function claimHalves(): void {
  const moments: { [moment: string]: number } = {};
  const sum = { kills: 0, converged: 0, moments, live: 0, longest: 0, wrongs: [] as string[], version: 0 };
  for (const half of halves) {
    sum.kills += half.kills;
    sum.converged += half.converged;
    sum.live += half.live;
    sum.longest = Math.max(sum.longest, half.longest);
    sum.wrongs.push(...half.wrongs);
    for (const [moment, count] of Object.entries(half.moments))
      moments[moment] = (moments[moment] ?? 0) + count;
  }
  if (halves.length > 0) killed(`killed at a random request of a change of ${items(FIVE_HUNDRED)}`, sum)();
}

const small = (account: boolean): Omit<WorldOptions, 'program'> => ({ shape: SIXTY, account });
const large: Omit<WorldOptions, 'program'> = { shape: FIVE_HUNDRED };
const items = (shape: Shape): string => `${changes(shape)} items`;

/** A release of 500 items as on an account, at its pace and with Sync's limits on; the forecast beside the time it took. */
async function storm(
  world: World,
  version: number,
  what: string,
  weathers: Storm | 'fair' | 'unpaced',
): Promise<() => void> {
  const blows = typeof weathers === 'string' ? undefined : weathers;
  const seen = await weather(world, version, blows);
  const wrongs = await world.wrongs(version);
  return () => {
    claim(`${what}: released, all right`, seen.code === 0 && wrongs.length === 0, told(seen));
    const [first] = seen.shown;
    const near = first !== undefined && Math.abs(first.said - first.took) <= 0.2 * first.took;
    if (weathers === 'fair') claim('  the forecast is within a fifth', near);
    if (seen.code !== 0) console.log(seen.text);
  };
}

const told = ({ shown, refused, text }: Weathered): string => {
  const forecasts = shown.map(({ said, took }) => `${seconds(said)} said, ${seconds(took)} taken`);
  return `${refused} times 429; ${forecasts.join('; ')}; ${/\d+ items written in \d+ s/.exec(text)?.[0] ?? 'no summary'}`;
};

const scenes: readonly Scene[] = [
  ...[SEED, SEED + 1].map(
    (seed, half): Scene => ({
      name: `kills, ${half === 0 ? 'one' : 'the other'} half`,
      world: large,
      calls: 120,
      act: async (world, callers) => {
        const rounds = half === 0 ? Math.ceil(KILLS / 2) : Math.floor(KILLS / 2);
        halves.push(await killAndConverge(world, callers as Callers, { seed, rounds, version: 0 }));
        return () => {};
      },
    }),
  ),
  {
    name: 'storm on an account',
    world: { shape: FIVE_HUNDRED, account: true, rates: true },
    calls: 1_500,
    act: async (world, callers) => {
      callers?.allow(0, 1, 2, 3);
      const claims = [
        await storm(world, 1, `${items(FIVE_HUNDRED)} with limits on, fair weather`, 'fair'),
        await storm(world, 2, `${items(FIVE_HUNDRED)}, items answered 429 (54009) for 15 s`, {
          code: 54009,
          path: '/Items',
          begins: 3_000,
          ends: 18_000,
        }),
        await storm(world, 3, `${items(FIVE_HUNDRED)}, everything answered 429 (20429) for 8 s`, {
          code: 20429,
          begins: 5_000,
          ends: 13_000,
        }),
      ];
      return () => {
        for (const one of claims) one();
      };
    },
  },
  {
    name: 'storm on this machine',
    world: { shape: FIVE_HUNDRED, rates: true },
    act: async (world) =>
      storm(world, 1, `${items(FIVE_HUNDRED)} with limits on, without any pace of ours`, 'unpaced'),
  },
  {
    name: 'storm too long',
    world: { shape: FIVE_HUNDRED, account: true, rates: true },
    act: async (world) => {
      const first = await weather(world, 1, { code: 20429, begins: 3_000, ends: 48_000 });
      const old = await world.wrongs(0, { idle: true });
      const next = await world.run('reconcile');
      const wrongs = await world.wrongs(1);
      return () => {
        const why = /error\[DP\d+\][^\n]*/.exec(first.text)?.[0] ?? first.text;
        claim(
          'everything answered 429 for 45 s: stopped in words',
          first.code === 3 && old.length === 0,
          why,
        );
        claim('  the next run ends it', next.code === 0 && wrongs.length === 0, next.stdout.split('\n')[1]);
      };
    },
  },
  {
    name: 'kills on an account, --break-lease',
    world: small(true),
    calls: 300,
    act: async (world, callers) => {
      const next = ['--break-lease'];
      const options = { seed: SEED + 2, rounds: Math.ceil(KILLS / 20), version: 0, next };
      const kills = await killAndConverge(world, callers as Callers, options);
      return killed('killed as on an account, the lease broken', kills);
    },
  },
  {
    name: 'kills on an account, 45 s of silence',
    world: small(true),
    calls: 300,
    act: async (world, callers) => {
      const options = { seed: SEED + 3, rounds: Math.min(3, KILLS), version: 0 };
      const kills = await killAndConverge(world, callers as Callers, options);
      return killed('killed as on an account, the lease waited for', kills);
    },
  },
  {
    name: 'two at once',
    world: large,
    calls: 200,
    act: async (world, callers) =>
      attacked('two at once', await twoAtOnce({ world, seed: SEED, rounds: 8, ...(callers && { callers }) })),
  },
  {
    name: 'two at once on an account',
    world: small(true),
    calls: 300,
    act: async (world, callers) =>
      attacked(
        'two at once as on an account',
        await twoAtOnce({ world, seed: SEED, rounds: 3, ...(callers && { callers }) }),
      ),
  },
  {
    name: 'hand edits',
    world: large,
    act: async (world) =>
      attacked(
        'a hand edit in the middle: never lost, told, gone only when named',
        await handEdits({ world, seed: SEED, rounds: 10 }),
      ),
  },
  {
    name: 'interruptions',
    world: small(false),
    calls: 200,
    act: async (world, callers) =>
      attacked(
        'Ctrl-C, or the end of a job',
        await interrupts({ world, seed: SEED, rounds: 15, ...(callers && { callers }) }),
      ),
  },
  {
    name: 'rollbacks',
    world: large,
    calls: 200,
    moves: true,
    act: async (world, callers) =>
      attacked(
        'a rollback in the middle',
        await rollbacks({ world, seed: SEED, rounds: 5, ...(callers && { callers }) }),
      ),
  },
  {
    name: 'lost replies',
    world: large,
    calls: 200,
    act: async (world, callers) => {
      const losing = { lostReplies: 0.1, lostRequests: 0.02 };
      const done = await lostReplies({
        world,
        seed: SEED,
        rounds: 6,
        ...losing,
        ...(callers && { callers }),
      });
      return attacked(`10 % of replies lost, and 2 % of requests (${done.lost} in all)`, done);
    },
  },
  {
    name: 'lost replies on an account',
    world: small(true),
    calls: 300,
    act: async (world, callers) => {
      const losing = { lostReplies: 0.1, lostRequests: 0.02 };
      const done = await lostReplies({
        world,
        seed: SEED,
        rounds: 3,
        ...losing,
        ...(callers && { callers }),
      });
      return attacked(`10 % of replies lost as on an account (${done.lost} in all)`, done);
    },
  },
];

/** Plays one scene in a world of its own; its claims are made when all have ended. */
async function play(
  program: string,
  { name, world: how, calls, moves = false, act }: Scene,
): Promise<() => void> {
  const started = performance.now();
  const world = await openWorld({ program, ...how });
  const callers =
    calls === undefined ? undefined : startCallers(world, { seed: SEED, count: 2, pause: calls, moves });
  try {
    return await act(world, callers);
  } finally {
    if (callers !== undefined) overheard(await callers.stop());
    await world.close();
    console.log(`     ${name}: ${seconds(performance.now() - started)}`);
  }
}

await show(async () => {
  console.log(`     seed ${SEED} (REPEAT=${SEED} for the same again)`);
  const place = folder();
  const program = await buildSync(place.path);
  const wanted = scenes.filter(({ name }) => name.includes(ONLY));
  // Those on an account spend most of their time waiting, so they go along beside the others, which need the machine.
  const waits = wanted.filter(({ world }) => world.account);
  const works = wanted.filter(({ world }) => !world.account);
  const inTurn = async (some: readonly Scene[]) => {
    const claims: (() => void)[] = [];
    for (const scene of some) claims.push(await play(program, scene));
    return claims;
  };
  const everyOther = (some: readonly Scene[], rest: number) => some.filter((_, i) => i % 2 === rest);
  const lanes = [works, waits].flatMap((some) => [everyOther(some, 0), everyOther(some, 1)]);
  const all = await Promise.all(lanes.map(inTurn));
  claimHalves();
  for (const one of all.flat()) one();
  const { calls, answers, withoutSync, mixtures } = heard;
  claim('mixtures heard by callers: 0', mixtures.length === 0, `${calls} calls, ${answers} answers`);
  for (const mixture of mixtures.slice(0, 3)) console.log(`     ${mixture}`);
  console.log(`     ${withoutSync} calls were not answered from Sync: it said 429, or was slow`);
  place.remove();
});

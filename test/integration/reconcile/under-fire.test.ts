import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { folder } from '../../support/command-line.ts';
import { startCallers } from '../../support/fire/callers.ts';
import { handEdits } from '../../support/fire/hand-edits.ts';
import { interrupts } from '../../support/fire/interrupts.ts';
import { killAndConverge } from '../../support/fire/kills.ts';
import { lostReplies } from '../../support/fire/lost-replies.ts';
import { SIXTY } from '../../support/fire/plan.ts';
import { rollbacks } from '../../support/fire/rollbacks.ts';
import { buildSync } from '../../support/fire/sync-process.ts';
import { twoAtOnce } from '../../support/fire/two-at-once.ts';
import { openWorld, type World } from '../../support/fire/world.ts';

// `test/show/long/502` in small: the built command line as processes, the embedded service as another one, callers all the time.
const SEED = 5;

const place = folder();
let program: string;
let world: World | undefined;

beforeAll(async () => {
  program = await buildSync(place.path);
});
afterEach(() => world?.close());
afterAll(() => place.remove());

async function open(moves = false) {
  world = await openWorld({ shape: SIXTY, program });
  const callers = startCallers(world, { seed: SEED, count: 2, pause: 40, moves });
  return { world, callers };
}

it('converges after every kill, and nobody hears a mixture', async () => {
  const { world, callers } = await open();
  const kills = await killAndConverge(world, callers, { seed: SEED, rounds: 3, version: 0 });
  const tally = await callers.stop();
  expect(kills.wrongs).toEqual([]);
  expect(kills).toMatchObject({ kills: 3, converged: 3 });
  expect(tally.mixtures).toEqual([]);
  expect(tally.answers).toBeGreaterThan(50);
});

it('would notice a mixture', async () => {
  const { world, callers } = await open();
  const item = {
    kind: 'message',
    prompt: [{ say: { en: 'Version 1 message 3.' } }],
    exits: { then: 'hangup' },
  };
  await world.edit('dialplan.acme.nodes', 'message:message_3', item);
  await expect.poll(() => callers.tally().mixtures[0], { timeout: 20_000 }).toMatch(/Version 1 message 3/);
  await callers.stop();
});

it('two at once, a rollback in the middle, lost replies: right, or refused in words', async () => {
  const { world, callers } = await open(true);
  const attack = { world, callers, seed: SEED };
  const two = await twoAtOnce({ ...attack, rounds: 1 });
  const back = await rollbacks({ ...attack, rounds: 1, version: two.version });
  const losing = { rounds: 1, version: back.version, lostReplies: 0.1, lostRequests: 0.02 };
  const lost = await lostReplies({ ...attack, ...losing });
  const tally = await callers.stop();
  expect([two.wrongs, back.wrongs, lost.wrongs, tally.mixtures]).toEqual([[], [], [], []]);
  expect(lost.lost).toBeGreaterThan(0);
});

it('gives the lease back and says so when it is interrupted, in every phase', async () => {
  const { world, callers } = await open();
  const stopped = await interrupts({ world, callers, seed: SEED, rounds: 5 });
  const tally = await callers.stop();
  expect([stopped.wrongs, tally.mixtures]).toEqual([[], []]);
});

it('never loses a hand edit', async () => {
  const { world, callers } = await open();
  await callers.stop();
  const edits = await handEdits({ world, seed: SEED, rounds: 1 });
  expect(edits.wrongs).toEqual([]);
});

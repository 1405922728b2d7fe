import { random } from '../protocol/random.ts';
import { type Attack, type Attacked, refusal, tallying } from './attack.ts';
import type { Which } from './gate.ts';

/** Where somebody interrupts: once in each phase, then at any request. */
const PHASES: readonly Which[] = ['looking', 'listing', 'reserving', 'updating', 'activating'];

/** Long enough for the signal to be heard before the request that is held goes on. */
const HEARD = 100;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/**
 * Ctrl-C, or the end of a job, in every phase: the command ends in words, the lease is given back, the release from before is
 * live, whole; only where the write that makes the new one live is on its way, that one is. The next run ends it.
 */
export async function interrupts({ world, callers, seed, rounds, version = 0 }: Attack): Promise<Attacked> {
  const chance = random(seed);
  const tally = tallying();
  let live = version;
  let newest = version;
  for (let round = 1; round <= rounds; round += 1) {
    const wanted = ++newest;
    world.write(wanted);
    callers?.allow(live, wanted);
    const which = PHASES[round - 1] ?? chance.between(2, 4 * world.shape.lines);
    const hold = world.sync.hold(which, 'before');
    const running = world.begin(['reconcile']);
    const { moment } = await hold.held;
    running.interrupt(chance.pick(['SIGINT', 'SIGTERM']));
    await sleep(HEARD);
    await hold.go('forward');
    const ended = await running.ended;
    const where = `round ${round}, interrupted while ${moment}`;
    const code = ended.code === 0 ? 'released' : (refusal(ended) ?? 'no words');
    tally.end(`${moment}: ${code}`);
    const late = moment === 'activating';
    tally.expect(
      late ? ended.code === 0 : ended.code === 3 && code === 'DP6014',
      `${where}: exit ${ended.code}, ${code}`,
      ended.text,
    );
    if (late) live = wanted;
    const wrongs = await world.wrongs(live);
    tally.expect(wrongs.length === 0, `${where}: ${wrongs.slice(0, 3).join('; ')}`, ended.text);
    const again = await world.run('reconcile');
    const still = await world.wrongs(wanted);
    tally.expect(
      again.code === 0 && still.length === 0,
      `${where}: the next run ends with ${again.code}, ${still.slice(0, 3).join('; ')}`,
      again.text,
    );
    live = wanted;
    callers?.allow(live);
  }
  return { rounds, ...tally, version: live };
}

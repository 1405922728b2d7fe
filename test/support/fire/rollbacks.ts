import { random } from '../protocol/random.ts';
import { type Attack, type Attacked, refusal, tallying } from './attack.ts';

/** Somebody rolls back while a release is being written: the writer stops in words, and the release before is live, whole. */
export async function rollbacks({ world, callers, seed, rounds, version = 0 }: Attack): Promise<Attacked> {
  const chance = random(seed);
  const tally = tallying();
  let live = version;
  let newest = version;
  for (let round = 1; round <= rounds; round += 1) {
    const before = live;
    live = ++newest;
    world.write(live);
    callers?.allow(before, live);
    await world.run('reconcile');
    const wanted = ++newest;
    world.write(wanted);
    callers?.allow(before, live, wanted);
    const hold = world.sync.hold(chance.between(20, 4 * world.shape.lines), 'before');
    const running = world.begin(['reconcile']);
    await hold.held;
    const back = await world.run('rollback');
    await hold.go('forward');
    const ended = await running.ended;
    const where = `round ${round}`;
    const words = refusal(ended) ?? 'no words';
    tally.end(`the reconcile stops with ${words}`);
    tally.expect(back.code === 0, `${where}: the rollback ends with ${back.code}`, back.text);
    tally.expect(ended.code === 3 && words !== 'no words', `${where}: exit ${ended.code}`, ended.text);
    callers?.allow(before);
    const wrongs = await world.wrongs(before, { idle: true });
    tally.expect(wrongs.length === 0, `${where}: ${wrongs.slice(0, 3).join('; ')}`, ended.text);
    callers?.allow(before, wanted);
    const again = await world.run('reconcile');
    const still = await world.wrongs(wanted);
    tally.expect(
      again.code === 0 && still.length === 0,
      `${where}: ${still.slice(0, 3).join('; ')}`,
      again.text,
    );
    live = wanted;
    callers?.allow(live);
  }
  return { rounds, ...tally, version: live };
}

import { random } from '../protocol/random.ts';
import { type Attack, type Attacked, refusal, tallying } from './attack.ts';
import { PLAN } from './world.ts';

const OTHER = 'other/acme';

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/**
 * Two people reconcile at once, from two checkouts of the plan, now and then from equal ones. Each is done, or is refused in
 * words; what is live is the plan of who was done last, whole.
 */
export async function twoAtOnce({ world, callers, seed, rounds, version = 0 }: Attack): Promise<Attacked> {
  const chance = random(seed);
  const tally = tallying();
  let live = version;
  let newest = version;
  for (let round = 1; round <= rounds; round += 1) {
    const one = ++newest;
    const other = chance.chance(0.25) ? one : ++newest;
    world.write(one);
    world.write(other, OTHER);
    callers?.allow(live, one, other);
    const first = world.begin(['reconcile'], { checkout: PLAN });
    await sleep(chance.between(0, 1_000));
    const second = world.begin(['reconcile'], { checkout: OTHER });
    const ended = await Promise.all([first.ended, second.ended]);
    const text = ended.map((each) => each.text).join('---\n');
    const where = `round ${round}`;
    const releases = ended.map(({ stdout }) => Number(/release (\d+) is live/.exec(stdout)?.[1] ?? 0));
    const codes = ended.map((each) => (each.code === 0 ? 'done' : (refusal(each) ?? 'no words')));
    tally.end([...codes].sort().join(' and '));
    tally.expect(codes.includes('done') && !codes.includes('no words'), `${where}: nobody won`, text);
    live = (await world.released()).version;
    const last = (releases[0] ?? 0) > (releases[1] ?? 0) ? one : other;
    tally.expect(live === last, `${where}: version ${live} is live, not ${last}`, text);
    const wrongs = await world.wrongs(live);
    tally.expect(wrongs.length === 0, `${where}: ${wrongs.slice(0, 3).join('; ')}`, text);
    callers?.allow(live);
  }
  return { rounds, ...tally, version: live };
}

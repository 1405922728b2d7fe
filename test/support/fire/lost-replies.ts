import { type Attack, type Attacked, refusal, tallying } from './attack.ts';

export interface Losing extends Attack {
  readonly lostReplies: number;
  readonly lostRequests: number;
}

/** Replies and requests are lost by chance: the release is right, or is refused in words and right the next time. */
export async function lostReplies(attack: Losing): Promise<Attacked & { readonly lost: number }> {
  const { world, callers, seed, rounds, version = 0, lostReplies: replies, lostRequests: requests } = attack;
  const tally = tallying();
  let live = version;
  let lost = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const wanted = live + 1;
    world.write(wanted);
    callers?.allow(live, wanted);
    world.sync.spoil({ seed: seed + round, lostReplies: replies, lostRequests: requests });
    const ended = await world.run('reconcile');
    lost += (await world.sync.count()).spoilt;
    world.sync.spoil();
    const where = `round ${round}`;
    const words = ended.code === 0 ? 'released' : (refusal(ended) ?? 'no words');
    tally.end(words);
    tally.expect(words !== 'no words', `${where}: exit ${ended.code} without words`, ended.text);
    if (words !== 'released') {
      const again = await world.run('reconcile');
      tally.expect(again.code === 0, `${where}: the next run ends with ${again.code}`, again.text);
    }
    const wrongs = await world.wrongs(wanted);
    tally.expect(wrongs.length === 0, `${where}: ${wrongs.slice(0, 3).join('; ')}`, ended.text);
    live = (await world.released()).version;
    callers?.allow(live);
  }
  return { rounds, ...tally, version: live, lost };
}

import { random } from '../protocol/random.ts';
import type { Callers } from './callers.ts';
import type { Moment, When, Which } from './gate.ts';
import type { World } from './world.ts';

/** Power cuts: the command line is killed at a request, again and again, and the next run has to end what it began. */

export interface KillsOptions {
  readonly seed: number;
  readonly rounds: number;
  /** The version that is live at the beginning. */
  readonly version: number;
  /** What is added to the words of the run that follows. */
  readonly next?: readonly string[];
  readonly onRound?: (round: number) => void;
}

export interface Kills {
  readonly kills: number;
  readonly converged: number;
  /** How often the process died at which moment. */
  readonly moments: { readonly [moment: string]: number };
  /** Kills after which the release that was being made was live already. */
  readonly live: number;
  /** Milliseconds, the longest run that followed a kill. */
  readonly longest: number;
  readonly wrongs: readonly string[];
  /** The version that is live at the end. */
  readonly version: number;
}

/** Kills `rounds` times, and after each lets a run end: to the same plan, to a newer one, or back to the old one. */
export async function killAndConverge(world: World, callers: Callers, options: KillsOptions): Promise<Kills> {
  const chance = random(options.seed);
  const moments: { [moment: string]: number } = {};
  const wrongs: string[] = [];
  let { version } = options;
  let [kills, converged, live, longest] = [0, 0, 0, 0];
  let newest = version;
  let total = (await world.sync.count()).requests;
  for (let round = 1; kills < options.rounds; round += 1) {
    if (round > 2 * options.rounds + 10) throw new Error('the commands end before they can be killed');
    options.onRound?.(kills);
    const wanted = ++newest;
    world.write(wanted);
    callers.allow(version, wanted);
    const [which, when] = drawn(chance.next(), chance.next(), total, chance.chance(0.5));
    const how = chance.chance(0.5) ? 'forward' : 'drop';
    const moment = await kill(world, which, when, how);
    if (moment === undefined) {
      // It ended before it came to that request: not a kill, so the round does not count.
      version = wanted;
      total -= 1;
      continue;
    }
    kills += 1;
    moments[moment] = (moments[moment] ?? 0) + 1;
    const found = (await world.released()).version;
    if (found === wanted) live += 1;
    if (found !== version && found !== wanted) wrongs.push(`round ${round}: the document names ${found}`);
    const fate = chance.next();
    const goal = fate < 0.6 ? wanted : fate < 0.8 ? ++newest : version;
    world.write(goal);
    callers.allow(found, goal);
    const started = performance.now();
    world.sync.disarm();
    const { code, text } = await world.run('reconcile', ...(options.next ?? []));
    longest = Math.max(longest, performance.now() - started);
    if (!text.includes('nothing to do')) total = (await world.sync.count()).requests;
    callers.allow(goal);
    const still = await world.wrongs(goal, { idle: text.includes('nothing to do') });
    if (code === 0 && still.length === 0) converged += 1;
    else
      wrongs.push(
        `round ${round}, ${when} ${moment}, ${how}: exit ${code}, ${still.slice(0, 3).join('; ')}\n${text}`,
      );
    version = (await world.released()).version;
  }
  return { kills, converged, moments, live, longest, wrongs, version };
}

/** Any request of a run; every fifth time one of the two that matter most and would hardly ever be met. */
function drawn(kind: number, where: number, total: number, before: boolean): readonly [Which, When] {
  const when = before ? 'before' : 'after';
  if (kind < 0.1) return ['activating', when];
  if (kind < 0.2) return ['reserving', when];
  return [1 + Math.floor(where * total), when];
}

/** Starts a reconcile and kills it at a request; undefined: it ended before. */
async function kill(
  world: World,
  which: Which,
  when: When,
  how: 'forward' | 'drop',
): Promise<Moment | undefined> {
  const hold = world.sync.hold(which, when);
  const running = world.begin(['reconcile']);
  const first = await Promise.race([hold.held, running.ended]);
  if ('code' in first) return undefined;
  running.kill();
  await running.ended;
  // What was on its way lands, as it would: the next run meets what it left.
  await hold.go(how);
  return first.moment;
}

import { SYNC_BURST_SECONDS } from '../model/limits.ts';
import { type Assumed, type Load, loadsOf, type Names } from './limit-use.ts';
import type { Profile, Use } from './rates.ts';

/** What to change where a plan cannot carry the calls that are assumed: one step a line, the cheapest first. */

/** The longest `sync.cache_seconds` that a plan may have (schema/sections/sync.schema.json). */
const LONGEST_CACHE = 60;

/** Cache times that are tried, in seconds. */
const CACHES = [10, 15, 20, 30, 45, LONGEST_CACHE];

/** More plans than anybody wants to keep apart. */
const MOST_PARTS = 50;

/** Keys that are named of those that every call asks for. */
const MOST_NAMED = 3;

const isOver = ({ load, limit }: Load): boolean => load > limit;

const overAt = (profile: Profile, assumed: Assumed, names: Names): readonly Load[] =>
  loadsOf(profile, assumed, names).filter(isOver);

const rounded = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(1));

const sameLimit = (a: Load, b: Load): boolean => a.what === b.what && a.object === b.object;

/**
 * One of several plans that share the numbers of one: each gets its share of the calls, but every number as many as before,
 * so that a cache helps it as little.
 */
function partOf(profile: Profile, assumed: Assumed, parts: number): [Profile, Assumed] {
  let numbers = 0;
  const uses = profile.uses.map((use) => {
    if (use.object !== 'number_map' || !use.kept) return use;
    const stays = numbers % parts === 0 ? parts : 0;
    numbers += 1;
    return { ...use, perCall: use.perCall * stays, first: use.first * stays };
  });
  return [
    { ...profile, uses },
    { ...assumed, callsPerSecond: assumed.callsPerSecond / parts },
  ];
}

/** Into how many plans the numbers must be spread so that no limit is exceeded; Infinity: more than anybody wants. */
function partsFor(profile: Profile, assumed: Assumed, names: Names): number {
  if (overAt(profile, assumed, names).length === 0) return 1;
  for (let parts = 2; parts <= MOST_PARTS; parts += 1) {
    if (overAt(...partOf(profile, assumed, parts), names).length === 0) return parts;
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * A longer cache, where that spares plans or at least takes some limit away; and the assumptions that hold from then on.
 * The one that leaves the fewest plans, and the shortest of these: a release takes as long to reach every caller.
 */
function longerCache(profile: Profile, assumed: Assumed, names: Names): [string | undefined, Assumed] {
  const longer = CACHES.filter((seconds) => seconds > assumed.cacheSeconds);
  const [before, ...tried] = [assumed.cacheSeconds, ...longer].map((cacheSeconds) => {
    const then = { ...assumed, cacheSeconds };
    const left = overAt(profile, then, names).length;
    return { then, left, parts: partsFor(profile, then, names) };
  });
  let best = before;
  for (const next of tried) {
    if (best === undefined || next.parts < best.parts || (next.parts === best.parts && next.left < best.left))
      best = next;
  }
  if (best === undefined || best === before) return [undefined, assumed];
  const { then } = best;
  const now = loadsOf(profile, then, names);
  const told = overAt(profile, assumed, names).flatMap((each) => {
    const { load = 0 } = now.find((other) => sameLimit(each, other)) ?? {};
    return load < each.load ? [`${each.name} then gets ${rounded(load)} reads/s`] : [];
  });
  return [
    `raise \`sync.cache_seconds\` from ${assumed.cacheSeconds} to ${then.cacheSeconds}: ${told.join(', ')}; a release or a hand edit then takes ${then.cacheSeconds} s to reach every caller`,
    then,
  ];
}

/** What calls ask for that no Function may keep, the most often asked first. */
const unkept = ({ uses }: Profile, object: Use['object'], write: boolean): readonly Use[] =>
  uses
    .filter((use) => use.object === object && use.write === write && !use.kept)
    .sort((a, b) => b.perCall - a.perCall || (a.key < b.key ? -1 : 1));

const listOf = (uses: readonly Use[]): string =>
  uses
    .slice(0, MOST_NAMED)
    .map(({ key, perCall }) => `\`${key}\` ${rounded(perCall)} times`)
    .join(', ');

/** Fewer reads of what cannot be kept: a cache does nothing for it. */
function fewerReads(profile: Profile, over: readonly Load[]): readonly string[] {
  const is = (what: Load['what'], object: Use['object']) =>
    over.some((each) => each.what === what && each.object === object);
  const advice: string[] = [];
  const live = unkept(profile, 'state_map', false).filter(({ key }) => key.startsWith('override:'));
  if (is('reads', 'state_map') && live.length > 0) {
    advice.push(
      `let fewer calls ask for overrides, which no Function may keep (a call reads ${listOf(live)}): ask for them in a route of their own, behind the rules that need none`,
    );
  }
  if (is('writes', 'state_map')) {
    advice.push('let fewer calls end in a mailbox that tells somebody: each message is three writes');
  }
  const listed = unkept(profile, 'node_map', false);
  if (is('reads', 'node_map') && listed.length > 0) {
    const lists = new Set(listed.map(({ key }) => key.split(':')[1]));
    advice.push(
      `ask for fewer lists of callers on the way of every call (${[...lists].slice(0, MOST_NAMED).join(', ')}): each is one read a call that no cache spares; lists with values can be one list`,
    );
  }
  return advice;
}

/** Several plans, each with maps and Functions of its own, where nothing else is enough. */
function split(profile: Profile, assumed: Assumed, names: Names): string | undefined {
  const parts = partsFor(profile, assumed, names);
  if (parts === 1) return undefined;
  return parts <= MOST_PARTS
    ? `spread the numbers over ${parts} plans, each with maps (\`sync.number_map\`, …) and Functions of its own: every limit here counts for one map, or for one service of Functions`
    : `no split into ${MOST_PARTS} plans is enough: ask Twilio for higher limits, or answer fewer calls from Sync`;
}

/** Steps that let a plan carry the calls that are assumed; empty: it does. */
export function adviceFor(profile: Profile, assumed: Assumed, names: Names): readonly string[] {
  const over = overAt(profile, assumed, names);
  if (over.length === 0) return [];
  const [longer, then] = longerCache(profile, assumed, names);
  const left = overAt(profile, then, names);
  const apart = split(profile, then, names);
  const sync = over.some(({ what }) => what !== 'functions');
  return [
    ...(longer === undefined ? [] : [longer]),
    ...fewerReads(profile, left),
    ...(apart === undefined ? [] : [longer === undefined ? apart : `beyond that, ${apart}`]),
    ...(sync
      ? [
          `deploy after each release: when a limit of Sync is exceeded for more than ${SYNC_BURST_SECONDS} s, calls are answered from the snapshot of the last deploy, so it had better say the same`,
        ]
      : []),
  ];
}

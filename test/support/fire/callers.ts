import type { EntryName } from '../../../runtime/call.ts';
import { type Environment, type Equipment, handle } from '../../../runtime/handler.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { type Random, random } from '../protocol/random.ts';
import { eachIsOf, isOf, numbers } from './plan.ts';
import type { World } from './world.ts';

/**
 * Callers who call one after another, all the time, through the Functions' own code: to a number, key 1 in its menu,
 * nobody of its group answers, its message. Each call has to be wholly of one version that may be live then.
 */
export interface Callers {
  /** From now on only these versions may be heard by a call that begins. */
  allow(...versions: readonly number[]): void;
  tally(): Tally;
  stop(): Promise<Tally>;
}

export interface Tally {
  readonly calls: number;
  readonly answers: number;
  /** Answers that did not come from Sync: it was slow, or said no. */
  readonly withoutSync: number;
  /** Calls that no version explains, told in words. */
  readonly mixtures: readonly string[];
}

export interface CallersOptions {
  readonly seed: number;
  readonly count: number;
  /** Between two calls of a caller, in milliseconds. */
  readonly pause: number;
  /** Whether a call may be moved to another version between two answers: a rollback does that. */
  readonly moves?: boolean;
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const KEY = '0'.repeat(32);

/** Lets callers call until `stop`. */
export function startCallers(world: World, { seed, count, pause, moves = false }: CallersOptions): Callers {
  const chance = random(seed);
  const mixtures: string[] = [];
  let allowed: readonly number[] = [0];
  let before: readonly number[] = [];
  let epoch = 0;
  let [calls, answers, withoutSync] = [0, 0, 0];
  let stopped = false;

  async function caller(warm: SyncStore | undefined): Promise<void> {
    while (!stopped) {
      const line = chance.between(0, numbers(world.shape).length - 1);
      const [from, began] = [allowed, epoch];
      const { heard, sources } = await call(world, line, warm ?? (() => new SyncStore()), chance);
      answers += heard.length;
      calls += 1;
      const ofSync = sources.every((source) => source === 'sync' || source === 'warm');
      if (!ofSync) withoutSync += 1;
      // What was allowed when it began, when it ended, and if more happened, in between.
      const candidates = [...from, ...allowed, ...(epoch > began + 1 ? before : [])];
      const whole = moves
        ? eachIsOf(world.shape, candidates, line, heard)
        : candidates.some((version) => isOf(world.shape, version, line, heard));
      if (ofSync && !whole) {
        mixtures.push(`line ${line} while ${candidates.join(' or ')} may be live heard ${heard.join(' / ')}`);
      }
      await sleep(pause);
    }
  }

  const all = Array.from({ length: count }, (_, i) => caller(i % 2 === 0 ? new SyncStore() : undefined));
  const tally = (): Tally => ({ calls, answers, withoutSync, mixtures });
  return {
    allow(...versions) {
      before = allowed;
      allowed = versions;
      epoch += 1;
    },
    tally,
    async stop() {
      stopped = true;
      await Promise.all(all);
      return tally();
    },
  };
}

/** One call; each webhook in a container of its own, unless a warm one is given. */
async function call(
  world: World,
  line: number,
  containers: SyncStore | (() => SyncStore),
  chance: Random,
): Promise<{ readonly heard: readonly string[]; readonly sources: readonly string[] }> {
  const sources: string[] = [];
  const environment: Environment = {
    ACCOUNT_SID: `AC${KEY}`,
    AUTH_TOKEN: KEY,
    SYNC_SERVICE_SID: world.service,
    DIALPLAN_SYNC_URL: world.sync.url,
  };
  const webhook = (entry: EntryName, form: { [name: string]: string }): Promise<string> => {
    const equipment: Equipment = {
      bundle: world.bundle,
      store: typeof containers === 'function' ? containers() : containers,
      snapshot: () => undefined,
      classify: () => null,
      log: (text) => sources.push((JSON.parse(text) as { source: string }).source),
    };
    const usual = { CallSid: `CA${line}`, From: '+61491570156', CallStatus: 'ringing' };
    return handle(entry, { ...usual, ...form }, environment, equipment);
  };
  const follow = (twiml: string, form: { [name: string]: string }): Promise<string> | undefined => {
    const action = /\baction="([^"]+)"/.exec(twiml)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) return undefined;
    const url = new URL(action, 'http://localhost');
    return webhook(url.pathname.slice(1) as EntryName, { ...Object.fromEntries(url.searchParams), ...form });
  };
  const first = await webhook('incoming', { To: numbers(world.shape)[line] ?? '' });
  const heard = [first];
  if (chance.chance(0.3)) await sleep(chance.between(0, 30));
  const second = await follow(first, { Digits: '1', CallStatus: 'in-progress' });
  if (second === undefined) return { heard, sources };
  heard.push(second);
  const third = await follow(second, { DialCallStatus: 'no-answer', CallStatus: 'in-progress' });
  return { heard: third === undefined ? heard : [...heard, third], sources };
}

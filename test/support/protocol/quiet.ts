import type { DesiredItems } from '../../../compiler/model/desired.ts';
import {
  type ReconcileOptions,
  type ReconcileResult,
  reconcile,
} from '../../../compiler/reconcile/reconcile.ts';
import type { SyncTarget } from '../../../compiler/reconcile/target.ts';
import { type Actor, actor, NO_FAULTS } from './actor.ts';
import { random } from './random.ts';
import { type Scheduler, scheduler } from './scheduler.ts';
import { type World, world } from './world.ts';

/** The world of the protocol on a good day: a clock that costs nothing, a service, and a writer. */
export interface Quiet {
  readonly on: Scheduler;
  readonly world: World;
  /** A process with a clock of its own. */
  process(): Actor;
  /** Lets everything happen until it is over. */
  play<T>(begin: () => Promise<T>): Promise<T>;
  /** One reconcile, from beginning to end. */
  reconcile(desired: DesiredItems, how?: Partial<ReconcileOptions>): Promise<ReconcileResult>;
  /** The same, not yet played. */
  begin(desired: DesiredItems, how?: Partial<ReconcileOptions>): Promise<ReconcileResult>;
}

export function quiet(seed = 1): Quiet {
  const on = scheduler();
  const chance = random(seed);
  const all = world(on.now, { documentChanged() {}, itemChanged() {} });
  const tally = { requests: 0, crashes: 0, lost: 0, freezes: 0 };
  const process = () => actor(on, all, chance, NO_FAULTS, tally);
  let holders = 0;

  const begin = (desired: DesiredItems, how: Partial<ReconcileOptions> = {}): Promise<ReconcileResult> => {
    const { clock, target } = process();
    const at = new Date(1.7e12 + on.now()).toISOString();
    return reconcile({ target, clock, desired, holder: `writer-${holders++}`, at, commit: 'abc', ...how });
  };
  async function play<T>(start: () => Promise<T>): Promise<T> {
    const done = start();
    await on.run();
    return done;
  }
  return {
    on,
    world: all,
    process,
    play,
    begin,
    reconcile: (desired, how) => play(() => begin(desired, how)),
  };
}

/** A target that does something just before one of its verbs, each time. */
export function justBefore<V extends keyof SyncTarget>(
  target: SyncTarget,
  verb: V,
  act: () => void,
): SyncTarget {
  const original = target[verb] as (...args: readonly unknown[]) => unknown;
  return {
    ...target,
    [verb]: (...args: readonly unknown[]) => {
      act();
      return original(...args);
    },
  };
}

import type { Answer, Clock, SyncTarget } from '../../../compiler/reconcile/target.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { World } from './world.ts';

/** How likely things go wrong at one request of an actor. All of them 0: everything goes well. */
export interface Faults {
  /** The process dies with this request; it may still land. */
  readonly crash: number;
  /** The reply is lost: the request has landed, will land late, or never does. */
  readonly lost: number;
  /** The same for writes of the document, if it is to be another one. */
  readonly lostDocument?: number;
  /** 429. */
  readonly refused: number;
  /** The process sleeps for up to two minutes, a lid that was closed, and then goes on. */
  readonly freeze: number;
}

export const NO_FAULTS: Faults = { crash: 0, lost: 0, refused: 0, freeze: 0 };

/** What went on in a run. */
export interface Tally {
  requests: number;
  crashes: number;
  lost: number;
  freezes: number;
}

/** A process with its own clock, that talks to the world over a bad line. */
export interface Actor {
  readonly clock: Clock;
  readonly target: SyncTarget;
  /** How many writing requests it has sent. */
  writesSent(): number;
}

/** When a request that is given up is given up, and the latest that it can land. Milliseconds. */
const TIMEOUT = 15_000;

export function actor(on: Scheduler, by: World, chance: Random, faults: Faults, tally: Tally): Actor {
  // No two clocks run alike: up to 2 % off, and started at different times.
  const rate = 0.98 + chance.next() * 0.04;
  const offset = chance.between(0, 1e6);
  let crashed = false;
  let frozenUntil = 0;
  let writesSent = 0;

  /** Something reaches the process: never if it is dead, later if it sleeps. */
  function deliver(event: () => void): void {
    if (crashed) return;
    if (on.now() < frozenUntil) on.after(frozenUntil - on.now(), () => deliver(event));
    else event();
  }

  const arrive = (milliseconds: number, event: () => void) => on.after(milliseconds, () => deliver(event));

  /** Mostly a tenth of a second, now and then seconds. */
  const delay = (): number => {
    const kind = chance.next();
    if (kind < 0.8) return chance.between(5, 200);
    return kind < 0.97 ? chance.between(200, 1_500) : chance.between(1_500, 6_900);
  };

  function request<T>(write: boolean, lost: number, perform: () => Answer<T>): Promise<Answer<T>> {
    tally.requests += 1;
    if (write) writesSent += 1;
    return new Promise((reply) => {
      if (crashed) return;
      if (chance.chance(faults.crash)) {
        crashed = true;
        tally.crashes += 1;
        if (chance.chance(0.5)) on.after(chance.between(0, TIMEOUT), perform);
        return;
      }
      if (chance.chance(faults.freeze)) {
        tally.freezes += 1;
        frozenUntil = on.now() + chance.between(1_000, 120_000);
      }
      if (chance.chance(faults.refused)) {
        return arrive(delay(), () =>
          reply({ kind: 'rate_limited', code: 54009, message: 'Rate limit exceeded' }),
        );
      }
      if (chance.chance(lost)) return lose(perform, reply);
      const there = delay();
      on.after(there, () => {
        const answer = perform();
        arrive(delay(), () => reply(answer));
      });
    });
  }

  function lose<T>(perform: () => Answer<T>, reply: (answer: Answer<T>) => void): void {
    tally.lost += 1;
    const noticed = chance.chance(0.5) ? TIMEOUT / rate : delay();
    if (chance.chance(0.6)) {
      const lands = chance.chance(0.5) ? delay() : chance.between(0, TIMEOUT);
      on.after(Math.min(lands, TIMEOUT), perform);
    }
    arrive(noticed, () => reply({ kind: 'unknown', cause: 'socket hang up' }));
  }

  const read = <T>(perform: () => Answer<T>) => request(false, faults.lost, perform);
  const write = <T>(perform: () => Answer<T>) => request(true, faults.lost, perform);
  const publish = <T>(perform: () => Answer<T>) => request(true, faults.lostDocument ?? faults.lost, perform);

  return {
    writesSent: () => writesSent,
    clock: {
      now: () => offset + on.now() * rate,
      earliest: () => offset + on.now() * rate,
      sleep: (milliseconds, signal) =>
        new Promise<void>((done) => {
          const wake = () => {
            signal?.removeEventListener('abort', wake);
            done();
          };
          if (signal?.aborted) return done();
          signal?.addEventListener('abort', wake);
          arrive(milliseconds / rate, wake);
        }),
    },
    target: {
      findServices: (name) => read(() => by.findServices(name)),
      fetchService: () => read(() => ({ kind: 'ok', value: by.service })),
      fetchMap: (_, map) => read(() => by.fetchMap(map)),
      fetchDocument: (_, name) => read(() => by.fetchDocument(name)),
      listItems: (_, map, after) => read(() => by.listItems(map, after)),
      fetchItem: (_, map, key) => read(() => by.fetchItem(map, key)),
      createService: (name) => write(() => by.createService(name)),
      createMap: (_, map) => write(() => by.createMap(map)),
      createDocument: (_, name, data) => publish(() => by.createDocument(name, data)),
      updateDocument: (_, name, data, ifMatch) => publish(() => by.updateDocument(name, data, ifMatch)),
      createItem: (_, map, key, data) => write(() => by.createItem(map, key, data)),
      updateItem: (_, map, key, data, ifMatch) => write(() => by.updateItem(map, key, data, ifMatch)),
      deleteItem: (_, map, key, ifMatch) => write(() => by.deleteItem(map, key, ifMatch)),
    },
  };
}

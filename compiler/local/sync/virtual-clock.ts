/** A clock that can be moved, to see what expires: real time and an offset. All in milliseconds since 1970. */
export interface VirtualClock {
  now(): number;
  /** Moves the clock to a time; it goes on from there. */
  set(at: number): void;
  advance(milliseconds: number): void;
  /** Back to real time. */
  reset(): void;
  /** Resolves after so many milliseconds of real time, or when the clock was moved that far. */
  sleep(milliseconds: number): Promise<void>;
  /** Those who sleep are never woken. */
  stop(): void;
}

/** Latest time that the clock can be moved to: the year 9999, the last that ISO 8601 writes with four digits. */
export const LAST_TIME = Date.UTC(9999, 11, 31);

interface Sleeper {
  readonly until: number;
  readonly timer: ReturnType<typeof setTimeout>;
  readonly wake: () => void;
}

/** A movable clock over another one. */
export function virtualClock(real: () => number): VirtualClock {
  let offset = 0;
  const sleepers = new Set<Sleeper>();
  const now = (): number => real() + offset;
  const wakeDue = (): void => {
    for (const sleeper of sleepers) if (sleeper.until <= now()) sleeper.wake();
  };
  const set = (at: number): void => {
    offset = Math.min(LAST_TIME, Math.max(0, at)) - real();
    wakeDue();
  };
  return {
    now,
    set,
    advance: (milliseconds) => set(now() + milliseconds),
    reset: () => {
      offset = 0;
    },
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(sleeper.timer);
          sleepers.delete(sleeper);
          resolve();
        };
        const sleeper: Sleeper = {
          until: now() + milliseconds,
          timer: setTimeout(() => wake(), milliseconds),
          wake,
        };
        sleepers.add(sleeper);
      }),
    stop() {
      for (const { timer } of sleepers) clearTimeout(timer);
      sleepers.clear();
    },
  };
}

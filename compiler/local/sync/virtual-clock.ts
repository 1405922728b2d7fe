/** A clock that can be moved, to see what expires: real time and an offset. All in milliseconds since 1970. */
export interface VirtualClock {
  now(): number;
  /** Moves the clock to a time; it goes on from there. */
  set(at: number): void;
  advance(milliseconds: number): void;
  /** Back to real time. */
  reset(): void;
}

/** Latest time that the clock can be moved to: the year 9999, the last that ISO 8601 writes with four digits. */
export const LAST_TIME = Date.UTC(9999, 11, 31);

/** A movable clock over another one. */
export function virtualClock(real: () => number): VirtualClock {
  let offset = 0;
  const set = (at: number): void => {
    offset = Math.min(LAST_TIME, Math.max(0, at)) - real();
  };
  return {
    now: () => real() + offset,
    set,
    advance: (milliseconds) => set(real() + offset + milliseconds),
    reset: () => {
      offset = 0;
    },
  };
}

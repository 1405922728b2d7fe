import type { Clock } from './target.ts';

/**
 * This machine's clock for the lease: it never goes back, and it goes on while the machine sleeps. The monotonic clock
 * alone stands still under a closed lid, and the wall clock alone may be set back; the later of the two does neither. But
 * a wall clock that is put forward makes it jump ahead: what has passed for certain, only the monotonic clock says.
 */
export function steadyClock(): Clock {
  const wallAtStart = Date.now();
  const monotonicAtStart = performance.now();
  let latest = 0;
  return {
    now() {
      latest = Math.max(latest, performance.now() - monotonicAtStart, Date.now() - wallAtStart);
      return latest;
    },
    earliest: () => performance.now() - monotonicAtStart,
    sleep: (milliseconds, signal) =>
      new Promise((settle) => {
        const done = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          settle();
        };
        const timer = setTimeout(done, milliseconds);
        signal?.addEventListener('abort', done);
        if (signal?.aborted) done();
      }),
  };
}

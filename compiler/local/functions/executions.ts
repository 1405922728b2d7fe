import { MAX_CONCURRENT_EXECUTIONS, MAX_FUNCTION_MILLISECONDS } from '../../model/limits.ts';
import { type Answered, plain } from './forward.ts';

/** How Functions are executed. */
export interface ExecutionRules {
  /** How many may run at a time. Default: as in the cloud. */
  readonly concurrent?: number;
  /** Milliseconds that one may run. Default: as in the cloud. */
  readonly milliseconds?: number;
  /** After so many requests a container is a new one: its modules are loaded anew. Absent: it lives on. */
  readonly cold?: number;
}

/** Executes Functions by the rules of the cloud, which `twilio-run` does not keep. */
export interface Executions {
  /**
   * @param ask runs the Function; given up when the signal says so
   * @param forget makes the container a new one
   */
  run(ask: (signal: AbortSignal) => Promise<Answered>, forget: () => Promise<void>): Promise<Answered>;
}

/**
 * Counts executions. Beyond what the cloud takes at a time it is 429, beyond its time 504; what runs on in the process
 * after that counts no more, as its answer is not awaited.
 */
export function executions(rules: ExecutionRules): Executions {
  const { concurrent = MAX_CONCURRENT_EXECUTIONS, milliseconds = MAX_FUNCTION_MILLISECONDS, cold } = rules;
  let underWay = 0;
  let served = 0;
  return {
    async run(ask, forget) {
      if (underWay >= concurrent)
        return plain(429, `more than ${concurrent} executions at a time, which Twilio does not take`);
      underWay += 1;
      // Decided before anything is awaited: requests that come together are counted one by one.
      const isNew = cold !== undefined && served >= cold;
      served = isNew ? 1 : served + 1;
      try {
        return await inTime(async (signal) => {
          if (isNew) await forget();
          return ask(signal);
        }, milliseconds);
      } finally {
        underWay -= 1;
      }
    },
  };
}

async function inTime(
  ask: (signal: AbortSignal) => Promise<Answered>,
  milliseconds: number,
): Promise<Answered> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), milliseconds);
  // A process that is stuck does not even hear that nobody waits for it.
  const givenUp = new Promise<never>((_, reject) => {
    late.signal.addEventListener('abort', reject, { once: true });
  });
  try {
    return await Promise.race([ask(late.signal), givenUp]);
  } catch (error) {
    if (!late.signal.aborted) throw error;
    return plain(
      504,
      `the Function took longer than ${milliseconds / 1000} s, and Twilio gave it up (82002)`,
    );
  } finally {
    clearTimeout(timer);
  }
}

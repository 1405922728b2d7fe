import { InvalidArgumentError } from 'commander';
import { type Capacity, capacityOf } from '../capacity/capacity.ts';
import type { Assumed } from '../capacity/limit-use.ts';
import { MAX_CONCURRENT_EXECUTIONS, MAX_FUNCTION_MILLISECONDS } from '../model/limits.ts';
import { times } from '../plan-tests/candidates.ts';
import { LiveState } from '../trace/live-state.ts';
import { numberOption, type Options } from './command.ts';
import { groundOf, type Tested } from './plan-tests.ts';

/** Asks what a deployment of a plan can carry. */

/** Calls a second of a busy switchboard; whoever asks for capacity had better say their own. */
const CALLS_PER_SECOND = 10;

/** Milliseconds of a webhook that makes two trips to Sync; assumed. */
const WEBHOOK_MS = 100;

/** The options of which each alone asks for the capacity. */
export const CAPACITY_OPTIONS = ['capacity', 'callsPerSecond', 'containers', 'webhookMs'] as const;

export const wantsCapacity = (options: Options): boolean =>
  CAPACITY_OPTIONS.some((name) => options[name] !== undefined);

/** Reads how long a webhook takes: at most as long as Twilio lets a Function run. */
export function webhookMilliseconds(value: string): number {
  const milliseconds = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (milliseconds >= 1 && milliseconds <= MAX_FUNCTION_MILLISECONDS) return milliseconds;
  throw new InvalidArgumentError(
    `It wants a whole number from 1 to ${MAX_FUNCTION_MILLISECONDS}: Twilio ends a Function after ${MAX_FUNCTION_MILLISECONDS / 1_000} s.`,
  );
}

/** @param now milliseconds since 1970 */
export async function planCapacity(made: Tested, options: Options, now: number): Promise<Capacity> {
  const { plan, classify } = await groundOf(made);
  const assumed: Assumed = {
    callsPerSecond: numberOption(options, 'callsPerSecond') ?? CALLS_PER_SECOND,
    // More cannot run at the same time, and each may be a container of its own.
    containers: numberOption(options, 'containers') ?? MAX_CONCURRENT_EXECUTIONS,
    webhookMs: numberOption(options, 'webhookMs') ?? WEBHOOK_MS,
    cacheSeconds: made.plan.settings.cacheSeconds,
  };
  return capacityOf(plan, times(plan, now), assumed, { classify, live: new LiveState() });
}

import type { Answer, SyncTarget } from '../reconcile/target.ts';
import type { EmbeddedSync } from './embedded.ts';

/** An embedded service that outlives the process which ran it when it was found. */
export interface LastingSync {
  readonly sync: SyncTarget;
  close(): Promise<void>;
}

/** How a service is found, and asked. */
export interface Finding {
  /** Whether it still answers where it did. */
  isThere(service: EmbeddedSync): Promise<boolean>;
  /** The one of whoever runs it now; nobody: this process does from now on. */
  find(): Promise<EmbeddedSync>;
  target(url: string): SyncTarget;
}

type Verb = (...args: readonly unknown[]) => Promise<Answer<unknown>>;

/** Asking these again does no harm. */
const READS: readonly string[] = [
  'findServices',
  'fetchService',
  'fetchMap',
  'fetchDocument',
  'listItems',
  'fetchItem',
] satisfies (keyof SyncTarget)[];

/** Nobody was there to read the request, so it has not been carried out. */
const UNSENT = /ECONNREFUSED/;

/**
 * The service that was found, and when the process which runs it ends, the one that takes its place: its state is in files.
 * What was sent to a process that ended meanwhile may have been carried out or not, and is answered so.
 */
export function lastingSync(found: EmbeddedSync, { isThere, find, target }: Finding): LastingSync {
  let service = found;
  let asked = target(found.url);
  let moving: Promise<boolean> | undefined;

  async function move(): Promise<boolean> {
    if (service.runBy === undefined || (await isThere(service))) return false;
    try {
      service = await find();
    } catch {
      // Somebody has the files and does not answer yet: the next request looks again.
      return false;
    }
    asked = target(service.url);
    return true;
  }

  /** Whether another service is asked now than the one that gave no answer. */
  async function moved(from: SyncTarget): Promise<boolean> {
    if (asked !== from) return true;
    moving ??= move().finally(() => {
      moving = undefined;
    });
    return moving;
  }

  const verb =
    (name: keyof SyncTarget): Verb =>
    async (...args) => {
      const from = asked;
      const answer = await (from[name] as Verb)(...args);
      if (answer.kind !== 'unknown' || !(await moved(from))) return answer;
      const again = READS.includes(name) || UNSENT.test(answer.cause);
      return again ? (asked[name] as Verb)(...args) : answer;
    };

  const names = Object.keys(asked) as (keyof SyncTarget)[];
  return {
    sync: Object.fromEntries(names.map((name) => [name, verb(name)])) as unknown as SyncTarget,
    async close() {
      await moving;
      await service.close();
    },
  };
}

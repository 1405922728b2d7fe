import { mkdirSync, realpathSync } from 'node:fs';
import { type Control, type FaultControl, faultControl } from './control.ts';
import { SyncDirectoryError } from './directory-error.ts';
import type { Answer, SyncRequest } from './exchange.ts';
import type { SetFault } from './faults.ts';
import { type Journal, openJournal } from './journal.ts';
import { type LimitControl, limitControl } from './limit-control.ts';
import { takeLock } from './lock.ts';
import { announce } from './presence.ts';
import type { Replica } from './replica.ts';
import { type RequestLog, requestLog } from './request-log.ts';
import { type SyncCredentials, type SyncServer, startServer } from './server.ts';
import { LOCAL_ACCOUNT_SID } from './sids.ts';
import { snapshotSize } from './snapshot.ts';
import type { State } from './state.ts';
import { createStore, type Store } from './store.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

export { pointAtSync } from './client.ts';
export type { FaultControl } from './control.ts';
export { type DirectoryFault, SyncDirectoryError } from './directory-error.ts';
export type { Fault, FaultKind } from './faults.ts';
export type { LimitControl, Limits } from './limit-control.ts';
export { findSync, type RunningSync } from './presence.ts';
export type { LoggedRequest, RequestCounts, RequestLog } from './request-log.ts';
export type { SyncCredentials } from './server.ts';
export type { VirtualClock } from './virtual-clock.ts';

export interface SyncOptions {
  /** Where the state is kept; made if it is not there. Without it: in memory only. */
  readonly directory?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Milliseconds since 1970. Default: real time. */
  readonly clock?: () => number;
  /** Who is let in. Default: everybody, with or without credentials. */
  readonly credentials?: readonly SyncCredentials[];
  /** The account that answers name. Default: the first user name that is an account SID, else one of our own. */
  readonly account?: string;
  /** Whether Sync's rate limits and the account's limit of concurrent requests are kept. Default: no. */
  readonly rates?: boolean;
  /** A number from 0 up to 1, another one each time, for faults with a probability. Default: chance. */
  readonly chance?: () => number;
  /** Is told of a request that failed inside. */
  readonly report?: (error: unknown) => void;
}

/** A running service. */
export interface Sync {
  /** What the client's base URL is to be: `http://127.0.0.1:4545`. */
  readonly url: string;
  /** The real path of the state directory; absent in memory. */
  readonly directory?: string;
  /** Whether the last change before a crash had been cut short, and was dropped. */
  readonly torn: boolean;
  /** The state, and requests without HTTP. Tests only. */
  readonly store: Pick<Store, 'state'> & { request(request: SyncRequest): Answer };
  readonly faults: FaultControl;
  readonly limits: LimitControl;
  readonly clock: VirtualClock;
  readonly requests: RequestLog;
  /** Stops listening, cuts connections, gives the directory free. */
  close(): Promise<void>;
}

/**
 * Starts the embedded Sync service. One process a directory: a second one finds the first by `findSync`.
 * Rejects with `SyncDirectoryError` when the directory is in use, damaged or unusable, and with the system's error
 * (`code: 'EADDRINUSE'`) when the port is taken.
 */
export async function openSync(options: SyncOptions = {}): Promise<Sync> {
  const clock = virtualClock(options.clock ?? Date.now);
  const kept = options.directory === undefined ? undefined : openDirectory(options.directory, clock.now());
  const close = kept ? kept.close : () => undefined;
  try {
    return await start(options, clock, kept);
  } catch (error) {
    close();
    throw error;
  }
}

/** A directory that is ours, with its journal. */
interface Kept {
  readonly directory: string;
  readonly journal: Journal;
  close(): void;
}

function openDirectory(path: string, now: number): Kept {
  try {
    mkdirSync(path, { recursive: true });
    const directory = realpathSync(path);
    const lock = takeLock(directory);
    try {
      const journal = openJournal(directory, now);
      const close = (): void => {
        journal.close();
        lock.release();
      };
      return { directory, journal, close };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    if (error instanceof SyncDirectoryError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SyncDirectoryError('unusable', `${path} cannot hold the state of Sync: ${reason}`, error);
  }
}

async function start(options: SyncOptions, clock: VirtualClock, kept: Kept | undefined): Promise<Sync> {
  const { port = 0, credentials = [], report = () => undefined } = options;
  const store = createStore({
    now: clock.now(),
    account: accountOf(options),
    ...(kept && { state: kept.journal.state, record: kept.journal.append }),
  });
  const handle = (request: SyncRequest, replica?: Replica): Answer => {
    const answer = store.request(request, clock.now(), replica);
    try {
      kept?.journal.tidy(clock.now());
    } catch (error) {
      // The old file stays good; the request has been done and is answered so.
      report(error);
    }
    return answer;
  };
  const startedAt = new Date(clock.now()).toISOString();
  let url = '';
  const control: Control = {
    faults: faultControl({
      now: clock.now,
      chance: options.chance ?? Math.random,
      changed: (faults) => store.keepReplicas(lagsOf(faults)),
      replica: store.replica,
    }),
    limits: limitControl(options.rates ?? false, ({ rates }) => store.keepRates(rates)),
    clock,
    requests: requestLog(),
    health: () => ({
      service: 'dialplan sync',
      url,
      pid: process.pid,
      directory: kept?.directory ?? null,
      started_at: startedAt,
      now: new Date(clock.now()).toISOString(),
      objects: countObjects(store.state),
    }),
  };
  const server = await startServer({ port, control, credentials, handle, report });
  url = server.url;
  const presence = kept && (await announced(kept.directory, url, startedAt, server));
  return {
    url,
    ...(kept && { directory: kept.directory }),
    torn: kept?.journal.torn ?? false,
    store: { state: store.state, request: handle },
    faults: control.faults,
    limits: control.limits,
    clock,
    requests: control.requests,
    async close() {
      presence?.clear();
      await server.close();
      kept?.close();
    },
  };
}

/** Of the faults that want a copy of the state, how many milliseconds it is late. */
const lagsOf = (faults: readonly SetFault[]): ReadonlyMap<number, number | undefined> =>
  new Map(
    faults
      .filter(({ fault }) => fault.kind === 'stale')
      .map(({ id, fault }) => [id, fault.seconds === undefined ? undefined : fault.seconds * 1000]),
  );

/** Announces a server, or closes it again. */
async function announced(directory: string, url: string, startedAt: string, server: SyncServer) {
  try {
    return announce(directory, url, startedAt);
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Services, maps, items and documents together. */
function countObjects(state: State): number {
  return snapshotSize(state) - 1;
}

function accountOf({ account, credentials = [] }: SyncOptions): string {
  const named = credentials.find(({ username }) => /^AC[0-9a-f]{32}$/i.test(username));
  return account ?? named?.username ?? LOCAL_ACCOUNT_SID;
}

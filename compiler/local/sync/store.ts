import { refuse } from './errors.ts';
import { type Answer, type Charge, refused, type SyncRequest } from './exchange.ts';
import { type Bucket, take } from './rate.ts';
import { type Replica, replicaOf } from './replica.ts';
import { route } from './route.ts';
import { LOCAL_ACCOUNT_SID } from './sids.ts';
import { applyChange, type Change, emptyState, type State } from './state.ts';

/** The service without wire and disk: requests in, answers out. */
export interface Store {
  readonly state: State;
  /**
   * Answers one request at a time of the caller's choice, in milliseconds since 1970.
   * @param replica reads from this copy instead of the state
   */
  request(request: SyncRequest, now: number, replica?: Replica): Answer;
  /** Whether Sync's rate limits are kept from now on (429, 54009); all buckets are full. */
  keepRates(keep: boolean): void;
  /**
   * Keeps copies of the state for reads that are to be stale, and forgets all others. A number that is new begins with
   * the state as it is.
   * @param lags by number, how many milliseconds a copy is late; undefined: it stays as it is
   */
  keepReplicas(lags: ReadonlyMap<number, number | undefined>): void;
  /** A copy that is kept, by its number; who has it may go on reading when it is kept no more. */
  replica(id: number): Replica | undefined;
}

export interface StoreOptions {
  /** The state to go on from; without it an account with nothing but its default service, made at `now`. */
  readonly state?: State;
  readonly now?: number;
  /** The account that answers name. */
  readonly account?: string;
  /** Whether Sync's rate limits are kept (429, 54009). Default: no. */
  readonly rates?: boolean;
  /** Is given every change before it is made; throws if it cannot be kept, and then it is not made. */
  readonly record?: (changes: readonly Change[]) => void;
}

/** Makes a store. */
export function createStore(options: StoreOptions = {}): Store {
  const state = options.state ?? emptyState(options.now ?? 0);
  const account = options.account ?? LOCAL_ACCOUNT_SID;
  let buckets = options.rates ? new Map<string, Bucket>() : undefined;
  const replicas = new Map<number, Replica>();
  return {
    state,
    request(request, now, replica) {
      const { answer, changes, charge } = route({
        state: replica?.at(now) ?? state,
        request,
        now,
        account,
      });
      if (buckets && charge && !pay(buckets, charge, now))
        return refused(refuse(54009, charge.bucket)).answer;
      // A stale copy is only read.
      if (changes.length > 0 && replica === undefined) {
        options.record?.(changes);
        for (const change of changes) applyChange(state, change);
        for (const each of replicas.values()) each.hear(changes, now);
      }
      return answer;
    },
    keepRates(keep) {
      buckets = keep ? new Map() : undefined;
    },
    keepReplicas(lags) {
      for (const id of replicas.keys()) if (!lags.has(id)) replicas.delete(id);
      for (const [id, lag] of lags) if (!replicas.has(id)) replicas.set(id, replicaOf(state, lag));
    },
    replica: (id) => replicas.get(id),
  };
}

function pay(buckets: Map<string, Bucket>, charge: Charge, now: number): boolean {
  const { allowed, ...bucket } = take(buckets.get(charge.bucket), charge.cost, now);
  buckets.set(charge.bucket, bucket);
  return allowed;
}

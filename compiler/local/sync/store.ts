import { refuse } from './errors.ts';
import { type Answer, type Charge, refused, type SyncRequest } from './exchange.ts';
import { type Bucket, take } from './rate.ts';
import { route } from './route.ts';
import { LOCAL_ACCOUNT_SID } from './sids.ts';
import { applyChange, type Change, emptyState, type State } from './state.ts';

/** The service without wire and disk: requests in, answers out. */
export interface Store {
  readonly state: State;
  /** Answers one request at a time of the caller's choice, in milliseconds since 1970. */
  request(request: SyncRequest, now: number): Answer;
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
  const buckets = options.rates ? new Map<string, Bucket>() : undefined;
  return {
    state,
    request(request, now) {
      const { answer, changes, charge } = route({ state, request, now, account });
      if (buckets && charge && !pay(buckets, charge, now))
        return refused(refuse(54009, charge.bucket)).answer;
      if (changes.length > 0) {
        options.record?.(changes);
        for (const change of changes) applyChange(state, change);
      }
      return answer;
    },
  };
}

function pay(buckets: Map<string, Bucket>, charge: Charge, now: number): boolean {
  const { allowed, ...bucket } = take(buckets.get(charge.bucket), charge.cost, now);
  buckets.set(charge.bucket, bucket);
  return allowed;
}

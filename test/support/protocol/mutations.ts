import type { Answer, SyncTarget } from '../../../compiler/reconcile/target.ts';
import { TIMINGS, type Timings } from '../../../compiler/reconcile/timings.ts';
import { follow, pick, type ReleaseDocument } from '../../../runtime/release.ts';
import type { Faults } from './actor.ts';
import { READER_RULES, type ReaderRules } from './readers.ts';
import { ANY_REVISION, type World } from './world.ts';

/** What a run has more of than usual. */
export interface Weather {
  readonly faults?: Partial<Faults>;
  /** All writers begin within a second. */
  readonly together?: boolean;
  /** How likely somebody edits or deletes by hand at each page of a listing. */
  readonly meddling?: number;
  /** How likely that is a deletion. */
  readonly deleting?: number;
  readonly cacheSeconds?: number;
  /** Many Functions, calls all the time. */
  readonly busy?: boolean;
}

/**
 * The protocol with one rule left out, each time another. Nothing in the writer or the reader can be switched off:
 * a mutation stands between them and the service, changes a wait, or replaces the reader's decision.
 */
export interface Mutation {
  readonly breaks: string;
  /** What happens often in its runs, so that the rule matters; without the mutation the same must do no harm. */
  readonly weather?: Weather;
  /** Between a writer and the service. */
  readonly writer?: (target: SyncTarget, holder: string, world: World) => SyncTarget;
  /** Between a rollback and the service. */
  readonly rollback?: (target: SyncTarget) => SyncTarget;
  readonly timings?: Partial<Timings>;
  readonly reader?: Partial<ReaderRules>;
  /** Every writer overwrites whatever was made by hand, although nobody said so. */
  readonly overwritesUnasked?: boolean;
}

type Mark = { release?: number; removed?: boolean; older?: { payload: object; release?: number }[] };
const markOf = (data: object): Mark | undefined => (data as { _dialplan?: Mark })._dialplan;

/** Changes what is written into items before it is sent. */
const writing =
  (change: (data: object) => object) =>
  (target: SyncTarget): SyncTarget => ({
    ...target,
    createItem: (s, m, k, data) => target.createItem(s, m, k, change(data)),
    updateItem: (s, m, k, data, r) => target.updateItem(s, m, k, change(data), r),
  });

/** Changes what is written into the document before it is sent. */
const publishing =
  (change: (data: ReleaseDocument) => ReleaseDocument) =>
  (target: SyncTarget): SyncTarget => ({
    ...target,
    updateDocument: (s, d, data, r) => target.updateDocument(s, d, change(data as ReleaseDocument), r),
  });

const landed = <T>(answer: Answer<T>, value: T): Answer<T> =>
  answer.kind === 'unknown' ? { kind: 'ok', value } : answer;

function withoutOlder(keep: number) {
  return (data: object): object => {
    const mark = markOf(data);
    return mark?.older === undefined
      ? data
      : { ...data, _dialplan: { ...mark, older: mark.older.slice(0, keep) } };
  };
}

/** One writer remembers what it saw, so that each gets its own. */
function numberFromActiveOnly(target: SyncTarget): SyncTarget {
  let forgotten: readonly number[] = [];
  return {
    ...target,
    async fetchDocument(service, name) {
      const answer = await target.fetchDocument(service, name);
      if (answer.kind !== 'ok') return answer;
      const document = answer.value.data as ReleaseDocument;
      forgotten = document.abandoned;
      return { kind: 'ok', value: { ...answer.value, data: { ...document, abandoned: [], reserved: null } } };
    },
    updateDocument: (service, name, data, revision) => {
      const next = data as ReleaseDocument;
      const abandoned =
        next.holder === null && next.abandoned.length === 0 ? [] : [...forgotten, ...next.abandoned];
      return target.updateDocument(service, name, { ...next, abandoned }, revision);
    },
  };
}

function believesItsReservation(target: SyncTarget, holder: string): SyncTarget {
  let sent: number | null = null;
  return {
    ...target,
    updateDocument(service, name, data, revision) {
      const next = data as ReleaseDocument;
      if (next.holder === holder) sent = next.reserved;
      return target.updateDocument(service, name, data, revision);
    },
    async fetchDocument(service, name) {
      const answer = await target.fetchDocument(service, name);
      if (answer.kind !== 'ok' || sent === null) return answer;
      const document = answer.value.data as ReleaseDocument;
      if (document.reserved !== sent) return answer;
      return { kind: 'ok', value: { ...answer.value, data: { ...document, holder } } };
    },
  };
}

function listsByPosition(target: SyncTarget, _holder: string, world: World): SyncTarget {
  const positions = new Map<string, number>();
  return {
    ...target,
    async listItems(service, map, after) {
      const position = after === null ? 0 : (positions.get(map) ?? 0);
      // The latency of the real request, the answer of a page token.
      const answer = await target.listItems(service, map, after);
      if (answer.kind !== 'ok') return answer;
      const page = world.listFrom(map, position);
      if (page.kind === 'ok') positions.set(map, position + page.value.items.length);
      return page;
    },
  };
}

export const MUTATIONS = {
  items_without_if_match: {
    breaks: 'each item write carries the listed revision',
    weather: { meddling: 0.2 },
    writer: (target) => ({
      ...target,
      updateItem: (s, m, k, data) => target.updateItem(s, m, k, data, ANY_REVISION),
      deleteItem: (s, m, k) => target.deleteItem(s, m, k, ANY_REVISION),
    }),
  },
  document_without_if_match: {
    breaks: 'each change of the document is over its own last revision',
    weather: { together: true },
    writer: (target) => ({
      ...target,
      updateDocument: (s, d, data) => target.updateDocument(s, d, data, ANY_REVISION),
    }),
  },
  no_silence: {
    breaks: 'a holder is dead only after 45 s of silence',
    timings: { silence: 1_000 },
    weather: { together: true },
  },
  no_own_limit: {
    breaks: 'a writer stops by itself 25 s after its last beat',
    timings: { lease: Number.POSITIVE_INFINITY },
    weather: { together: true, faults: { freeze: 0.04, crash: 0, lost: 0 } },
  },
  numbers_used_again: {
    breaks: 'R is above every number that was ever given away',
    writer: numberFromActiveOnly,
  },
  abandoned_forgotten: {
    breaks: 'an earlier reservation is abandoned, and stays so while a broken lease may wake up',
    writer: publishing((next) => ({ ...next, abandoned: [] })),
  },
  reservation_believed: {
    breaks: 'after a lost reply only the holder tells whose reservation it is',
    writer: believesItsReservation,
    weather: { together: true, faults: { lost: 0.01, lostDocument: 0.4, crash: 0, freeze: 0 } },
  },
  listed_by_position: {
    breaks: 'maps are listed by key range',
    writer: listsByPosition,
    weather: { meddling: 0.5, deleting: 1 },
  },
  no_wait_for_readers: {
    breaks: 'no item is written while a reader may have an older document',
    timings: { waitForReaders: false },
  },
  previous_dropped: {
    breaks: 'the chain keeps what the previous release needs',
    writer: writing(withoutOlder(1)),
  },
  active_dropped: {
    breaks: 'the chain keeps what the active release needs',
    writer: writing(withoutOlder(0)),
  },
  left_overs_stay: {
    breaks: 'left-overs go before their numbers are forgotten',
    writer: (target) => ({
      ...target,
      async updateItem(s, m, k, data, revision) {
        const found = await target.fetchItem(s, m, k);
        const top = found.kind === 'ok' ? markOf(found.value.data as object)?.release : undefined;
        const tidying = (top ?? 0) > (markOf(data)?.release ?? Number.POSITIVE_INFINITY);
        return found.kind === 'ok' && tidying ? found : target.updateItem(s, m, k, data, revision);
      },
    }),
  },
  removed_at_once: {
    breaks: 'a removed item is marked, and deleted only when no reader needs it',
    writer: (target) => ({
      ...target,
      async updateItem(s, m, k, data, revision) {
        if (markOf(data)?.removed !== true) return target.updateItem(s, m, k, data, revision);
        const found = await target.fetchItem(s, m, k);
        const gone = await target.deleteItem(s, m, k, revision);
        return gone.kind === 'ok' ? found : gone;
      },
    }),
  },
  lost_means_landed: {
    breaks: 'after a lost reply an item is read back',
    writer: (target) => ({
      ...target,
      createItem: async (s, m, k, data) =>
        landed(await target.createItem(s, m, k, data), {
          key: k,
          revision: '0',
          data,
          dateCreated: '',
          dateExpires: null,
        }),
      async updateItem(s, m, k, data, revision) {
        const found = await target.fetchItem(s, m, k);
        const answer = await target.updateItem(s, m, k, data, revision);
        return found.kind === 'ok' ? landed(answer, found.value) : answer;
      },
    }),
  },
  rollback_forgets: {
    breaks: 'a rollback abandons the release that it leaves',
    rollback: publishing((next) => ({ ...next, abandoned: [] })),
  },
  overwrites_unasked: {
    breaks: 'what was made by hand is overwritten only by name',
    overwritesUnasked: true,
  },
  reader_ignores_abandoned: {
    breaks: 'a reader passes over abandoned releases',
    reader: { pick: (item, release) => pick(item, release, []) },
  },
  reader_ignores_pin: {
    breaks: 'a call ends on the release that it began on',
    reader: { follow: (document) => follow(document, undefined) },
  },
  reader_keeps_items: {
    breaks: 'what was read beside another document is read again',
    reader: { dropItems: false },
    weather: { cacheSeconds: 20, busy: true },
  },
} as const satisfies Record<string, Mutation>;

export type MutationName = keyof typeof MUTATIONS;

export const timingsOf = (mutation: Mutation): Timings => ({ ...TIMINGS, ...mutation.timings });
export const readerRulesOf = (mutation: Mutation): ReaderRules => ({ ...READER_RULES, ...mutation.reader });

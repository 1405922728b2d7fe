import { readWaiting, WAITING, type Waiting } from '../../runtime/notice.ts';
import type { ReadTarget } from './target.ts';

/** Messages of mailboxes that somebody is still to be told of. */
export interface WaitingMessages {
  readonly count: number;
  /** There are more than were read. */
  readonly more: boolean;
  /** The one that was left first; null: none waits. */
  readonly oldest: {
    readonly mailbox: string;
    /** ISO 8601 UTC. */
    readonly at: string;
    readonly tries: number;
    /** Why it was not told; null: it has not failed yet. */
    readonly because: string | null;
  } | null;
}

/** Reads what waits, in one page (docs/sync/api: 100 items). Null: Sync did not say. */
export async function waitingMessages(
  target: ReadTarget,
  service: string,
  stateMap: string,
): Promise<WaitingMessages | null> {
  const page = await readPage(target, service, stateMap);
  if (page === null) return null;
  const { count, more, waiting } = page;
  const [first] = [...waiting].sort((a, b) => (a.notice.at < b.notice.at ? -1 : 1));
  return {
    count,
    more,
    oldest:
      first === undefined
        ? null
        : {
            mailbox: first.notice.mailbox,
            at: first.notice.at,
            tries: first.tries,
            because: first.because ?? null,
          },
  };
}

/** What waits in one mailbox. */
export interface WaitingIn {
  readonly count: number;
  /** There are more messages, of whichever mailbox, than were read. */
  readonly more: boolean;
}

/** The same by mailbox, those in which something waits. Null: Sync did not say. */
export async function waitingByMailbox(
  target: ReadTarget,
  service: string,
  stateMap: string,
): Promise<ReadonlyMap<string, WaitingIn> | null> {
  const page = await readPage(target, service, stateMap);
  if (page === null) return null;
  const found = new Map<string, WaitingIn>();
  for (const { notice } of page.waiting) {
    const before = found.get(notice.mailbox)?.count ?? 0;
    found.set(notice.mailbox, { count: before + 1, more: page.more });
  }
  return found;
}

interface Page {
  /** Also those that somebody has spoilt by hand. */
  readonly count: number;
  readonly more: boolean;
  readonly waiting: readonly Waiting[];
}

async function readPage(target: ReadTarget, service: string, stateMap: string): Promise<Page | null> {
  const page = await target.listItems(service, stateMap, WAITING);
  if (page.kind === 'not_found') return { count: 0, more: false, waiting: [] };
  if (page.kind !== 'ok') return null;
  const { items } = page.value;
  const ours = items.filter(({ key }) => key.startsWith(WAITING));
  return {
    count: ours.length,
    more: page.value.more && ours.length === items.length,
    waiting: ours.flatMap(({ data }) => readWaiting(data) ?? []),
  };
}

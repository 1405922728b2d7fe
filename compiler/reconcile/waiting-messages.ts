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
  const page = await target.listItems(service, stateMap, WAITING);
  if (page.kind === 'not_found') return { count: 0, more: false, oldest: null };
  if (page.kind !== 'ok') return null;
  const { items } = page.value;
  const ours = items.filter(({ key }) => key.startsWith(WAITING));
  const waiting = ours.flatMap(({ data }): Waiting | readonly Waiting[] => readWaiting(data) ?? []);
  const [first] = [...waiting].sort((a, b) => (a.notice.at < b.notice.at ? -1 : 1));
  return {
    count: ours.length,
    more: page.value.more && ours.length === items.length,
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

import type { JsonObject } from './digest.ts';
import { type Notice, readWaiting, WAITING, type Waiting } from './notice.ts';
import { isObject, text } from './read.ts';
import { changeSync, readSync, type SyncAccess, type SyncChange } from './sync-client.ts';

/**
 * Messages that somebody is still to be told of. Each is one item of `state_map` under `message:<recording>`, written
 * before anybody is told and removed afterwards: a webhook that fails, or a Function that dies, loses nothing. That
 * somebody was told stays known for a day under `told:<recording>`, because Twilio may report a recording twice.
 */

const TOLD = 'told:';
/** Seconds that it stays known that somebody was told. */
const REMEMBERED = 86_400;

const nameOf = ({ event, id }: Notice): string => (event === 'transcript' ? `${id}:text` : id);

const toData = ({ notice, ...rest }: Waiting): string => JSON.stringify({ ...notice, ...rest });

/** A message that waits, and the revision that was read. */
export interface Listed {
  readonly waiting: Waiting;
  readonly revision: string;
}

/** The messages in Sync, for one webhook. Deadlines are milliseconds of `performance.now()`. */
export class Messages {
  readonly #access: SyncAccess;
  readonly #items: string;
  #requests = 0;

  /** @param map unique name of the state map */
  constructor(access: SyncAccess, service: string, map: string) {
    this.#access = access;
    this.#items = `/v1/Services/${service}/Maps/${encodeURIComponent(map)}/Items`;
  }

  /** Requests made of Sync. */
  get requests(): number {
    return this.#requests;
  }

  #at = (prefix: string, notice: Notice): string =>
    `${this.#items}/${encodeURIComponent(`${prefix}${nameOf(notice)}`)}`;

  #change(path: string, sent: Parameters<typeof changeSync>[2], deadline: number): Promise<SyncChange> {
    this.#requests += 1;
    return changeSync(this.#access, path, sent, deadline);
  }

  /** Writes a message down before anybody is told. `known`: that was done before, whatever became of it. */
  async keep(notice: Notice, now: string, deadline: number): Promise<'kept' | 'known' | 'failed'> {
    if (await this.wasTold(notice, deadline)) return 'known';
    const form = {
      Key: `${WAITING}${nameOf(notice)}`,
      Data: toData({ notice, tries: 0, tried: now }),
    };
    const made = await this.#change(this.#items, { form }, deadline);
    return made === 'done' ? 'kept' : made === 'conflict' ? 'known' : 'failed';
  }

  /** Whether somebody was told already; no answer is taken for no. */
  async wasTold(notice: Notice, deadline: number): Promise<boolean> {
    this.#requests += 1;
    return (await readSync(this.#access, this.#at(TOLD, notice), deadline)).kind === 'found';
  }

  /** Takes a message off: somebody was told, or nobody is to be. False: it still stands there, and is told again. */
  async finish(notice: Notice, now: string, deadline: number): Promise<boolean> {
    const Data = JSON.stringify({ mailbox: notice.mailbox, told: now } satisfies JsonObject);
    const form = { Key: `${TOLD}${nameOf(notice)}`, Data, ItemTtl: String(REMEMBERED) };
    await this.#change(this.#items, { form }, deadline);
    const removed = await this.#change(this.#at(WAITING, notice), { method: 'DELETE' }, deadline);
    return removed === 'done' || removed === 'absent';
  }

  /** Notes a vain try. */
  async missed(waiting: Waiting, deadline: number): Promise<void> {
    await this.#change(this.#at(WAITING, waiting.notice), { form: { Data: toData(waiting) } }, deadline);
  }

  /** Takes up a message that waits; false: another Function was faster. */
  async take({ waiting, revision }: Listed, now: string, deadline: number): Promise<boolean> {
    const { because: _before, ...rest } = waiting;
    const form = { Data: toData({ ...rest, tried: now }) };
    const path = this.#at(WAITING, waiting.notice);
    return (await this.#change(path, { form, ifMatch: revision }, deadline)) === 'done';
  }

  /**
   * Messages that wait, those first that were tried longest ago. No answer is none.
   * @param most so many are looked at from the first key on, and where there are more, so many from `middle` on: recordings
   * are named at random, so that in time each message is seen
   */
  async waiting(most: number, middle: string, deadline: number): Promise<readonly Listed[]> {
    const first = await this.#page(WAITING, most, deadline);
    const more = first.length < most ? [] : await this.#page(`${WAITING}${middle}`, most, deadline);
    const listed = new Map([...first, ...more].map((each) => [nameOf(each.waiting.notice), each]));
    return [...listed.values()].sort((a, b) => (a.waiting.tried < b.waiting.tried ? -1 : 1));
  }

  async #page(from: string, most: number, deadline: number): Promise<readonly Listed[]> {
    this.#requests += 1;
    const query = new URLSearchParams({
      From: from,
      Bounds: 'inclusive',
      Order: 'asc',
      PageSize: String(most),
    });
    const answer = await readSync(this.#access, `${this.#items}?${query}`, deadline);
    const items = answer.kind === 'found' && isObject(answer.body) ? answer.body.items : [];
    return (Array.isArray(items) ? items : []).flatMap((item): Listed[] => {
      if (!isObject(item) || !text(item.key)?.startsWith(WAITING)) return [];
      const waiting = readWaiting(item.data);
      return waiting === undefined ? [] : [{ waiting, revision: String(item.revision) }];
    });
  }
}

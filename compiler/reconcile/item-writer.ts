import { canonicalJson, type Json } from '../../runtime/digest.ts';
import { unpack } from '../../runtime/release.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ItemWrite } from './chain.ts';
import { itemChangedMeanwhile, itemMadeAgain, noAnswer } from './problems.ts';
import type { Answer, Clock, StoredItem, SyncTarget } from './target.ts';

/** How one write ended. `skipped`: not sent at all. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'skipped' }
  /** `open`: it may still land, so the lease must not be given back. */
  | { readonly kind: 'failed'; readonly problem: Diagnostic; readonly open: boolean };

/** Where items are written, and by whom. */
export interface ItemWriter {
  readonly target: SyncTarget;
  readonly clock: Clock;
  readonly service: string;
  /** Told when a write without a reply was sent: until it can no longer land, the document stays where it is. */
  readonly onLost: (sentAt: number) => void;
}

const MOST_TRIES = 6;

/** Before a write without an answer is sent again, in milliseconds. */
const AGAIN = 500;

const failed = (problem: Diagnostic, open = false): Outcome => ({ kind: 'failed', problem, open });

/**
 * Makes one write. Without a reply it reads back: ours, if it carries what we wrote; sent again, if nothing moved; in
 * any other case somebody else was there, and the release stops.
 */
export async function writeItem(writer: ItemWriter, write: ItemWrite): Promise<Outcome> {
  let uncertain = false;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const sentAt = writer.clock.earliest();
    const answer = await send(writer, write);
    if (answer.kind === 'ok') return accept(write, answer.value);
    if (answer.kind === 'stopped')
      return uncertain ? failed(noAnswer(doing(write), answer), true) : { kind: 'skipped' };
    const collided = answer.kind === 'conflict' || answer.kind === 'exists' || answer.kind === 'not_found';
    if (collided && !uncertain) return failed(itemChangedMeanwhile(write.name, collision(answer)));
    if (!collided && answer.kind !== 'unknown') return failed(noAnswer(doing(write), answer), uncertain);
    if (answer.kind === 'unknown') {
      uncertain = true;
      writer.onLost(sentAt);
    }
    const back = await readBack(writer, write);
    if (back !== 'unmoved') return back;
    await writer.clock.sleep(AGAIN);
  }
  return failed(noAnswer(doing(write), { kind: 'unknown', cause: `${MOST_TRIES} attempts` }), true);
}

const doing = ({ verb, name }: ItemWrite): string => `${verb} \`${name.mapName}/${name.key}\``;

const collision = ({ kind }: Answer<unknown>): string =>
  kind === 'not_found'
    ? 'was deleted by hand'
    : kind === 'exists'
      ? 'was made by somebody else'
      : 'was changed by somebody else';

async function send({ target, service }: ItemWriter, write: ItemWrite): Promise<Answer<StoredItem | true>> {
  const { mapName, key } = write.name;
  switch (write.verb) {
    case 'create':
      return target.createItem(service, mapName, key, write.data);
    case 'update':
      return target.updateItem(service, mapName, key, write.data, write.revision);
    case 'delete':
      return target.deleteItem(service, mapName, key, write.revision);
  }
}

/** An item that was made again under the same key has the same revisions, but another date of creation. */
function accept(write: ItemWrite, value: StoredItem | true): Outcome {
  const other = write.verb === 'update' && value !== true && value.dateCreated !== write.dateCreated;
  return other ? failed(itemMadeAgain(write.name)) : { kind: 'done' };
}

async function readBack(writer: ItemWriter, write: ItemWrite): Promise<Outcome | 'unmoved'> {
  const { mapName, key } = write.name;
  const found = await writer.target.fetchItem(writer.service, mapName, key);
  if (found.kind === 'not_found') {
    if (write.verb === 'create') return 'unmoved';
    return write.verb === 'delete'
      ? { kind: 'done' }
      : failed(itemChangedMeanwhile(write.name, 'was deleted by hand'));
  }
  if (found.kind !== 'ok') return failed(noAnswer(`read \`${mapName}/${key}\` back`, found), true);
  if (write.verb !== 'delete' && isOurs(write, found.value)) return accept(write, found.value);
  // Another item of the same revision, made by hand meanwhile, is not what was listed: sent again, we would destroy it.
  const listed = write.verb !== 'create' && found.value.dateCreated === write.dateCreated;
  if (listed && found.value.revision === write.revision) return 'unmoved';
  return failed(itemChangedMeanwhile(write.name, 'was changed by somebody else'));
}

/** Whether an item carries the release and the digest that we wrote; without a mark of ours: the very same data. */
function isOurs({ data }: ItemWrite & { verb: 'create' | 'update' }, found: StoredItem): boolean {
  const mine = unpack(data)?.versions[0]?.mark;
  const theirs = unpack(found.data)?.versions[0]?.mark;
  if (mine === undefined) return canonicalJson(found.data as Json) === canonicalJson(data);
  return theirs?.release === mine.release && theirs.digest === mine.digest;
}

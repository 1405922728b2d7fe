import type { LiveOverride } from '../../runtime/override.ts';
import { RECONCILE_CODES } from '../diagnostics/codes/reconcile.ts';
import type { ChangeSet, HandMade, ItemName, OtherPlan } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Answer, SyncService } from './target.ts';

/** The refusals of this folder, in words. Each has no place in a file: it is about a live service. */

type ReconcileSlug = (typeof RECONCILE_CODES)[number]['slug'];
type Words = Pick<Diagnostic, 'message' | 'why' | 'help'>;

function problem(slug: ReconcileSlug, words: Words): Diagnostic {
  const entry = RECONCILE_CODES.find((one) => one.slug === slug);
  if (entry === undefined) throw new Error(`no code for ${slug}`);
  return { code: entry.code, severity: entry.severity, related: [], ...words };
}

/** The name of an item as people and flags write it. */
export const itemName = ({ mapName, key }: Pick<ItemName, 'mapName' | 'key'>): string => `${mapName}/${key}`;

const MOST_NAMED = 10;

/** Back-quoted names, the first ten of them. */
function named(items: readonly Pick<ItemName, 'mapName' | 'key'>[]): string {
  const first = items.slice(0, MOST_NAMED).map((item) => `\`${itemName(item)}\``);
  const more = items.length - first.length;
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ');
}

/** A count with its items and the words that follow: `1 item has`, `2 items have`. */
const items = (n: number, one: string, many: string): string =>
  n === 1 ? `1 item ${one}` : `${n} items ${many}`;

export const serviceAmbiguous = (name: string, found: readonly SyncService[]): Diagnostic =>
  problem('service-ambiguous', {
    message: `${found.length} Sync services are called \`${name}\`: ${found.map((s) => s.sid).join(', ')}`,
    why: 'writing to the wrong one would change nothing for callers, or the calls of somebody else',
    help: 'set SYNC_SERVICE_SID to the one that is meant',
  });

export const serviceMissing = (sid: string): Diagnostic =>
  problem('sync-no-answer', {
    message: `this account has no Sync service \`${sid}\``,
    help: 'correct SYNC_SERVICE_SID, or leave it out to find the service by its name',
  });

export const mapOfAnotherPlan = (plan: string, found: readonly OtherPlan[]): Diagnostic => {
  const owners = [...new Set(found.map((one) => `\`${one.plan}\``))];
  const carry = items(
    found.length,
    `in the maps of \`${plan}\` carries the mark`,
    `in the maps of \`${plan}\` carry the mark`,
  );
  const owner = `${owners.length === 1 ? 'the plan' : 'the plans'} ${owners.join(', ')}`;
  return problem('map-of-another-plan', {
    message: `${carry} of ${owner}: ${named(found)}`,
    why: 'two plans in one map would overwrite each other, and calls would follow now one and now the other',
    help: 'give this plan maps of its own under `sync:` (number_map, ring_group_map, node_map, state_map)',
  });
};

export const handMadeItems = (found: readonly HandMade[]): Diagnostic =>
  problem('hand-made-items', {
    message: `${items(found.length, 'was changed by hand and leads', 'were changed by hand and lead')} elsewhere than the plan: ${named(found)}`,
    why: 'what was made by hand is live: callers are sent where a person in the Console wanted them',
    help:
      found.length === 1
        ? 'bring it into the plan, or name it after --overwrite (the plan wins) or --keep (it stays)'
        : 'bring them into the plan, or name each one after --overwrite (the plan wins) or --keep (it stays)',
  });

export const nothingMadeByHand = (name: string): Diagnostic =>
  problem('nothing-made-by-hand', {
    message: `\`${name}\` was named, but nothing there differs by hand from the plan`,
  });

export const foreignItems = (found: readonly HandMade[]): Diagnostic =>
  problem('foreign-items', {
    message: `${items(found.length, 'made by hand has', 'made by hand have')} no place in the plan: ${named(found)}`,
    why: found.length === 1 ? 'it is live and stays untouched' : 'they are live and stay untouched',
  });

export const expiringItems = (found: readonly ItemName[]): Diagnostic =>
  problem('expiring-items', {
    message: `${items(found.length, 'has', 'have')} a time to live: ${named(found)}`,
    why: `Sync will delete ${found.length === 1 ? 'it, and its' : 'them, and their'} callers will hear what an unmapped number hears`,
    help: `set ${found.length === 1 ? 'its' : 'their'} TTL to 0`,
  });

export const tooManyRemovals = (removed: number, of: number): Diagnostic =>
  problem('too-many-removals', {
    message: `${removed} of ${of} live items would be removed (${Math.round((removed / of) * 100)} %)`,
    why: 'their callers would hear what an unmapped number hears',
    help: `if that is meant, allow it with --allow-removals ${removed}`,
  });

export const notWhatWasReviewed = (expected: string, changes: ChangeSet): Diagnostic =>
  problem('not-what-was-reviewed', {
    message: `the changes have the fingerprint ${changes.fingerprint}, not ${expected}`,
    why: 'the plan or the live service is no longer what was reviewed',
    help: 'look at `dialplan diff` again',
  });

export const reconcileRunning = (holder: string, release: number | null): Diagnostic =>
  problem('reconcile-running', {
    message: `another reconcile (\`${holder}\`) is alive${release === null ? '' : ` and is preparing release ${release}`}`,
    help: 'wait for it to end; if you know that it is dead, --break-lease',
  });

export const documentLost = (name: string, highest: number): Diagnostic =>
  problem('release-document-lost', {
    message: `the document \`${name}\` is gone, but items carry releases up to ${highest}`,
    why: 'the Functions answer from their snapshot until it is back',
    help: `--rebuild-release makes it again, starting at release ${highest + 1}`,
  });

export const documentUnreadable = (name: string): Diagnostic =>
  problem('release-document-unreadable', {
    message: `the document \`${name}\` has no form that this version understands`,
    why: 'the Functions answer from their snapshot until it is mended',
    help: 'use the version of dialplan that wrote it, or delete the document and use --rebuild-release',
  });

export const itemChangedMeanwhile = (name: ItemName, found: string): Diagnostic =>
  problem('item-changed-meanwhile', {
    message: `\`${itemName(name)}\` ${found} while this release was being prepared`,
    why: 'callers still follow the release that was live before',
    help: 'look at `dialplan diff`, then reconcile again',
  });

export const itemMadeAgain = (name: ItemName): Diagnostic =>
  problem('item-made-again', {
    message: `\`${itemName(name)}\` was deleted and made again by hand between our listing and our write`,
    why: 'what was made by hand there has been replaced by this release, which is not live',
    help: 'look at the item in the Console, then reconcile again',
  });

export const leaseLost = (found: string): Diagnostic =>
  problem('lease-lost', {
    message: `this reconcile stopped: ${found}`,
    why: 'callers follow the release that the document names, whole; what was prepared is out of their sight',
    help: 'see `dialplan status`, then reconcile again',
  });

export const overtaken = (name: ItemName, release: number, ours: number): Diagnostic =>
  problem('overtaken', {
    message: `\`${itemName(name)}\` carries release ${release}, later than ours (${ours})`,
    why: 'a newer reconcile is at work, or the item was copied from another service',
    help: 'reconcile again; if it says the same, --rebuild-release starts above the highest release found',
  });

export const noPrevious = (plan: string, active: number): Diagnostic =>
  problem('no-previous-release', {
    message: `\`${plan}\` has no release before ${active} to go back to`,
    why: 'one release back is kept: either this is the first one, or it was reached by a rollback already',
    help: 'check out the plan that you want and reconcile it',
  });

export const nothingReleased = (plan: string, service: string): Diagnostic =>
  problem('nothing-released', {
    message: `\`${plan}\` has no release in the Sync service \`${service}\``,
    help: 'run `dialplan reconcile` first',
  });

export const stateForgotten = (name: string, { state, until }: LiveOverride): Diagnostic =>
  problem('live-state-forgotten', {
    message: `override \`${name}\` is ${state}${until === undefined ? '' : ` until ${until}`}, and leaves the plan`,
    why: 'after the release callers are treated as if it were off',
    help: `if it was renamed, write \`was: ${name}\` at its new name`,
  });

/** @param more there are more than were read */
export const messagesForgotten = (mailbox: string, count: number, more: boolean): Diagnostic =>
  problem('live-state-forgotten', {
    message: `${more ? 'at least ' : ''}${count === 1 ? '1 message waits' : `${count} messages wait`} in mailbox \`${mailbox}\`, which leaves the plan`,
    why: 'after the release the people of the mailbox are no longer told of them',
    help: `if it was renamed, write \`was: ${mailbox}\` at its new name`,
  });

export const releaseMoved = (from: number, to: number): Diagnostic =>
  problem('release-moved-meanwhile', {
    message: `release ${from} was to be rolled back, but meanwhile ${to} is active`,
    help: 'see `dialplan status`, and roll back again if that one is meant',
  });

export const interrupted = (): Diagnostic =>
  problem('interrupted', {
    message: 'this reconcile was told to end: nothing of its release is live',
    help: 'reconcile again whenever you like',
  });

export const perhapsLive = (release: number): Diagnostic =>
  problem('sync-no-answer', {
    message: `release ${release} may be live or not: the write that makes it live had no answer`,
    why: 'callers follow one release, whole: this one or the one before',
    help: '`dialplan status` says which; a reconcile does nothing if it is this one',
  });

export const perhapsBack = (from: number, to: number): Diagnostic =>
  problem('sync-no-answer', {
    message: `release ${to} may be live again or not: the write that leaves release ${from} had no answer`,
    why: 'callers follow one of the two, whole',
    help: '`dialplan status` says which; roll back again if it is still the later one',
  });

/** @param bytes and `most`, of Sync  @param stays whether --keep can leave it as it is */
export const noRoom = (name: ItemName, bytes: number, most: number, stays: boolean): Diagnostic =>
  problem('no-room-for-versions', {
    message: `\`${itemName(name)}\` with the version made by hand kept beside ours has ${bytes} bytes; Sync takes ${most}`,
    help: `shorten or delete the item in the Console${stays ? `, or leave it as it is with --keep ${itemName(name)}` : ''}`,
  });

/** An answer that is no success, in words. */
export function answerText(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): string {
  switch (answer.kind) {
    case 'not_found':
      return 'not found (404)';
    case 'conflict':
      return 'changed meanwhile (412)';
    case 'exists':
      return 'exists already (409)';
    case 'rate_limited':
      return `too many requests (429${answer.code === null ? '' : `, ${answer.code}`}): ${answer.message}`;
    case 'unknown':
      return `no answer: ${answer.cause}`;
    case 'refused':
      return `${answer.status}${answer.code === null ? '' : `, Twilio error ${answer.code}`}: ${answer.message}`;
    case 'stopped':
      return 'not sent';
  }
}

const ASK_STATUS = 'try again in a minute; `dialplan status` says what callers follow meanwhile';

/** What to do when an answer is no success. */
function answerHelp(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): string {
  if (answer.kind !== 'refused') return ASK_STATUS;
  return answer.code === null
    ? 'look at the Sync service in the Console'
    : `see https://www.twilio.com/docs/api/errors/${answer.code}`;
}

export const noAnswer = (doing: string, answer: Exclude<Answer<unknown>, { kind: 'ok' }>): Diagnostic =>
  problem('sync-no-answer', {
    message: `Sync did not let us ${doing}: ${answerText(answer)}`,
    help: answerHelp(answer),
  });

/** The same problem, told by `status` itself: it cannot send anybody to `status`. */
export const toldByStatus = (problem: Diagnostic): Diagnostic =>
  problem.help !== ASK_STATUS
    ? problem
    : {
        ...problem,
        why: 'nothing has changed by this; where the Functions get no answer either, callers follow the snapshot of the last deploy',
        help: 'try again in a minute; if it goes on, look at https://status.twilio.com, or on this machine at `dialplan dev`',
      };

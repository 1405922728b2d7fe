import { type MapRole, releaseDocumentName } from '../../../compiler/model/desired.ts';
import type { Clock, ReadTarget } from '../../../compiler/reconcile/target.ts';
import {
  follow,
  type Item,
  type Picked,
  pick,
  type Release,
  type ReleaseDocument,
  type ReleaseInfo,
  readDocument,
  unpack,
} from '../../../runtime/release.ts';
import { MAPS, PLACES } from './plans.ts';
import type { Random } from './random.ts';
import type { Watcher } from './watcher.ts';

/** The two decisions of a reader; the real ones, except in a mutation. */
export interface ReaderRules {
  readonly follow: (document: Release, pinned: number | undefined) => ReturnType<typeof follow>;
  readonly pick: (item: Item, release: number, abandoned: readonly number[]) => Picked;
  /** Whether items that were read beside another document are dropped. */
  readonly dropItems: boolean;
}

export const READER_RULES: ReaderRules = { follow, pick, dropItems: true };

/** All of Sync together gets this long in a webhook, in milliseconds; then the snapshot answers. */
const BUDGET = 1_500;

/** What one warm Function keeps. Ages count from when a read was sent. */
interface Warm {
  copy?: { readonly document: ReleaseDocument; readonly sentAt: number };
  readonly items: Map<string, { readonly item: Item | undefined; readonly sentAt: number }>;
}

export interface Reader {
  readonly target: ReadTarget;
  readonly clock: Clock;
  readonly chance: Random;
  readonly watcher: Watcher;
  readonly rules: ReaderRules;
  /** The longest time between two calls, and between two webhooks of a call, in milliseconds. */
  readonly pause: number;
}

/** Calls, one after another, each of a few webhooks that all have to be answered from one plan. */
export async function answerCalls(reader: Reader, calls: number): Promise<void> {
  const warm: Warm = { items: new Map() };
  for (let call = 0; call < calls; call += 1) {
    await reader.clock.sleep(reader.chance.between(0, reader.pause));
    await answerCall(reader, warm);
  }
}

async function answerCall(reader: Reader, warm: Warm): Promise<void> {
  const { clock, chance, watcher } = reader;
  let pinned: ReleaseInfo | undefined;
  for (let webhook = chance.between(1, 4); webhook > 0; webhook -= 1) {
    const document = await documentOf(reader, warm);
    if (document === undefined) return;
    const followed = reader.rules.follow(document, pinned?.release);
    if (followed === undefined) return;
    const info = [document.active, document.previous].find((one) => one?.release === followed.release);
    if (info == null)
      return watcher.report(`a webhook follows ${followed.release}, which the document does not name`);
    if (pinned !== undefined) staysOn(watcher, pinned, info, document);
    pinned = info;
    await answerWebhook(reader, warm, document, info);
    await clock.sleep(chance.between(500, reader.pause));
  }
}

/** A call changes its release only when the document no longer names it; and a release is one plan for ever. */
function staysOn(watcher: Watcher, pinned: ReleaseInfo, info: ReleaseInfo, document: ReleaseDocument): void {
  const named = [document.active, document.previous].some((one) => one?.release === pinned.release);
  if (named && info.release !== pinned.release) {
    watcher.report(`a call on release ${pinned.release} was moved to ${info.release}`);
  }
  if (info.release === pinned.release && info.digest !== pinned.digest) {
    watcher.report(`release ${info.release} became another plan during a call`);
  }
}

async function documentOf(
  { target, clock, rules }: Reader,
  warm: Warm,
): Promise<ReleaseDocument | undefined> {
  const age = clock.now() - (warm.copy?.sentAt ?? Number.NEGATIVE_INFINITY);
  if (warm.copy !== undefined && age <= warm.copy.document.cache_seconds * 1000) return warm.copy.document;
  const sentAt = clock.now();
  const answer = await target.fetchDocument('IS', releaseDocumentName('acme'));
  if (clock.now() - sentAt > BUDGET || answer.kind !== 'ok') return undefined;
  const document = readDocument(answer.value.data);
  if (document === undefined) return undefined;
  if (rules.dropItems && !sameRelease(warm.copy?.document, document)) warm.items.clear();
  warm.copy = { document, sentAt };
  return document;
}

const names = (document: ReleaseDocument): string =>
  JSON.stringify([document.active?.release, document.previous?.release, document.abandoned]);

const sameRelease = (a: ReleaseDocument | undefined, b: ReleaseDocument): boolean =>
  a !== undefined && names(a) === names(b);

async function answerWebhook(
  reader: Reader,
  warm: Warm,
  document: ReleaseDocument,
  info: ReleaseInfo,
): Promise<void> {
  const { clock, chance, rules, watcher } = reader;
  const startedAt = clock.now();
  const wanted = PLACES.filter(() => chance.chance(0.5));
  const items = await Promise.all(wanted.map(({ map, key }) => itemOf(reader, warm, document, map, key)));
  if (clock.now() - startedAt > BUDGET || items.includes('no_answer')) return;
  wanted.forEach(({ map, key }, i) => {
    const item = items[i] as Item | undefined;
    const answer: Picked = item ? rules.pick(item, info.release, document.abandoned) : { kind: 'absent' };
    watcher.check(info, map, key, answer, 'in a webhook');
  });
}

async function itemOf(
  { target, clock }: Reader,
  warm: Warm,
  document: ReleaseDocument,
  map: MapRole,
  key: string,
): Promise<Item | undefined | 'no_answer'> {
  const name = `${map}/${key}`;
  const kept = warm.items.get(name);
  if (kept !== undefined && clock.now() - kept.sentAt <= document.cache_seconds * 1000) return kept.item;
  const sentAt = clock.now();
  const answer = await target.fetchItem('IS', MAPS[map], key);
  if (answer.kind !== 'ok' && answer.kind !== 'not_found') return 'no_answer';
  const item = answer.kind === 'ok' ? unpack(answer.value.data) : undefined;
  warm.items.set(name, { item, sentAt });
  return item;
}

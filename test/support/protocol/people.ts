import { byCodeUnit, type MapRole } from '../../../compiler/model/desired.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { unpack } from '../../../runtime/release.ts';
import { anyValue, byHand, MAPS, PLACES } from './plans.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { Watcher } from './watcher.ts';
import { ANY_REVISION, type World } from './world.ts';

/**
 * People in the Console: they edit, make and delete single items, whenever they like, without looking at revisions.
 * One thing they do not do here is to make a key again soon after it was deleted (by them, or by a writer whose lease
 * was broken): revisions restart, so a writer that listed the old item would write over the new one. It finds out by
 * the date of creation, but only then; that has a test of its own.
 */
export interface People {
  /** One of them does something now. */
  act(): void;
  /** Places where what a person wrote last must still be live, with its digest. */
  lastEdits(): readonly { readonly map: MapRole; readonly key: string; readonly digest: string }[];
}

/** Longer than any writer works with what it has listed, in milliseconds. */
const SOON = 120_000;

export function people(
  on: Scheduler,
  world: World,
  watcher: Watcher,
  chance: Random,
  span: number,
  deleting = 0.3,
): People {
  const last = new Map<string, { map: MapRole; key: string; digest: string }>();
  let edits = 0;

  function edit(map: MapRole, key: string): void {
    const place = `${map}/${key}`;
    if (on.now() - (world.deletedAt(MAPS[map], key) ?? Number.NEGATIVE_INFINITY) < SOON) return;
    const unique = chance.chance(0.7);
    const payload = byHand(map, key, unique ? `hand${edits++}` : anyValue(chance));
    const found = world.fetchItem(MAPS[map], key);
    const data = dressed(payload, found.kind === 'ok' ? found.value.data : undefined);
    // What stays beside it in the Console's form (our `_dialplan`) makes no difference to readers.
    const shown = unpack(data)?.versions[0]?.payload ?? payload;
    watcher.touched(map, key, shown);
    if (found.kind === 'ok') world.updateItem(MAPS[map], key, data, ANY_REVISION);
    else if (world.createItem(MAPS[map], key, data).kind !== 'ok') return;
    if (unique) last.set(place, { map, key, digest: digest(shown) });
    else last.delete(place);
  }

  /** Bare, in the Console's wrapper, or an edit of what is there that leaves our mark standing. */
  function dressed(payload: JsonObject, before: unknown): JsonObject {
    const form = chance.between(0, 2);
    if (form === 0) return payload;
    if (form === 1) return { Data: payload };
    const mark = (before as JsonObject | undefined)?._dialplan;
    return mark === undefined ? payload : { ...payload, _dialplan: mark };
  }

  function remove(map: MapRole, key: string): void {
    const place = `${map}/${key}`;
    last.delete(place);
    watcher.touched(map, key, undefined);
    world.deleteItem(MAPS[map], key, ANY_REVISION);
  }

  function act(): void {
    const { map, key } = chance.pick(PLACES);
    if (chance.chance(deleting)) remove(map, key);
    else edit(map, key);
  }

  for (let i = chance.between(0, 5); i > 0; i -= 1) on.after(chance.between(0, span), act);
  return {
    act,
    lastEdits: () => [...last.values()].sort((a, b) => byCodeUnit(a.key, b.key)),
  };
}

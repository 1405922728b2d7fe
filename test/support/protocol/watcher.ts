import { type DesiredItems, type MapRole, releaseDocumentName } from '../../../compiler/model/desired.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import {
  type Picked,
  pick,
  type ReleaseDocument,
  type ReleaseInfo,
  readDocument,
  unpack,
} from '../../../runtime/release.ts';
import { MAPS, PLACES } from './plans.ts';
import type { World } from './world.ts';

/**
 * Watches over what callers are told. After every write that changes an item or the document it asks, for every key
 * and every document that a reader can still have: does the release that the document names, and the one before it,
 * still answer exactly what its plan says? Keys that a person has touched may also answer what the person wrote.
 */
export interface Watcher {
  readonly violations: readonly string[];
  answersChecked(): number;
  report(violation: string): void;
  /** A plan that somebody may release; `cacheSeconds` is not part of what it answers. */
  know(plan: DesiredItems): void;
  /** A person wrote (payload) or deleted (undefined) an item. */
  touched(map: MapRole, key: string, payload: JsonObject | undefined): void;
  /** Whether an answer is one that the release may give. */
  check(info: ReleaseInfo, map: MapRole, key: string, answer: Picked, where: string): void;
  documentChanged(name: string): void;
  itemChanged(map: string, key: string): void;
}

/** A document that readers may still work with: until `until`. */
interface Holdable {
  readonly document: ReleaseDocument;
  until: number;
}

/** How long a webhook under way works with the document that it began with, in milliseconds. */
const WEBHOOK = 1_500;

const PLACE_OF = new Map(PLACES.map((place) => [`${MAPS[place.map]}/${place.key}`, place]));

export function watcher(now: () => number, see: () => World): Watcher {
  const violations: string[] = [];
  const plans = new Map<string, ReadonlyMap<string, string>>();
  const hands = new Map<string, Set<string>>();
  let holdable: Holdable[] = [];
  let checked = 0;

  const nothing = 'absent';
  const answerOf = (answer: Picked): string => (answer.kind === 'absent' ? nothing : digest(answer.payload));

  function check(info: ReleaseInfo, map: MapRole, key: string, answer: Picked, where: string): void {
    checked += 1;
    const place = `${map}/${key}`;
    const expected = plans.get(info.digest)?.get(place) ?? nothing;
    const got = answerOf(answer);
    if (got === expected || hands.get(place)?.has(got)) return;
    violations.push(`${where}: release ${info.release} at ${place} answers ${JSON.stringify(answer)}`);
  }

  function checkKey(map: MapRole, key: string, where: string): void {
    const found = see().fetchItem(MAPS[map], key);
    const item = found.kind === 'ok' ? unpack(found.value.data) : undefined;
    for (const { document } of holdable) {
      for (const info of [document.active, document.previous]) {
        if (info === null) continue;
        const answer: Picked = item ? pick(item, info.release, document.abandoned) : { kind: 'absent' };
        check(info, map, key, answer, where);
      }
    }
  }

  const forget = () => {
    holdable = holdable.filter(({ until }) => until >= now());
  };

  return {
    violations,
    answersChecked: () => checked,
    report: (violation) => violations.push(violation),
    know(plan) {
      plans.set(
        plan.digest,
        new Map(plan.items.map((item) => [`${item.map}/${item.key}`, digest(item.payload)])),
      );
    },
    touched(map, key, payload) {
      const place = `${map}/${key}`;
      const known = hands.get(place) ?? new Set();
      hands.set(place, known.add(payload === undefined ? nothing : digest(payload)));
    },
    check,
    documentChanged(name) {
      const found = see().fetchDocument(name);
      const document =
        found.kind === 'ok' && name === releaseDocumentName('acme')
          ? readDocument(found.value.data)
          : undefined;
      if (document === undefined) return;
      forget();
      const last = holdable.at(-1);
      if (last !== undefined) last.until = now() + last.document.cache_seconds * 1000 + WEBHOOK;
      holdable.push({ document, until: Number.POSITIVE_INFINITY });
      for (const { map, key } of PLACES) checkKey(map, key, 'after a write of the document');
    },
    itemChanged(map, key) {
      const place = PLACE_OF.get(`${map}/${key}`);
      if (place === undefined) return;
      forget();
      checkKey(place.map, place.key, 'after a write of the item');
    },
  };
}

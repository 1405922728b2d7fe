import { encode } from '../../runtime/items.ts';
import type { Bundle, Program } from '../../runtime/program.ts';
import type { Ref } from '../../runtime/world.ts';
import { type DesiredItem, type DesiredItems, desiredItems, type MapRole } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { MAX_KEY_CHARACTERS, MAX_PAYLOAD_BYTES } from '../model/limits.ts';
import type { Origin } from '../model/source.ts';

/** Where the author wrote what a reference names; undefined: nowhere in particular. */
export type OriginOf = (ref: Ref) => Origin | undefined;

const refOf = ({ map, key }: DesiredItem): Ref => {
  const kind = map === 'number_map' ? 'number:' : map === 'ring_group_map' ? 'ring_group:' : '';
  return `${kind}${key}` as Ref;
};

/** Keys that Twilio's API and its client address without surprises (twilio-node issue 1077: `/` cannot be read back). */
const SAFE_KEY = /^[A-Za-z0-9_+:@~*#-][A-Za-z0-9_.+:@~*#-]*$/;

const utf8 = new TextEncoder();

/** Bytes as UTF-8; a UTF-16 unit takes three at most, so short texts need not be counted. */
function bytesIn(payload: DesiredItem['payload']): number {
  const text = JSON.stringify(payload);
  return text.length * 3 <= MAX_PAYLOAD_BYTES ? text.length : utf8.encode(text).length;
}

function problem(item: DesiredItem, originOf: OriginOf): Diagnostic | undefined {
  const bytes = bytesIn(item.payload);
  const addressable = item.key.length <= MAX_KEY_CHARACTERS && SAFE_KEY.test(item.key);
  if (bytes <= MAX_PAYLOAD_BYTES && addressable) return undefined;
  const ref = refOf(item);
  const origin = originOf(ref);
  const place = { severity: 'error' as const, related: [], ...(origin === undefined ? {} : { origin }) };
  if (bytes > MAX_PAYLOAD_BYTES) {
    return {
      ...place,
      code: 'DP5001',
      message: `\`${ref}\` makes an item of ${bytes} bytes, ${bytes - MAX_PAYLOAD_BYTES} more than the ${MAX_PAYLOAD_BYTES} that fit`,
      why: 'three releases of an item must fit into the 16 KiB that Sync allows, so that a call ends on the plan it began on',
      help: 'split it: a long list of members can become two groups, a long text a recording',
    };
  }
  return {
    ...place,
    code: 'DP5002',
    message: `\`${item.key.slice(0, 60)}\` cannot be the key of a Sync item`,
    why: 'an item with such a key can be made, but never be read again',
    help: `use letters, digits and \`_ - . + : @ ~\`, at most ${MAX_KEY_CHARACTERS} characters`,
  };
}

/** The items of a program, and what does not fit: DP5001, DP5002. */
export function syncItems(
  program: Program,
  bundle: Pick<Bundle, 'plan' | 'service' | 'maps'>,
  cacheSeconds: number,
  originOf: OriginOf,
): { readonly items: DesiredItems; readonly diagnostics: readonly Diagnostic[] } {
  const items: DesiredItem[] = [];
  for (const [map, byKey] of Object.entries(encode(program))) {
    for (const [key, payload] of Object.entries(byKey)) items.push({ map: map as MapRole, key, payload });
  }
  const { plan, service, maps } = bundle;
  return {
    items: desiredItems({ plan, service, maps, cacheSeconds }, items),
    diagnostics: items.flatMap((item) => problem(item, originOf) ?? []),
  };
}

import type { JsonObject } from '../../../runtime/digest.ts';
import { MAX_ITEM_BYTES, MAX_KEY_CHARACTERS } from '../../model/limits.ts';
import { type Refusal, refuse, type SyncErrorCode } from './errors.ts';
import { DATA_DEPTH, TTL_SECONDS, UNIQUE_NAME_LENGTH } from './limits.ts';
import { looksLikeSid } from './sids.ts';

/** UTF-8 bytes of a text. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * The `Data` of a form: a JSON object as text, at most 16 KiB of UTF-8 (docs/sync/limits).
 * Absent: undefined. Codes: 54006 too long, 54008 no JSON object or nested too deeply, `nullCode` for a JSON null.
 */
export function readData(form: URLSearchParams, nullCode: SyncErrorCode): JsonObject | Refusal | undefined {
  const text = form.get('Data');
  if (text === null) return undefined;
  if (byteLength(text) > MAX_ITEM_BYTES) return refuse(54006);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(54008);
  }
  if (value === null) return refuse(nullCode);
  return isObject(value) && isWithin(value, DATA_DEPTH) ? value : refuse(54008);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value nests no deeper than so many levels. */
function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}

/** When something expires, in milliseconds since 1970; `never`; or undefined: the request does not say. */
export type Expiry = { readonly expires: number | null } | undefined;

/**
 * The expiry that the first given parameter of `names` sets: the others are aliases and are ignored.
 * Nothing or 0 seconds: never. Code: 54011 (docs/api/errors/54011).
 */
export function readTtl(form: URLSearchParams, names: readonly string[], now: number): Expiry | Refusal {
  const text = names.map((name) => form.get(name)).find((value) => value !== null);
  if (text === undefined || text === null) return undefined;
  if (text === '') return { expires: null };
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds <= TTL_SECONDS)) return refuse(54011);
  return { expires: seconds === 0 ? null : now + seconds * 1000 };
}

/** The unique name of a new object, null if it has none. Code: 54302 (docs/api/errors/54302). */
export function readUniqueName(form: URLSearchParams): { readonly name: string | null } | Refusal {
  const name = form.get('UniqueName');
  if (name === null) return { name };
  return name.length < 1 || name.length > UNIQUE_NAME_LENGTH || looksLikeSid(name) ? refuse(54302) : { name };
}

/** The key of a new map item. Code: 54209 (docs/api/errors/54209). */
export function readKey(form: URLSearchParams): { readonly key: string } | Refusal {
  const key = form.get('Key') ?? '';
  return key.length < 1 || key.length > MAX_KEY_CHARACTERS ? refuse(54209) : { key };
}

/** A boolean parameter; undefined when it is not given. Code: 20001. */
export function readBoolean(form: URLSearchParams, name: string): boolean | Refusal | undefined {
  const text = form.get(name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text === 'true') return true;
  return text === 'false' ? false : refuse(20001, name);
}

/**
 * Checks an `If-Match` header against a revision: bare (`1`), quoted (`"1"`) or weak (`W/"1"`).
 * Codes: 54003 for anything else, `mismatchCode` for another revision. Undefined: go on.
 */
export function checkRevision(
  ifMatch: string | undefined,
  record: { readonly revision: number },
  mismatchCode: SyncErrorCode,
): Refusal | undefined {
  if (ifMatch === undefined) return undefined;
  const match = /^(?:(\d+)|(?:W\/)?"(\d+)")$/.exec(ifMatch.trim());
  if (!match) return refuse(54003);
  return (match[1] ?? match[2]) === String(record.revision) ? undefined : refuse(mismatchCode);
}

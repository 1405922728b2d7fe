import { createHash } from 'node:crypto';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Engines list keys of digits before all others, and `__proto__` is no member to assign: these are put in order by hand. */
function isUnusual(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 48 && first <= 57) || key === '__proto__';
}

/**
 * A value whose objects list their members by code unit, so that the engine's own JSON writer, several times as fast as
 * any of ours, writes them so; the same value where nothing had to be moved. Undefined: the engine would not keep the order.
 */
export function inOrder<V>(value: V): V | undefined {
  if (typeof value !== 'object' || value === null) return value;
  return (Array.isArray(value) ? listInOrder(value) : membersInOrder(value as Members)) as V | undefined;
}

type Members = { readonly [key: string]: unknown };

function listInOrder(list: readonly unknown[]): readonly unknown[] | undefined {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const ordered = inOrder(list[i]);
    if (ordered === list[i]) continue;
    if (ordered === undefined) return undefined;
    copy ??= list.slice();
    copy[i] = ordered;
  }
  return copy ?? list;
}

function membersInOrder(object: Members): Members | undefined {
  const keys = Object.keys(object);
  let sorted = true;
  for (let i = 1; i < keys.length && sorted; i++) sorted = (keys[i - 1] ?? '') < (keys[i] ?? '');
  if (!sorted) keys.sort();
  let copy: { [key: string]: unknown } | undefined = sorted ? undefined : {};
  for (const key of keys) {
    if (isUnusual(key)) return undefined;
    const ordered = inOrder(object[key]);
    if (ordered !== object[key]) {
      if (ordered === undefined) return undefined;
      copy ??= { ...object };
    }
    if (copy !== undefined) copy[key] = ordered;
  }
  return copy ?? object;
}

/** JSON with the members of every object sorted by code unit: equal values give equal text, whatever their key order. */
export function canonicalJson(value: Json): string {
  const ordered = inOrder(value);
  return ordered === undefined ? byHand(value) : JSON.stringify(ordered);
}

function byHand(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((v) => byHand(v)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const object = value as JsonObject;
    const members = Object.keys(object)
      .sort()
      .filter((key) => object[key] !== undefined)
      .map((key) => `${JSON.stringify(key)}:${byHand(object[key] as Json)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * The digest that marks a version as ours: the first 16 hex digits of SHA-256 over the canonical JSON.
 * `node:crypto` is the one Node module below the edges: hashing is arithmetic, and our own would be slower.
 */
export function digest(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
}

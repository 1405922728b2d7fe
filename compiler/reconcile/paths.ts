import { canonicalJson, type Json, type JsonObject } from '../../runtime/digest.ts';
import type { PathChange } from '../model/change.ts';
import { byCodeUnit } from '../model/desired.ts';

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The members of a list by their names, if all are objects with different names. */
function byName(list: readonly Json[]): Map<string, Json> | undefined {
  const named = new Map<string, Json>();
  for (const member of list) {
    const name = isObject(member) ? member.name : undefined;
    if (typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, member);
  }
  return named;
}

const allScalar = (list: readonly Json[]): boolean => list.every((v) => typeof v !== 'object' || v === null);

/** A key as it is shown in a path: quoted only if it would not read well bare. */
const shown = (key: string): string => (/^[\w+@:~-][\w+@:.~-]*$/.test(key) ? key : JSON.stringify(key));

const member = (path: string, key: string): string => (path === '' ? shown(key) : `${path}.${shown(key)}`);

function objectChanges(before: JsonObject, after: JsonObject, path: string): PathChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byCodeUnit);
  return keys.flatMap((key) => changes(before[key], after[key], member(path, key)));
}

function namedChanges(before: Map<string, Json>, after: Map<string, Json>, path: string): PathChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const inside = names.flatMap((name) =>
    changes(before.get(name), after.get(name), `${path}[${shown(name)}]`),
  );
  const stayed = (own: Map<string, Json>, other: Map<string, Json>) =>
    [...own.keys()].filter((n) => other.has(n));
  const order = { before: stayed(before, after), after: stayed(after, before) };
  if (canonicalJson(order.before) === canonicalJson(order.after)) return inside;
  return [
    ...inside,
    { path: `${path} (order)`, kind: 'changed', before: [...before.keys()], after: [...after.keys()] },
  ];
}

function listChanges(before: readonly Json[], after: readonly Json[], path: string): PathChange[] {
  if (allScalar(before) && allScalar(after)) return [{ path, kind: 'changed', before, after }];
  const named = { before: byName(before), after: byName(after) };
  if (named.before !== undefined && named.after !== undefined)
    return namedChanges(named.before, named.after, path);
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, i) => changes(before[i], after[i], `${path}[${i}]`)).flat();
}

function changes(before: Json | undefined, after: Json | undefined, path: string): PathChange[] {
  if (before === undefined) return after === undefined ? [] : [{ path, kind: 'added', after }];
  if (after === undefined) return [{ path, kind: 'removed', before }];
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isObject(before) && isObject(after)) return objectChanges(before, after, path);
  if (isList(before) && isList(after)) return listChanges(before, after, path);
  return [{ path, kind: 'changed', before, after }];
}

/**
 * What differs inside two payloads, smallest places first found by key order. The order of keys is no difference;
 * members of a list that all have a `name` are compared by name, and a mere change of their order is one line.
 */
export const pathChanges = (before: JsonObject, after: JsonObject): readonly PathChange[] =>
  changes(before, after, '');

import { canonicalJson, type Json, type JsonObject } from '../../runtime/digest.ts';
import type { MapRole } from '../model/desired.ts';

/**
 * Whether a version written by hand leads callers where the plan leads them. Then it can be adopted: replaced by ours
 * without anybody hearing a difference. What only we write (`node`, `needs`, `label`, `strategy`, `exits`, ...) does
 * not count, for a person who edits in the Console does not write it.
 */
export function leadsToTheSame(map: MapRole, key: string, hand: JsonObject, wanted: JsonObject): boolean {
  switch (map) {
    case 'number_map':
      return sameNumber(key, hand, wanted);
    case 'ring_group_map':
      return sameGroup(hand, wanted);
    case 'node_map':
      return canonicalJson(withoutOurs(hand)) === canonicalJson(withoutOurs(wanted));
  }
}

/** `pstn` is the old word for `number`. */
const kind = (type: Json | undefined): Json | undefined => (type === 'pstn' ? 'number' : type);

/**
 * An entry of `numberConfig` is its `type` and `uri`. Only where `uri` is the entry's own number does our `node` say
 * where the call goes.
 */
function sameNumber(key: string, hand: JsonObject, wanted: JsonObject): boolean {
  if (kind(hand.type) !== kind(wanted.type) || hand.uri !== wanted.uri) return false;
  return hand.uri !== key || hand.node === wanted.node;
}

const MEMBER = ['name', 'type', 'destination', 'timeout'] as const;

function member(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { type, ...rest } = value as JsonObject;
  const all: JsonObject = { ...rest, type: kind(type) ?? null };
  return MEMBER.map((name) => all[name] ?? null);
}

/** A ring group is its members, in order, each with what the old PBX knew of it. */
function sameGroup(hand: JsonObject, wanted: JsonObject): boolean {
  if (!Array.isArray(hand.group) || !Array.isArray(wanted.group)) return false;
  return canonicalJson(hand.group.map(member)) === canonicalJson(wanted.group.map(member));
}

/** A node has no older form: only what is derived (`needs`) or shown (`label`) may differ. */
function withoutOurs({ needs: _needs, label: _label, ...rest }: JsonObject): JsonObject {
  return rest;
}

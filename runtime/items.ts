import type { JsonObject } from './digest.ts';
import { type NodeKind, type ProgramNode, readNode, runtimeOf } from './nodes/index.ts';
import type {
  ClassOfRestriction,
  Destination,
  NodeId,
  NumberEntry,
  Phone,
  Program,
  Settings,
} from './program.ts';
import { destination, isObject, leg, text, texts } from './read.ts';
import type { Ref } from './world.ts';

/**
 * How a program lies in Sync: the only module that knows the layout, in both directions. Numbers are in the number map
 * and groups in the ring group map, both in the shapes that hand-written PBXs read; all else is one item a node in the
 * node map. Another layout (numbers packed by hundreds, maps in shards) replaces this file and nothing else.
 */

export type MapRole = 'number_map' | 'ring_group_map' | 'node_map';

/** Payloads by map and key. */
export type Items = { readonly [M in MapRole]: { readonly [key: string]: JsonObject } };

/** Which item holds what a reference names. */
export function placeOf(ref: Ref): { readonly map: MapRole; readonly key: string } {
  const [, kind, name] = /^([^:]+):(.*)$/s.exec(ref) ?? [];
  if (kind === 'number') return { map: 'number_map', key: name ?? '' };
  if (kind === 'ring_group') return { map: 'ring_group_map', key: name ?? '' };
  return { map: 'node_map', key: ref };
}

/** Everything a reference can name. */
export type Entry = NumberEntry | ProgramNode | Phone | Destination | Settings;

// --- program to items

const isInline = (to: Destination): to is ProgramNode => typeof to !== 'string';

/** The nodes that a call can reach from a destination before Twilio must act: what is read in one go. */
function reach(to: Destination, program: Program, found: Set<NodeId>): void {
  const unassigned = program.settings.unmapped.outside_caller;
  if (to === 'unassigned' && unassigned !== 'unassigned') reach(unassigned, program, found);
  if (to === 'unassigned' || to === 'hangup' || to === 'outbound') return;
  if (!isInline(to)) {
    if (found.has(to)) return;
    found.add(to);
  }
  const node = isInline(to) ? to : program.nodes[to];
  if (node !== undefined && !runtimeOf(node).waits) reachOn(node, program, found);
}

function reachOn(node: ProgramNode, program: Program, found: Set<NodeId>): void {
  for (const to of Object.values(node.exits)) reach(to, program, found);
}

function needsOf(from: readonly Destination[], program: Program): { needs?: readonly NodeId[] } {
  const found = new Set<NodeId>();
  for (const to of from) {
    reach(to, program, found);
    // A call comes back to a leaf that waits, so what its exits reach is wanted with the item that holds it.
    if (isInline(to)) reachOn(to, program, found);
  }
  return found.size === 0 ? {} : { needs: [...found].sort() };
}

const oldType = (phone: { type: string; destination: string }): JsonObject => ({
  type: phone.type,
  uri: phone.type === 'client' ? `client:${phone.destination}` : phone.destination,
});

function leafFields(node: ProgramNode): JsonObject | undefined {
  switch (node.kind) {
    case 'sip':
      return { type: 'sip', uri: node.uri };
    case 'number':
      return { type: 'number', uri: node.number };
    case 'client':
      return { type: 'client', uri: `client:${node.identity}` };
    default:
      return undefined;
  }
}

function numberItem(number: string, { to, label }: NumberEntry, program: Program): JsonObject {
  const extra = { ...(label === undefined ? {} : { label }), ...needsOf([to], program) };
  const fields = isInline(to) ? leafFields(to) : undefined;
  if (isInline(to) && fields !== undefined) {
    const { ring } = to as { ring?: number };
    const ways = Object.keys(to.exits).length === 0 ? {} : { exits: to.exits };
    return { ...fields, ...(ring === undefined ? {} : { ring }), ...ways, ...extra } as unknown as JsonObject;
  }
  const node = isInline(to) ? undefined : program.nodes[to as NodeId];
  // An old Function dials what it does not understand, and reaches the number itself.
  const old = node?.kind === 'extension' ? oldType(node.phone) : { type: 'number', uri: number };
  return { ...old, node: to, ...extra } as unknown as JsonObject;
}

function nodeItem(node: ProgramNode, program: Program): JsonObject {
  const needs = needsOf(Object.values(node.exits), program);
  if (node.kind !== 'ring_group') return { ...node, ...needs } as unknown as JsonObject;
  const { kind: _implied, members, ...rest } = node;
  return { group: members, ...rest, ...needs } as unknown as JsonObject;
}

/** Lays a program out as items. */
export function encode(program: Program): Items {
  const items: { [M in MapRole]: { [key: string]: JsonObject } } = {
    number_map: {},
    ring_group_map: {},
    node_map: {},
  };
  const put = (ref: Ref, payload: JsonObject) => {
    const { map, key } = placeOf(ref);
    items[map][key] = payload;
  };
  for (const [number, entry] of Object.entries(program.numbers)) {
    put(`number:${number}`, numberItem(number, entry, program));
  }
  for (const [id, node] of Object.entries(program.nodes)) put(id as NodeId, nodeItem(node, program));
  for (const [key, phone] of Object.entries(program.phones))
    put(key as NodeId, phone as unknown as JsonObject);
  for (const [key, to] of Object.entries(program.dials)) {
    put(key as NodeId, { to, ...needsOf([to], program) } as unknown as JsonObject);
  }
  const unmapped = Object.values(program.settings.unmapped);
  put(`settings:${program.plan}`, {
    ...program.settings,
    ...needsOf(unmapped, program),
  } as unknown as JsonObject);
  return items;
}

// --- items to program

/** What an item lists to be read with it. */
export const needsIn = (payload: JsonObject): readonly Ref[] =>
  (texts(payload.needs) ?? []) as readonly Ref[];

/**
 * A number's entry. In a version made by hand `type` and `uri` win, as they do for old Functions, unless `uri` is the
 * number itself, which means "ask the node".
 */
function readNumber(number: string, payload: JsonObject, handMade: boolean): NumberEntry | undefined {
  const label = text(payload.label);
  const named = label === undefined ? {} : { label };
  const to = destination(payload.node, readNode);
  const old = leg(payload.type, payload.uri);
  const itself = old?.type === 'number' && old.destination === number;
  if (to !== undefined && (!handMade || itself || payload.type === undefined)) return { to, ...named };
  if (old === undefined || itself) return undefined;
  const { type, destination: where } = old;
  const fields = {
    number: where,
    uri: where,
    identity: where,
    ring: payload.ring ?? null,
    exits: payload.exits ?? {},
  };
  const leaf = readNode(fields, type);
  return leaf && { to: leaf, ...named };
}

function readPhone(payload: JsonObject): Phone | undefined {
  const extension = destination(payload.extension, readNode);
  if (typeof extension !== 'string') return undefined;
  const rules = text(payload.class);
  const callerId = text(payload.callerId);
  return {
    extension: extension as NodeId,
    ...(rules === undefined ? {} : { class: rules }),
    ...(callerId === undefined ? {} : { callerId }),
  };
}

function readClasses(value: unknown): { [name: string]: ClassOfRestriction } | undefined {
  if (!isObject(value)) return undefined;
  const ok = Object.values(value).every((rules) => isObject(rules) && texts(rules.allow) !== undefined);
  return ok ? (value as unknown as { [name: string]: ClassOfRestriction }) : undefined;
}

function readSettings(payload: JsonObject): Settings | undefined {
  const { needs: _needs, unmapped, ...rest } = payload;
  const origins = isObject(unmapped) ? unmapped : {};
  const outside_caller = destination(origins.outside_caller, readNode);
  const extension = destination(origins.extension, readNode);
  const transfer = destination(origins.transfer, readNode);
  if (outside_caller === undefined || extension === undefined || transfer === undefined) return undefined;
  if (readClasses(rest.classes) === undefined || !isObject(rest.languages)) return undefined;
  if (text(rest.timezone) === undefined || text(rest.defaultLanguage) === undefined) return undefined;
  if (rest.outsideCalls !== undefined && texts(rest.outsideCalls) === undefined) return undefined;
  return { ...rest, unmapped: { outside_caller, extension, transfer } } as unknown as Settings;
}

/**
 * Reads one payload as what its reference names; undefined: malformed.
 * @param handMade the version carries no mark of ours
 */
export function readEntry(ref: Ref, payload: JsonObject, handMade: boolean): Entry | undefined {
  const [, kind = '', name = ''] = /^([^:]+):(.*)$/s.exec(ref) ?? [];
  switch (kind) {
    case 'number':
      return readNumber(name, payload, handMade);
    case 'phone':
    case 'client':
      return readPhone(payload);
    case 'dial':
      return destination(payload.to, readNode);
    case 'settings':
      return readSettings(payload);
    default:
      return readNode(payload, kind === 'ring_group' ? kind : undefined);
  }
}

/** The program that items hold: the inverse of `encode`. Undefined: an item is malformed, or there are no settings. */
export function decode(plan: string, items: Items): Program | undefined {
  const numbers: { [number: string]: NumberEntry } = {};
  const nodes: { [id: NodeId]: ProgramNode } = {};
  const phones: { [key: NodeId]: Phone } = {};
  const dials: { [key: NodeId]: Destination } = {};
  let settings: Settings | undefined;
  const refs: [Ref, JsonObject][] = [
    ...Object.entries(items.number_map).map(([key, payload]): [Ref, JsonObject] => [
      `number:${key}`,
      payload,
    ]),
    ...Object.entries(items.ring_group_map).map(([key, payload]): [Ref, JsonObject] => [
      `ring_group:${key}`,
      payload,
    ]),
    ...(Object.entries(items.node_map) as [Ref, JsonObject][]),
  ];
  for (const [ref, payload] of refs) {
    const entry = readEntry(ref, payload, false);
    if (entry === undefined) return undefined;
    const kind = ref.slice(0, ref.indexOf(':'));
    if (kind === 'number') numbers[ref.slice('number:'.length)] = entry as NumberEntry;
    else if (kind === 'phone' || kind === 'client') phones[ref] = entry as Phone;
    else if (kind === 'dial') dials[ref] = entry as Destination;
    else if (kind === 'settings') settings = entry as Settings;
    else nodes[ref] = entry as ProgramNode;
  }
  return settings && { format: 1, plan, settings, numbers, nodes, phones, dials };
}

export type { NodeKind };

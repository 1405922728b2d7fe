import type { JsonObject } from './digest.ts';
import { isTimezone } from './local-time.ts';
import { type NodeKind, type ProgramNode, readDestination, readNode, runtimeOf } from './nodes/index.ts';
import { type Override, readOverride } from './override.ts';
import {
  type BuiltIn,
  builtIns,
  type CallerList,
  type ClassOfRestriction,
  type Destination,
  type NodeId,
  type NumberEntry,
  type Phone,
  type Program,
  type Settings,
} from './program.ts';
import { isObject, leg, text, texts } from './read.ts';
import { readSchedule, type Schedule } from './schedule.ts';
import { listedRef, type Ref } from './world.ts';

/**
 * How a program lies in Sync: the only module that knows the layout, in both directions. Numbers are in the number map
 * and groups in the ring group map, both in the shapes that hand-written PBXs read; all else is one item a node in the
 * node map. Another layout (numbers packed by hundreds, maps in shards) replaces this file and nothing else.
 */

export type MapRole = 'number_map' | 'ring_group_map' | 'node_map';

/** Payloads by map and key. */
export type Items = { readonly [M in MapRole]: { readonly [key: string]: JsonObject } };

/** Which item holds what a reference names. Live state lies in a map of its own, which no release covers. */
export function placeOf(ref: Ref): { readonly map: MapRole | 'state_map'; readonly key: string } {
  const [, kind, name] = /^([^:]+):(.*)$/s.exec(ref) ?? [];
  if (kind === 'live') return { map: 'state_map', key: name ?? '' };
  if (kind === 'number') return { map: 'number_map', key: name ?? '' };
  if (kind === 'ring_group') return { map: 'ring_group_map', key: name ?? '' };
  return { map: 'node_map', key: ref };
}

/** Everything a reference can name. */
export type Entry =
  | NumberEntry
  | ProgramNode
  | Phone
  | Destination
  | Settings
  | Schedule
  | Override
  | Omit<CallerList, 'numbers'>
  | { readonly value: string | true }
  /** Live state as it stands. */
  | JsonObject;

// --- program to items

const isInline = (to: Destination): to is ProgramNode => typeof to !== 'string';
const isBuiltIn = (to: Destination): to is BuiltIn => (builtIns as readonly unknown[]).includes(to);

/** What a call can reach from a destination before Twilio must act, nodes and what they ask for: read in one go. */
function reach(to: Destination, program: Program, found: Set<Ref>): void {
  const unassigned = program.settings.unmapped.outside_caller;
  if (to === 'unassigned' && unassigned !== 'unassigned') reach(unassigned, program, found);
  if (isBuiltIn(to)) return;
  if (!isInline(to)) {
    if (found.has(to)) return;
    found.add(to);
  }
  const node = isInline(to) ? to : program.nodes[to];
  if (node === undefined) return;
  for (const ref of runtimeOf(node).reads?.(node) ?? []) found.add(ref);
  if (node.kind === 'menu_step') reach(node.menu, program, found);
  if (!runtimeOf(node).waits) reachOn(node, program, found);
}

function reachOn(node: ProgramNode, program: Program, found: Set<Ref>): void {
  for (const to of Object.values(node.exits)) reach(to, program, found);
}

function needsOf(from: readonly Destination[], program: Program): { needs?: readonly Ref[] } {
  const found = new Set<Ref>();
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

/** Many numbers lead to one place: what it needs is looked for once. */
type Needs = (to: Destination) => { readonly needs?: readonly Ref[] };

function needsOnce(program: Program): Needs {
  const known = new Map<Destination, ReturnType<Needs>>();
  return (to) => {
    const found = known.get(to) ?? needsOf([to], program);
    known.set(to, found);
    return found;
  };
}

/** Members in the order of their names: a large plan has many of these, and none must be put in order later. */
function numberItem(
  number: string,
  { to, label, language, vars }: NumberEntry,
  program: Program,
  needs: Needs,
): JsonObject {
  const fields = isInline(to) ? leafFields(to) : undefined;
  const { needs: found } = needs(to);
  const item: { [key: string]: unknown } = {};
  if (isInline(to) && fields !== undefined && Object.keys(to.exits).length > 0) item.exits = to.exits;
  if (label !== undefined) item.label = label;
  if (language !== undefined) item.language = language;
  if (found !== undefined) item.needs = found;
  if (fields === undefined) item.node = to;
  const ring = fields && (to as { ring?: number }).ring;
  if (ring !== undefined) item.ring = ring;
  const { type, uri } = fields ?? oldFields(number, to, program);
  item.type = type;
  item.uri = uri;
  if (vars !== undefined) item.vars = vars;
  return item as JsonObject;
}

/** An old Function dials what it does not understand, and reaches the number itself. */
function oldFields(number: string, to: Destination, program: Program): JsonObject {
  const node = isInline(to) ? undefined : program.nodes[to as NodeId];
  return node?.kind === 'extension' ? oldType(node.phone) : { type: 'number', uri: number };
}

function nodeItem(node: ProgramNode, program: Program): JsonObject {
  // A menu leads to many places of which a caller takes one: reading them all would cost more than one more trip.
  const needs = node.kind === 'menu' ? {} : needsOf(Object.values(node.exits), program);
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
    if (map !== 'state_map') items[map][key] = payload;
  };
  const needs = needsOnce(program);
  for (const [number, entry] of Object.entries(program.numbers)) {
    items.number_map[number] = numberItem(number, entry, program, needs);
  }
  for (const [id, node] of Object.entries(program.nodes)) put(id as NodeId, nodeItem(node, program));
  for (const [key, phone] of Object.entries(program.phones))
    put(key as NodeId, phone as unknown as JsonObject);
  for (const [id, schedule] of Object.entries(program.schedules))
    put(id as NodeId, schedule as unknown as JsonObject);
  for (const [id, override] of Object.entries(program.overrides))
    put(id as NodeId, override as unknown as JsonObject);
  for (const [id, { numbers, ...list }] of Object.entries(program.lists)) {
    put(id as NodeId, list as unknown as JsonObject);
    for (const [number, value] of Object.entries(numbers)) put(listedRef(id as NodeId, number), { value });
  }
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

/** What a number says beside where it leads. */
function readExtras({ label, language, vars }: JsonObject): Omit<NumberEntry, 'to'> {
  const named = text(label);
  const spoken = text(language);
  const values =
    isObject(vars) && Object.values(vars).every((each) => typeof each === 'string') ? vars : undefined;
  return {
    ...(named && { label: named }),
    ...(spoken && { language: spoken }),
    ...(values && { vars: values as { readonly [name: string]: string } }),
  };
}

function readList({ prefixes, withheld, values }: JsonObject): Omit<CallerList, 'numbers'> | undefined {
  const found = texts(prefixes);
  const said = isObject(values) && Object.values(values).every((each) => typeof each === 'string') && values;
  return (
    found && {
      prefixes: found,
      withheld: withheld === true,
      ...(said && { values: said as { readonly [prefix: string]: string } }),
    }
  );
}

/**
 * A number's entry. In a version made by hand `type` and `uri` win, as they do for old Functions, unless `uri` is the
 * number itself, which means "ask the node".
 */
function readNumber(number: string, payload: JsonObject, handMade: boolean): NumberEntry | undefined {
  const named = readExtras(payload);
  const to = readDestination(payload.node);
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
  const extension = readDestination(payload.extension);
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
  const isList = (each: unknown) => each === undefined || texts(each) !== undefined;
  const ok = Object.values(value).every(
    (rules) =>
      isObject(rules) &&
      texts(rules.allow) !== undefined &&
      [rules.deny, rules.allowCountries, rules.denyCountries].every(isList),
  );
  return ok ? (value as unknown as { [name: string]: ClassOfRestriction }) : undefined;
}

const isVoice = (value: unknown): boolean =>
  isObject(value) && (value.voice === undefined || text(value.voice) !== undefined);

function readSettings(payload: JsonObject): Settings | undefined {
  const { needs: _needs, unmapped, ...rest } = payload;
  const origins = isObject(unmapped) ? unmapped : {};
  const outside_caller = readDestination(origins.outside_caller);
  const extension = readDestination(origins.extension);
  const transfer = readDestination(origins.transfer);
  if (outside_caller === undefined || extension === undefined || transfer === undefined) return undefined;
  if (readClasses(rest.classes) === undefined || !isObject(rest.languages)) return undefined;
  if (typeof rest.timezone !== 'string' || !isTimezone(rest.timezone)) return undefined;
  if (text(rest.defaultLanguage) === undefined || !Object.values(rest.languages).every(isVoice))
    return undefined;
  if (rest.notify !== undefined && text(rest.notify) === undefined) return undefined;
  if (typeof rest.refer !== 'boolean') return undefined;
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
      return readDestination(payload.to);
    case 'settings':
      return readSettings(payload);
    case 'schedule':
      return readSchedule(payload);
    case 'override':
      return readOverride(payload);
    case 'list':
      return readList(payload);
    case 'listed':
      return { value: text(payload.value) ?? true };
    case 'live':
      return payload;
    default:
      return readNode(payload, kind === 'ring_group' ? kind : undefined);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Puts what a reference names into the tables of a program. */
function gather(ref: Ref, entry: Entry, into: Mutable<Omit<Program, 'format' | 'plan'>>): void {
  const [, kind = '', name = ''] = /^([^:]+):(.*)$/s.exec(ref) ?? [];
  if (kind === 'settings') into.settings = entry as Settings;
  else if (kind === 'list' || kind === 'listed') gatherList(kind, ref, entry, into);
  else {
    const tables: { readonly [kind: string]: object } = {
      number: into.numbers,
      phone: into.phones,
      client: into.phones,
      dial: into.dials,
      schedule: into.schedules,
      override: into.overrides,
    };
    const table = (tables[kind] ?? into.nodes) as { [key: string]: Entry };
    table[kind === 'number' ? name : ref] = entry;
  }
}

/** A list lies in several items: what holds for it, and one for each number. Large lists are filled in place. */
function gatherList(kind: string, ref: Ref, entry: Entry, into: { lists: Program['lists'] }): void {
  const cut = ref.lastIndexOf(':');
  const id: NodeId = kind === 'list' ? ref : `list:${ref.slice('listed:'.length, cut)}`;
  const lists = into.lists as { [id: NodeId]: CallerList };
  const { numbers, ...rest } = lists[id] ?? { numbers: {}, prefixes: [], withheld: false };
  if (kind === 'list') lists[id] = { ...(entry as Omit<CallerList, 'numbers'>), numbers };
  else {
    (numbers as { [number: string]: string | true })[ref.slice(cut + 1)] = (
      entry as { value: string | true }
    ).value;
    lists[id] ??= { ...rest, numbers };
  }
}

/** The program that items hold: the inverse of `encode`. Undefined: an item is malformed, or there are no settings. */
export function decode(plan: string, items: Items): Program | undefined {
  const missing = {} as Settings;
  const program = {
    settings: missing,
    numbers: {},
    nodes: {},
    phones: {},
    dials: {},
    schedules: {},
    overrides: {},
    lists: {},
  };
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
    gather(ref, entry, program);
  }
  return program.settings === missing ? undefined : { format: 1, plan, ...program };
}

export type { NodeKind };

import type { CallType } from './call.ts';
import type { JsonObject } from './digest.ts';
import type { Override } from './override.ts';
import type {
  CallerList,
  Destination,
  NodeId,
  NumberEntry,
  Phone,
  Program,
  ProgramNode,
  Settings,
} from './program.ts';
import type { Schedule } from './schedule.ts';

/**
 * The evaluator is pure, yet what it needs to know lies in Sync, in a number classifier, in live state that people
 * change while calls are running. It asks a `World`, which holds what is known so far: `undefined` is "not read yet",
 * `null` is "read, and not there". What is unknown becomes a `Need`; whoever runs the evaluator fetches it, or does it,
 * and asks again from the start.
 */

/**
 * Anything that has a name. `number:+61…` is a called number, `dial:201` short digits, `settings:acme`, `schedule:office`,
 * `listed:vip:+61…` a caller in a list, `live:override:night` what is switched on at the moment.
 */
export type Ref = `${string}:${string}`;

export type Need =
  | { readonly kind: 'entry'; readonly ref: Ref }
  /** Classify an E.164 number that the plan does not list. */
  | { readonly kind: 'call_type'; readonly number: string }
  /** Write live state. It is done once, however often the evaluator is asked. */
  | { readonly kind: 'write'; readonly ref: Ref; readonly payload: JsonObject };

/** What the classifier says of a number; null: no valid number, so of no class. */
export interface Classified {
  /** The number as the numbering plans write it, E.164: the one to dial. */
  readonly number: string;
  readonly type: Exclude<CallType, 'internal' | 'emergency' | 'local'>;
  /** A fixed line, or one that may be: `local` where it shares the area with the phone's caller ID. */
  readonly fixed: boolean;
  /** It costs extra (`premium`, `shared_cost`, `service`) in another country: what is `international` is so anyway. */
  readonly abroad?: true;
  /** ISO 3166-1 alpha-2; absent for numbers of no country, such as satellite. */
  readonly country?: string;
  /** Area code inside the country, where the numbering plan has one. */
  readonly area?: string;
}

type Known<T> = T | null | undefined;

export interface World {
  number(number: string): Known<NumberEntry>;
  node(id: NodeId): Known<ProgramNode>;
  phone(key: NodeId): Known<Phone>;
  dial(key: NodeId): Known<Destination>;
  settings(): Known<Settings>;
  schedule(id: NodeId): Known<Schedule>;
  override(id: NodeId): Known<Override>;
  list(id: NodeId): Known<Omit<CallerList, 'numbers'>>;
  /** What a list says of one number. */
  listed(id: NodeId, number: string): Known<string | true>;
  /** Live state, as it stands in Sync: a person may have edited it. */
  live(id: NodeId): Known<JsonObject>;
  /** What became of a write; undefined: not tried yet. */
  written(ref: Ref): 'done' | 'failed' | undefined;
  classify(number: string): Known<Classified>;
}

/** Where a list says something of one number. */
export const listedRef = (list: NodeId, number: string): Ref =>
  `listed:${list.slice('list:'.length)}:${number}`;

/** What lies outside a plan. Without `live` nothing is switched on; without `written` nothing can be written. */
export interface Surroundings {
  readonly classify: (number: string) => Known<Classified>;
  readonly live?: (id: NodeId) => JsonObject | null;
  readonly written?: (ref: Ref, payload?: JsonObject) => 'done' | 'failed' | undefined;
}

/** What a table has of its own under a key: never what every object has, such as `toString`. */
const own = <T>(table: { readonly [key: string]: T }, key: string): T | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null;

/** A world that knows a whole program: for the snapshot, `trace` and tests. */
export function worldOf(program: Program, { classify, live, written }: Surroundings): World {
  return {
    number: (number) => own(program.numbers, number),
    node: (id) => own(program.nodes, id),
    phone: (key) => own(program.phones, key),
    dial: (key) => own(program.dials, key),
    settings: () => program.settings,
    schedule: (id) => own(program.schedules, id),
    override: (id) => own(program.overrides, id),
    list: (id) => own(program.lists, id),
    listed: (id, number) => own(own(program.lists, id)?.numbers ?? {}, number),
    live: live ?? (() => null),
    written: written ?? (() => 'failed'),
    classify,
  };
}

/** A world of which nothing is known yet. */
export const UNKNOWN: World = {
  number: () => undefined,
  node: () => undefined,
  phone: () => undefined,
  dial: () => undefined,
  settings: () => undefined,
  schedule: () => undefined,
  override: () => undefined,
  list: () => undefined,
  listed: () => undefined,
  live: () => undefined,
  written: () => undefined,
  classify: () => undefined,
};

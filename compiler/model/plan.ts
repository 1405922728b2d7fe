import type { Condition } from '../../runtime/condition.ts';
import type { Leg } from '../../runtime/legs.ts';
import type { Ending } from '../../runtime/override.ts';
import type {
  BuiltIn,
  ClassOfRestriction,
  NodeId,
  NodeKind,
  Numbering,
  SafeAnswer,
  Voice,
} from '../../runtime/program.ts';
import type { ScheduleState } from '../../runtime/schedule.ts';
import type { MapNames } from './desired.ts';
import type { Placed } from './placed.ts';
import type { PlanTest } from './plan-test.ts';
import type { PlanHolidayList, PlanSchedule } from './schedule.ts';
import type { Origin } from './source.ts';

export type { Placed };

/**
 * What a plan means: names resolved, defaults applied, numbers and times in one form, every thing with its place. It
 * knows no verb: a node's own part is sealed, and rules see its exits and facts only.
 */

/** Where a call is sent. `unknown`: it was written wrongly and is reported already, so nothing more is said of it. */
export type Target =
  | { readonly kind: 'node'; readonly id: NodeId }
  | { readonly kind: 'built_in'; readonly name: BuiltIn }
  | { readonly kind: 'leaf'; readonly node: PlanNode }
  | { readonly kind: 'unknown' };

/** A labelled way on from a node. */
export interface Exit {
  readonly label: string;
  readonly to: Target;
  readonly origin: Origin;
}

declare const sealed: unique symbol;
/** A verb's own part of a node: only the verb's file can open it. */
export interface Body {
  readonly [sealed]: true;
}

/** Who is rung by a node. */
export interface Ringing {
  /** Absent: written wrongly, and reported already. */
  readonly to?: { readonly kind: 'phone'; readonly id: NodeId } | { readonly kind: 'leg'; readonly leg: Leg };
  readonly origin: Origin;
  /** Seconds. */
  readonly ring?: Placed<number>;
  /** The time is this party's own, not that of the whole node. */
  readonly ownRing: boolean;
  /** Whoever answers must accept first. */
  readonly confirm?: Origin;
}

/** Words or a sound file that a caller hears. */
export interface PlanPrompt {
  readonly kind: 'text' | 'asset';
  readonly value: string;
  readonly origin: Origin;
  /** The code it was written under; absent: the plan's first language. */
  readonly language?: string;
  /** The place of the part that it is, in one language or several. */
  readonly part: Origin;
  /** The place of the whole prompt, which may have several parts. */
  readonly whole: Origin;
}

/** What callers can press at a node. */
export interface Asks {
  /** As Twilio reports them (`1`, `91`, `*`, `#`), where each is written. */
  readonly keys: readonly Placed<string>[];
  /** The most digits that are waited for, where it is written. */
  readonly digits?: Placed<number>;
  /** Seconds that it waits, for a first key and after each. */
  readonly pause: number;
  /** The extensions that can be dialled by their digits. */
  readonly dials?: Placed<'all' | readonly Placed<NodeId>[]>;
  /** The exit of a caller who presses nothing. */
  readonly silence: string;
}

/** A phone of the plan, which may call out. */
export interface PlanPhone {
  /** How it is known when it calls: `phone:<sip user>` or `client:<identity>`. */
  readonly key: NodeId;
  readonly leg: Leg;
  /** Where its SIP user or identity stands. */
  readonly origin: Origin;
  readonly class?: Placed<string>;
  /** E.164. */
  readonly callerId?: Placed<string>;
  /** E.164. */
  readonly emergencyCallerId?: Placed<string>;
}

/** A condition, and where it was written. Who forces a schedule is added when it is lowered. */
export interface PlanCondition {
  readonly condition: Condition;
  readonly origin: Origin;
}

/** One of several ordered ways on: the first whose conditions all hold is taken. */
export interface PlanRule {
  /** Empty: it always holds. Absent: something in it is written wrongly, and reported already. */
  readonly when?: readonly PlanCondition[];
  readonly origin: Origin;
}

/** A message that callers may leave. Times are seconds. */
export interface PlanRecording {
  /** Absent: the language's own. */
  readonly maxLength?: Placed<number>;
  readonly silence?: Placed<number>;
  /** Where it is asked for as text. */
  readonly transcribe?: Origin;
  /** By what somebody is told of it; absent: nobody is. */
  readonly told?: Placed<'webhook' | 'email'>;
}

/** What rules may know of a node, whatever its verb. */
export interface Facts {
  /** The caller has heard something from the plan when an exit is taken. */
  readonly speaks: boolean;
  /** When an exit is taken it is too late to refuse the call: something has answered or rung. */
  readonly answers: boolean;
  /** The caller decides which exit is taken, so a way round through it is not endless. */
  readonly waitsForCaller: boolean;
  /** Refuses the call, which only works before anything has answered. */
  readonly refuses: boolean;
  /** Can be called on its own: by digits, by a webhook. */
  readonly callable: boolean;
  /** The labels that must each lead somewhere, by name or by `otherwise`. */
  readonly mustLeave: readonly string[];
  /** Every label by which a call can leave it; absent: not known, as where items made by hand can bring others about. */
  readonly leavesBy?: readonly string[];
  readonly rings: readonly Ringing[];
  /** All of `rings` at once, in one dial. */
  readonly together: boolean;
  readonly prompts: readonly PlanPrompt[];
  readonly phone?: PlanPhone;
  /** Short digits that phones inside dial to reach it. */
  readonly digits?: Placed<string>;
  /** What it records of the caller. */
  readonly records?: PlanRecording;
  /** Its ways on in their order, where conditions decide between them. */
  readonly rules?: readonly PlanRule[];
  readonly asks?: Asks;
  /** The exit to a step inside: a `return` there comes back, and goes on by `then`. */
  readonly calls?: string;
  /** The id that it had before: what still names that finds it. */
  readonly was?: Placed<NodeId>;
  /** The language that a call is in from here on. */
  readonly language?: Placed<string>;
}

/** A place in the plan where a call can be. */
export interface PlanNode {
  /** The id of a node with a name; of a leaf its address, such as `ring_group:sales/otherwise`. */
  readonly id: string;
  readonly kind: NodeKind;
  /** How messages speak of it, with the author's names in back quotes. */
  readonly title: string;
  readonly origin: Origin;
  readonly exits: readonly Exit[];
  readonly facts: Facts;
  readonly body: Body;
}

/** A called number of the plan, E.164. */
export interface PlanNumber {
  readonly number: string;
  readonly to: Target;
  readonly label?: string;
  /** The entry that lists it: its own, or that of a block or range. */
  readonly origin: Origin;
  /** The language in which its callers are spoken to; absent: the plan's first. */
  readonly language?: string;
  /** What `{{name}}` stands for in what its callers hear. */
  readonly vars?: { readonly [name: string]: string };
  /** Absent: live. A number that is not live is checked like any other, and is in no program. */
  readonly status?: 'planned' | 'ported_out';
  /** In a rehearsal environment: the number of the plan that this one plays. */
  readonly plays?: string;
}

/** Digits that a phone inside can dial, beside those of extensions. */
export interface PlanShortNumber {
  readonly digits: string;
  readonly to: Target;
  /** Where its key stands. */
  readonly origin: Origin;
}

/** Callers by number. */
export interface PlanList {
  readonly id: NodeId;
  readonly name: string;
  readonly origin: Origin;
  /** By E.164 number: what the list says of it, or only that it is in it. */
  readonly numbers: ReadonlyMap<string, string | true>;
  /** The same by the beginning of numbers. */
  readonly beginnings: ReadonlyMap<string, string | true>;
  /** The same of callers who show no number; absent: they are not in it. */
  readonly withheld?: string | true;
}

/** A switch that people turn while calls are running. */
export interface PlanOverride {
  readonly id: NodeId;
  readonly name: string;
  readonly origin: Origin;
  /** The states that it can be in while it is on; absent: only on. */
  readonly states?: readonly string[];
  /** Schedules by id, and the state in which it holds them. */
  readonly forces: ReadonlyMap<NodeId, ScheduleState>;
  /** Extensions by id. */
  readonly by: readonly NodeId[];
  readonly ends?: Ending;
  /** The id that it had before. */
  readonly was?: NodeId;
  readonly featureCode?: Placed<string>;
  /** The feature code in all its forms. */
  readonly dials: readonly PlanShortNumber[];
}

export const ORIGINS = ['outside_caller', 'extension', 'transfer'] as const;
/** Who may dial something that the plan does not list. */
export type OriginName = (typeof ORIGINS)[number];

/** The settings, defaults applied. */
export interface PlanSettings {
  readonly timezone: string;
  readonly numbering: Numbering;
  /** The first is the plan's language. */
  readonly languages: readonly { readonly code: string; readonly voice?: string }[];
  readonly unmapped: { readonly [name in OriginName]: Placed<Target> };
  readonly classes: ReadonlyMap<string, Placed<ClassOfRestriction>>;
  readonly strangerClass?: Placed<string>;
  readonly refer: boolean;
  /** In a rehearsal environment: the only outside numbers that may ring, E.164. */
  readonly outsideCalls?: readonly string[];
  /** The webhook that is told of messages for an address. */
  readonly notify?: Placed<string>;
  readonly service: string;
  readonly maps: MapNames;
  readonly cacheSeconds: number;
  readonly domain?: string;
  readonly uuiHeader: string;
  readonly emergency: {
    readonly numbers: readonly Placed<string>[];
    readonly callerId?: Placed<string>;
  };
  /** Absent: the built-in sentence. */
  readonly safeAnswer?: Placed<SafeNumber | SafeWords>;
}

type SafeNumber = Omit<Extract<SafeAnswer, { kind: 'number' }>, 'text'>;
type SafeWords = Extract<SafeAnswer, { kind: 'say' }>;

/** How a language is spoken, as the program wants it. */
export const voiceOf = ({ voice }: { readonly voice?: string }): Voice =>
  voice === undefined ? {} : { voice };

/** A whole plan, resolved. */
export interface Plan {
  readonly name: string;
  /** The plan directory as people see it. */
  readonly directory: string;
  /** The environment it is compiled for; absent: none. */
  readonly environment?: string;
  readonly settings: PlanSettings;
  /** Nodes with a name, by id, in the order of the files. */
  readonly nodes: ReadonlyMap<NodeId, PlanNode>;
  readonly numbers: readonly PlanNumber[];
  readonly shortNumbers: readonly PlanShortNumber[];
  readonly schedules: ReadonlyMap<NodeId, PlanSchedule>;
  /** By id, in the order of the files. */
  readonly lists: ReadonlyMap<NodeId, PlanList>;
  /** By id, in the order of the files: of several that force a schedule the first one wins. */
  readonly overrides: ReadonlyMap<NodeId, PlanOverride>;
  /** By the name of the list. */
  readonly holidays: ReadonlyMap<string, PlanHolidayList>;
  /** In the order of the files. */
  readonly tests: readonly PlanTest[];
}

/** The place of something below a place: `below(entry, 'members', 0)`. */
export const below = ({ file, path }: Origin, ...steps: readonly (string | number)[]): Origin => ({
  file,
  path: [...path, ...steps],
});

/** The key at which a place hangs. */
export const keyOf = ({ file, path }: Origin): Origin => ({ file, path, part: 'key' });

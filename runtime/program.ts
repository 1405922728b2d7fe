import type { CallType } from './call.ts';
import type { NodeId } from './node-id.ts';
import type { Numbering } from './numbering.ts';
import type { Override } from './override.ts';
import type { Schedule } from './schedule.ts';

export type { NodeId, Numbering };

/** The nodes of a plan by their kind. What verbs there are is written in the table of verbs (`nodes/index.ts`), which knows this file. */
// biome-ignore lint/suspicious/noEmptyInterface: the table of verbs fills it
export interface Verbs {}

export type NodeKind = keyof Verbs;
export type ProgramNode = Verbs[NodeKind];

/** Built-in ends and policies that a destination may name. */
export const builtIns = ['hangup', 'outbound', 'unassigned', 'repeat', 'return'] as const;
export type BuiltIn = (typeof builtIns)[number];

/** Where a call can be sent: a node by its id, a built-in, or a leaf written in place. */
export type Destination = NodeId | BuiltIn | ProgramNode;

/** The ways on from a node, by label (`otherwise`, `on_busy`, `then`). `otherwise` stands for every label not named. */
export type Exits = { readonly [label: string]: Destination };

/** A called number of the plan. */
export interface NumberEntry {
  readonly to: Destination;
  readonly label?: string;
  /** The language that its callers begin in. */
  readonly language?: string;
  /** What `{{name}}` in prompts stands for. */
  readonly vars?: { readonly [name: string]: string };
}

/** Who may call out: a SIP user or a Voice SDK identity that the plan knows. */
export interface Phone {
  readonly extension: NodeId;
  /** A name in `settings.classes`; absent: internal and emergency. */
  readonly class?: string;
  /** E.164: what an outside number sees. */
  readonly callerId?: string;
}

/** A class of restriction: what is allowed, less what is denied. Countries are ISO 3166-1 alpha-2. */
export interface ClassOfRestriction {
  readonly allow: readonly CallType[];
  readonly deny?: readonly CallType[];
  readonly allowCountries?: readonly string[];
  readonly denyCountries?: readonly string[];
}

/** How a language is spoken. */
export interface Voice {
  readonly voice?: string;
}

/** What holds for the whole plan; one item, `settings:<plan>`. */
export interface Settings {
  readonly timezone: string;
  readonly defaultLanguage: string;
  readonly languages: { readonly [code: string]: Voice };
  readonly unmapped: {
    readonly outside_caller: Destination;
    readonly extension: Destination;
    readonly transfer: Destination;
  };
  readonly classes: { readonly [name: string]: ClassOfRestriction };
  /** The class of a phone that is not in the plan; absent: internal and emergency. */
  readonly strangerClass?: string;
  /** Whether phones may transfer by REFER at all. */
  readonly refer: boolean;
  /** In a rehearsal environment: the only outside numbers that may ring, E.164. Absent: all. */
  readonly outsideCalls?: readonly string[];
  /** Where mailboxes tell of messages that name an address: an HTTPS URL. */
  readonly notify?: string;
}

/** Callers by number, with what the list says of them. A pattern ends in `*`. */
export interface CallerList {
  /** By E.164 number; `true` where the list says nothing more. */
  readonly numbers: { readonly [number: string]: string | true };
  /** Beginnings of numbers, such as `+611900`. */
  readonly prefixes: readonly string[];
  /** Whether callers without a number are in the list. */
  readonly withheld: boolean;
  /** What the list says of a beginning, or of `withheld`, where it says more than that it is in it. */
  readonly values?: { readonly [prefix: string]: string };
}

/** A plan as it runs: JSON, names resolved, no places in files. */
export interface Program {
  readonly format: 1;
  readonly plan: string;
  readonly settings: Settings;
  /** By E.164 number. */
  readonly numbers: { readonly [number: string]: NumberEntry };
  readonly nodes: { readonly [id: NodeId]: ProgramNode };
  /** By `phone:<sip user>` and `client:<identity>`. */
  readonly phones: { readonly [key: NodeId]: Phone };
  /** Short digits that a phone inside dials, by `dial:<digits>`. */
  readonly dials: { readonly [key: NodeId]: Destination };
  /** By `schedule:<name>`. */
  readonly schedules: { readonly [id: NodeId]: Schedule };
  /** By `override:<name>`. Whether one is on is live state, not part of a plan. */
  readonly overrides: { readonly [id: NodeId]: Override };
  /** By `list:<name>`. */
  readonly lists: { readonly [id: NodeId]: CallerList };
}

/**
 * What ships inside the Functions and is known without any read: enough to place an emergency call, to understand what
 * was dialled, and to say something when everything else is gone.
 */
export interface Bundle {
  readonly format: 1;
  readonly plan: string;
  /** Digest of the program that the snapshot beside it holds. */
  readonly digest: string;
  /** Friendly name of the Sync service. */
  readonly service: string;
  /** Unique names of the Sync maps. */
  readonly maps: {
    readonly number_map: string;
    readonly ring_group_map: string;
    readonly node_map: string;
    readonly state_map: string;
  };
  /** Host of the SIP domain, `acme.sip.twilio.com`; absent when the plan has no SIP domain. */
  readonly domain?: string;
  /** Name of the SIP header that carries user-to-user information, beside the standard one. */
  readonly uuiHeader: string;
  /** The plan's first language and its voice, for what is said before anything is read. */
  readonly language?: string;
  readonly voice?: string;
  readonly numbering: Numbering;
  readonly emergency: Emergency;
  readonly safeAnswer: SafeAnswer;
}

export interface Emergency {
  /** As dialled: `000`, `112`. */
  readonly numbers: readonly string[];
  /** E.164. Absent: the plan has no phones, so nobody can dial it. */
  readonly callerId?: string;
  /** Where a phone shows another number: by `phone:<user>`, `client:<identity>` and `extension:<name>`. */
  readonly callerIds: { readonly [key: string]: string };
}

/** What is left when Sync and snapshot are both gone. */
export type SafeAnswer =
  | { readonly kind: 'number'; readonly number: string }
  /** Without `text` a sentence of ours. */
  | { readonly kind: 'say'; readonly text?: string };

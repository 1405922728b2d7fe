import type { NodeTypes } from '../../runtime/nodes/index.ts';
import type { BuiltIn, Destination, Exits, NodeId, NodeKind, ProgramNode } from '../../runtime/program.ts';
import type { Body, Exit, Facts, PlanPhone, Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenDestination } from '../model/written.generated.ts';
import type { SettingKey, TableKey, WrittenSettings } from '../model/written.ts';

/** The node that is being resolved: its id (a leaf's address), how messages call it, where it stands. */
export interface Place {
  readonly id: string;
  readonly title: string;
  readonly origin: Origin;
  /** Words that mean something here because the place is inside a node whose verb knows them. */
  readonly words?: readonly BuiltIn[];
}

/** What a verb may ask while its node is resolved. What cannot be understood is reported and comes back undefined. */
export interface Scope {
  /** Where the exit `label` of `from` leads. `at`: the address of a leaf there, where the label does not tell it. */
  destination(written: WrittenDestination, origin: Origin, from: Place, label: string, at?: string): Target;
  /** The extension of that name: a party whose phone rings. `role`: what `from` does with it, for messages. */
  extension(name: string, origin: Origin, from: Place, role?: string): NodeId | undefined;
  /** The node of that name, which must be of one kind. */
  node(kind: NodeKind, name: string, origin: Origin, from: Place): Target;
  /** A telephone number as E.164. */
  number(text: string, origin: Origin): string | undefined;
  /** The schedule of that name. */
  schedule(name: string, origin: Origin, from: Place): NodeId | undefined;
  /** The override of that name; undefined also where it does not have the state. */
  override(name: string, state: string | undefined, origin: Origin, from: Place): NodeId | undefined;
  /** The list of callers of that name; undefined also where it says the value of nobody. */
  list(name: string, value: string | undefined, origin: Origin, from: Place): NodeId | undefined;
  /** A duration in seconds. */
  seconds(text: string, origin: Origin): number | undefined;
  /** A SIP address. */
  sip(text: string, origin: Origin): string | undefined;
  /** An HTTPS address; what only the Functions know stays a variable in it. */
  webAddress(text: string, origin: Origin): string | undefined;
  /** The mailbox of that name. */
  mailbox(name: string, origin: Origin, from: Place): Target;
  /** Free text in which variables have been replaced; undefined while one is not known. */
  text(text: string): string | undefined;
  setting<K extends SettingKey>(key: K): WrittenSettings[K];
  /** The SIP domain of the plan; absent: none, or not known. */
  readonly domain?: string;
  /** The code of the plan's first language. */
  readonly language: string;
}

/** What a verb may ask while its node becomes a program. */
export interface Lowering {
  exits(exits: readonly Exit[]): Exits;
  /** The phone of an extension and the extension's name. */
  phone(id: NodeId): { readonly name: string; readonly phone: PlanPhone };
  /** The short digits of an extension; absent: it has none. */
  digits(id: NodeId): string | undefined;
  /** The most digits that an extension of the plan has. */
  readonly mostDigits: number;
  /** The overrides that force a schedule, by id; the first that is on wins. */
  forcedBy(schedule: NodeId): readonly NodeId[];
  /** A number of the plan and those that play it, E.164. */
  playing(number: string): readonly string[];
  /** The code of the plan's first language. */
  readonly language: string;
}

/** Names a destination in a line for people. */
export type Tell = (to: Destination) => string;

/** How a node looks in a picture: outline, sign and family of colours, so that no meaning hangs on colour alone. */
export interface Look {
  /** Kinds of one family are coloured alike. */
  readonly family: 'way_in' | 'choice' | 'ring' | 'words' | 'stop';
  readonly outline: 'pill' | 'hexagon' | 'barred' | 'round' | 'note' | 'drum' | 'plain';
  /** A path of SVG in a field of 16 by 16. */
  readonly sign: string;
  /** The kind in a word, for those who hear the picture. */
  readonly word: string;
}

/** The compiling half of a verb. `W`: what an author writes; `B`: what it means, sealed from everybody else. */
export interface KindDefinition<K extends NodeKind, W, B> {
  readonly kind: K;
  readonly look: Look;
  /** The section whose entries are nodes of this kind; absent: it has no name of its own. */
  readonly section?: TableKey;
  /** The keys that make a map written in place a node of this kind; absent: it needs a name. */
  readonly leaves?: readonly string[];
  /** Words that mean something in its exits, and in what is written in place below them. */
  readonly words?: readonly BuiltIn[];
  /** The name in the node's id, where it is not the name of the entry. */
  key?(written: W): Key | undefined;
  resolve(written: W, place: Place, scope: Scope): B;
  exits(body: B): readonly Exit[];
  facts(body: B): Facts;
  lower(body: B, lowering: Lowering): NodeTypes[K];
  /** One line for people; works on live programs too. */
  describe(node: NodeTypes[K], tell: Tell): string;
}

/** A node's own key, and where it stands below the entry. */
export interface Key {
  readonly value: string;
  readonly step: string;
}

/** A verb as the phases see it: whatever is its own is sealed. */
export interface Kind {
  readonly kind: NodeKind;
  readonly look: Look;
  readonly section: TableKey | undefined;
  readonly leaves: readonly string[];
  readonly words: readonly BuiltIn[];
  key(written: unknown): Key | undefined;
  resolve(written: unknown, place: Place, scope: Scope): Body;
  exits(body: Body): readonly Exit[];
  facts(body: Body): Facts;
  lower(body: Body, lowering: Lowering): ProgramNode;
  describe(node: ProgramNode, tell: Tell): string;
}

/** Seals the compiling half of a verb; the casts here are the only ones, and the table of kinds keeps them true. */
export function defineKind<K extends NodeKind, W, B extends object>(
  definition: KindDefinition<K, W, B>,
): Kind & { readonly kind: K } {
  const open = (body: Body): B => body as unknown as B;
  return {
    kind: definition.kind,
    look: definition.look,
    section: definition.section,
    leaves: definition.leaves ?? [],
    words: definition.words ?? [],
    key: (written) => definition.key?.(written as W),
    resolve: (written, place, scope) => definition.resolve(written as W, place, scope) as unknown as Body,
    exits: (body) => definition.exits(open(body)),
    facts: (body) => definition.facts(open(body)),
    lower: (body, lowering) => definition.lower(open(body), lowering),
    describe: (node, tell) => definition.describe(node as NodeTypes[K], tell),
  };
}

/** What is true of a node that does nothing remarkable; a verb says where it differs. */
export const PLAIN: Facts = {
  speaks: false,
  answers: false,
  waitsForCaller: false,
  refuses: false,
  callable: false,
  mustLeave: [],
  rings: [],
  together: false,
  prompts: [],
};

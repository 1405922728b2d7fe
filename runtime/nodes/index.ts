import type { NodeRuntime } from '../node.ts';
import type { Destination, NodeId, NodeKind, ProgramNode } from '../program.ts';
import { destination, exits, isObject, type KindsToRead } from '../read.ts';
import { type ClientNode, client } from './client.ts';
import { type ConferenceNode, conference } from './conference.ts';
import { type ExtensionNode, extension } from './extension.ts';
import { type MailboxNode, mailbox } from './mailbox.ts';
import { type MenuNode, menu } from './menu.ts';
import { type MenuStepNode, menuStep } from './menu-step.ts';
import { type MessageNode, message } from './message.ts';
import { type NumberNode, number } from './number.ts';
import { type RejectNode, reject } from './reject.ts';
import { type RingGroupNode, ringGroup } from './ring-group.ts';
import { type RouteNode, route } from './route.ts';
import { type SipNode, sip } from './sip.ts';
import { type SwitchNode, switchNode } from './switch.ts';

/** Every verb that runs, by its kind. A line here and the compiler names each table that wants one too. */
export interface NodeTypes {
  client: ClientNode;
  conference: ConferenceNode;
  extension: ExtensionNode;
  mailbox: MailboxNode;
  menu: MenuNode;
  menu_step: MenuStepNode;
  message: MessageNode;
  number: NumberNode;
  reject: RejectNode;
  ring_group: RingGroupNode;
  route: RouteNode;
  sip: SipNode;
  switch: SwitchNode;
}

declare module '../program.ts' {
  interface Verbs extends NodeTypes {}
}

export type { NodeKind, ProgramNode };

const nodes: { readonly [K in NodeKind]: NodeRuntime<NodeTypes[K]> } = {
  client,
  conference,
  extension,
  mailbox,
  menu,
  menu_step: menuStep,
  message,
  number,
  reject,
  ring_group: ringGroup,
  route,
  sip,
  switch: switchNode,
};

/** The running half of a node's verb. */
export function runtimeOf<K extends NodeKind>(node: NodeTypes[K]): NodeRuntime<NodeTypes[K]> {
  return nodes[node.kind as K];
}

/**
 * Reads a node from JSON, inline ones in its exits included; undefined: of no kind that we know, or malformed.
 * @param kind where the item itself does not say it
 */
export function readNode(value: unknown, kind?: NodeKind): ProgramNode | undefined {
  if (!isObject(value)) return undefined;
  const named = kind ?? value.kind;
  if (typeof named !== 'string' || !Object.hasOwn(nodes, named)) return undefined;
  const ways = exits(value.exits, toRead);
  return ways && nodes[named as NodeKind].read(value, ways);
}

/** Whether a text is `<kind>:<name>` of a kind that has names. */
function isId(text: string): text is NodeId {
  const [, kind = ''] = /^([^:]+):./.exec(text) ?? [];
  return Object.hasOwn(nodes, kind) && nodes[kind as NodeKind].named;
}

const toRead: KindsToRead = { node: readNode, isId };

/** Reads where a call is sent; undefined: malformed. */
export const readDestination = (value: unknown): Destination | undefined => destination(value, toRead);

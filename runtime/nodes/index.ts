import type { NodeRuntime } from '../node.ts';
import { exits, isObject } from '../read.ts';
import { type ClientNode, client } from './client.ts';
import { type ExtensionNode, extension } from './extension.ts';
import { type MessageNode, message } from './message.ts';
import { type NumberNode, number } from './number.ts';
import { type RejectNode, reject } from './reject.ts';
import { type RingGroupNode, ringGroup } from './ring-group.ts';
import { type SipNode, sip } from './sip.ts';

/** Every verb that runs, by its kind. A line here and the compiler names each table that wants one too. */
export interface NodeTypes {
  client: ClientNode;
  extension: ExtensionNode;
  message: MessageNode;
  number: NumberNode;
  reject: RejectNode;
  ring_group: RingGroupNode;
  sip: SipNode;
}

export type NodeKind = keyof NodeTypes;
export type ProgramNode = NodeTypes[NodeKind];

const nodes: { readonly [K in NodeKind]: NodeRuntime<NodeTypes[K]> } = {
  client,
  extension,
  message,
  number,
  reject,
  ring_group: ringGroup,
  sip,
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
  const ways = exits(value.exits, readNode);
  return ways && nodes[named as NodeKind].read(value, ways);
}

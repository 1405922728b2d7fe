import type { Destination, NodeKind, ProgramNode } from '../../runtime/program.ts';
import type { TableKey } from '../model/written.ts';
import { clientKind } from './client.ts';
import { conferenceKind } from './conference.ts';
import { extensionKind } from './extension.ts';
import type { Kind } from './kind.ts';
import { mailboxKind } from './mailbox.ts';
import { menuKind } from './menu.ts';
import { menuStepKind } from './menu-step.ts';
import { messageKind } from './message.ts';
import { numberKind } from './number.ts';
import { rejectKind } from './reject.ts';
import { ringGroupKind } from './ring-group.ts';
import { routeKind } from './route.ts';
import { sipKind } from './sip.ts';
import { switchKind } from './switch.ts';

/** Every verb that compiles, by its kind. */
export const kinds: { readonly [K in NodeKind]: Kind & { readonly kind: K } } = {
  client: clientKind,
  conference: conferenceKind,
  extension: extensionKind,
  menu: menuKind,
  menu_step: menuStepKind,
  mailbox: mailboxKind,
  message: messageKind,
  number: numberKind,
  reject: rejectKind,
  ring_group: ringGroupKind,
  route: routeKind,
  sip: sipKind,
  switch: switchKind,
};

const all: readonly Kind[] = Object.values(kinds);

/** The kinds whose nodes have names, with the section that names stand in. */
export const namedKinds: readonly { readonly section: TableKey; readonly kind: Kind }[] = all.flatMap(
  (kind) => (kind.section === undefined ? [] : [{ section: kind.section, kind }]),
);

const byLeaf = new Map(all.flatMap((kind) => kind.leaves.map((key) => [key, kind] as const)));

/** The verb of a map written in place, and the key that says so. */
export function leafOf(written: object): { readonly key: string; readonly kind: Kind } | undefined {
  for (const key of Object.keys(written)) {
    const kind = byLeaf.get(key);
    if (kind !== undefined) return { key, kind };
  }
  return undefined;
}

const tell = (to: Destination): string => (typeof to === 'string' ? to : describe(to));

/** What a node does, in one line. */
export const describe = (node: ProgramNode): string => kinds[node.kind].describe(node, tell);

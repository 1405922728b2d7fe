import type { EntryName } from '../../runtime/call.ts';
import type { NodeId } from '../../runtime/program.ts';
import type { Act } from '../simulate/script.ts';
import { type ImaginedCall, type PlayedCall, playCall } from '../trace/imagined-call.ts';
import type { Surroundings } from '../trace/plan-application.ts';
import { DOCUMENT, type LaidOut, requestsOf, type SyncRequest } from './requests.ts';

/** Whole calls, counted: each webhook that Twilio makes for one, and what it asks of Sync. */

export interface CountedWebhook {
  readonly entry: EntryName;
  readonly requests: readonly SyncRequest[];
}

export type CountedCall = readonly CountedWebhook[];

/** The mailbox that a call was in before a request. */
function mailboxBefore({ answered }: PlayedCall, request: number): NodeId | undefined {
  const turns = answered.filter((each) => each.request < request).flatMap((each) => each.turns);
  return turns.findLast(({ at }) => at.startsWith('mailbox:'))?.at as NodeId | undefined;
}

/**
 * What a reported recording asks of Sync, where the mailbox's people are told at the first try: the mailbox is read; the
 * message is looked up, written down, noted as told and crossed off; those that wait are listed.
 */
function recordedRequests(mailbox: NodeId | undefined, { program, bundle }: LaidOut): readonly SyncRequest[] {
  const node = mailbox === undefined ? undefined : program.nodes[mailbox];
  if (mailbox === undefined || node?.kind !== 'mailbox') return [];
  const plan = (key: string): SyncRequest => ({ object: 'node_map', key, trip: 1, kept: true });
  const state = (key: string): SyncRequest => ({ object: 'state_map', key, trip: 2, kept: false });
  const tells = node.notify.webhook !== undefined || node.notify.email !== undefined;
  const change = (key: string): SyncRequest => ({ ...state(key), write: true });
  const told = [state('told'), change('message'), change('told'), change('message')];
  return [
    DOCUMENT,
    plan(`settings:${bundle.plan}`),
    plan(mailbox),
    ...(tells ? told : []),
    state('messages that wait'),
  ];
}

function counted(played: PlayedCall, plan: LaidOut, { classify }: Surroundings): CountedCall {
  return played.answered.map(({ entry, request, webhook }) => ({
    entry,
    requests:
      webhook === undefined
        ? recordedRequests(mailboxBefore(played, request), plan)
        : requestsOf(webhook, plan, classify),
  }));
}

/** The keys of the first menu that a call came to. */
function keysIn({ answered }: PlayedCall, { program }: LaidOut): readonly string[] {
  const turns = answered.flatMap((each) => each.turns);
  const menu = turns.find(({ at }) => at.startsWith('menu:'))?.at as NodeId | undefined;
  const node = menu === undefined ? undefined : program.nodes[menu];
  return node?.kind === 'menu' ? node.keys : [];
}

/** How many requests a call makes in all, cold. */
export const requestsIn = (call: CountedCall): number =>
  call.reduce((sum, { requests }) => sum + requests.length, 0);

const dearer = (a: CountedCall, b: CountedCall): boolean =>
  requestsIn(a) !== requestsIn(b) ? requestsIn(a) > requestsIn(b) : a.length > b.length;

/**
 * The dearest way that a call was found to go, by its requests of Sync: nobody answers, the caller presses nothing or any
 * one key of the first menu, and speaks where a mailbox listens; at each of the times. Milliseconds since 1970.
 */
export async function dearestCall(
  dialled: Pick<ImaginedCall, 'from' | 'to'>,
  times: readonly number[],
  plan: LaidOut,
  surroundings: Surroundings,
): Promise<CountedCall> {
  let dearest: CountedCall = [];
  const play = async (at: number, acts: readonly Act[]): Promise<PlayedCall> => {
    const live = surroundings.live.copy();
    const call: ImaginedCall = { ...dialled, at, acts, phones: [] };
    const played = await playCall(call, plan, { ...surroundings, live });
    const found = counted(played, plan, surroundings);
    if (dearer(found, dearest)) dearest = found;
    return played;
  };
  for (const at of times) {
    const silent = await play(at, []);
    for (const keys of keysIn(silent, plan)) await play(at, [{ does: 'press', keys }]);
  }
  return dearest;
}

import { readAddress } from '../address.ts';
import { calledNumber } from '../call.ts';
import { legPhone, phoneKey } from '../legs.ts';
import { locate } from '../locate.ts';
import type { Payer } from '../permission.ts';
import type { Bundle, NodeId, ProgramNode } from '../program.ts';
import type { Arrival, Lobby, Webhook } from '../webhook.ts';
import type { Need } from '../world.ts';
import { findDialled } from './dialled.ts';
import { route } from './route.ts';

/** A party that may have answered, by the plan's key; undefined: a SIP address that is not in the plan. */
type Answerer = NodeId | undefined;

/** The parties that a node rings and that could send a REFER, given the member that was tried last. */
function phonesOf(node: ProgramNode, member: string | undefined, bundle: Bundle): readonly Answerer[] {
  switch (node.kind) {
    case 'extension':
      return [legPhone(node.phone, bundle)];
    case 'sip':
      return [legPhone({ type: 'sip', destination: node.uri }, bundle)];
    case 'client':
      return [`client:${node.identity}`];
    case 'ring_group': {
      const tried = node.strategy === 'sequential' ? node.members.filter(({ name }) => name === member) : [];
      // Nobody can be ruled out when the one that was tried is gone from the group: then all could have answered.
      const could = tried.length > 0 ? tried : node.members;
      return could.filter(({ type }) => type !== 'number').map((each) => legPhone(each, bundle));
    }
    default:
      return [];
  }
}

type Transferors =
  | { readonly kind: 'known'; readonly payers: readonly Payer[] }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

/**
 * Every phone that could have asked for this transfer: those that could have answered, by the refer URL that we wrote,
 * and the caller where it is a SIP phone, for Twilio does not say which leg sent the REFER. A transfer is paid for by
 * us, so all of them must be allowed. None known: somebody who is not in the plan.
 */
function transferors({ webhook, bundle, world }: Lobby): Transferors {
  const { call, state } = webhook;
  const found = state === undefined ? null : locate(state.at, world, bundle);
  if (found !== null && found.kind === 'needs') return found;
  // Where it is not known who answered, it was somebody who is not in the plan.
  const answered = found?.kind === 'node' ? phonesOf(found.node, state?.member, bundle) : [undefined];
  const calling = call.from.kind === 'sip' ? [phoneKey(call.from, bundle)] : [];
  const keys = [...new Set([...answered, ...calling])];
  const needs: Need[] = [];
  const payers = keys.map((key): Payer => {
    const phone = key === undefined ? null : world.phone(key);
    if (phone === undefined && key !== undefined) needs.push({ kind: 'entry', ref: key });
    return { key, phone: phone ?? null };
  });
  if (needs.length > 0) return { kind: 'needs', needs };
  return { kind: 'known', payers: payers.length > 0 ? payers : [{ key: undefined, phone: null }] };
}

/** A phone asks that the call goes elsewhere (REFER). The caller has been answered, so every refusal is spoken. */
export function transfer(lobby: Lobby): Arrival {
  const { webhook, bundle, settings } = lobby;
  const at = webhook.state?.at ?? 'transfer';
  const target = (webhook.target ?? '').trim();
  if (target === '') {
    return { kind: 'refuse', sentence: 'transfer_not_a_number', at, because: 'the transfer names no target' };
  }
  if (!settings.refer) {
    return { kind: 'refuse', sentence: 'transfer_not_allowed', at, because: 'transfers are switched off' };
  }
  const dialled = findDialled(readAddress(target), lobby);
  const who = transferors(lobby);
  if (dialled.kind === 'needs' || who.kind === 'needs') {
    const needs = [dialled, who].flatMap((each) => (each.kind === 'needs' ? each.needs : []));
    return { kind: 'needs', needs };
  }
  // A code obeys the phone that dials it. Here the caller's phone would be taken for that, whoever sent the REFER.
  if (dialled.kind === 'inside' && typeof dialled.to !== 'string' && dialled.to.kind === 'switch') {
    const because = 'feature codes are dialled';
    return { kind: 'refuse', sentence: 'transfer_not_allowed', at: dialled.ref, because };
  }
  const arrival = route(
    dialled,
    {
      payers: who.payers,
      refusals: { notAllowed: 'transfer_not_allowed', notANumber: 'transfer_not_a_number' },
      unmapped: settings.unmapped.transfer,
      unmappedAt: `settings:${bundle.plan}/transfer`,
    },
    lobby,
  );
  return arrival.kind === 'visit' ? { ...arrival, ...remembered(arrival, webhook) } : arrival;
}

/** The caller is the same after a transfer: what language they speak, and which number they called. */
function remembered(
  { language }: Extract<Arrival, { kind: 'visit' }>,
  { state }: Webhook,
): { readonly language?: string; readonly called?: string } {
  const spoken = state?.language ?? language;
  const called = state && calledNumber(state);
  return {
    ...(spoken === undefined ? {} : { language: spoken }),
    ...(called === undefined ? {} : { called }),
  };
}

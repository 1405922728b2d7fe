import { mayCallInside, mayCallOutside, type Payer } from '../permission.ts';
import type { Destination } from '../program.ts';
import type { Arrival, Lobby } from '../webhook.ts';
import { type Dialled, insideNumber } from './dialled.ts';

/** How a way out is spoken about when it is refused. */
export interface Refusals {
  readonly notAllowed: 'not_allowed' | 'transfer_not_allowed';
  readonly notANumber: 'not_a_number' | 'transfer_not_a_number';
}

/** What decides where somebody inside may go. */
export interface Policy {
  readonly payers: readonly Payer[];
  readonly refusals: Refusals;
  /** `settings.unmapped` of the origin, and its address. */
  readonly unmapped: Destination;
  readonly unmappedAt: string;
}

/** An unlisted number, by the policy of the origin; `outbound` asks the class of whoever pays. */
function outside(number: string, policy: Policy, lobby: Lobby): Arrival {
  const { payers, refusals } = policy;
  const verdict = mayCallOutside(number, payers, lobby);
  if (verdict.kind === 'needs') return verdict;
  const canonical = lobby.world.classify(number)?.number ?? number;
  if (canonical !== number) return again(canonical, policy, lobby);
  const at = `outbound:${number}`;
  if (verdict.kind === 'refused') {
    const sentence = verdict.because === 'no valid number' ? refusals.notANumber : refusals.notAllowed;
    return { kind: 'refuse', sentence, at, because: verdict.because };
  }
  return { kind: 'visit', to: { kind: 'number', number, exits: {} }, at, entry: at, because: 'allowed' };
}

/** The number was written in a way of its own: as it is properly written, the plan may have it. */
function again(number: string, policy: Policy, lobby: Lobby): Arrival {
  const ref = `number:${number}` as const;
  const entry = lobby.webhook.skipNumberMap ? null : lobby.world.number(number);
  if (entry === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref }] };
  return entry === null ? outside(number, policy, lobby) : route(insideNumber(number, entry), policy, lobby);
}

/** Where a call goes that somebody inside dialled or transferred, within what the payers may do. */
export function route(dialled: Exclude<Dialled, { kind: 'needs' }>, policy: Policy, lobby: Lobby): Arrival {
  const { payers, refusals, unmapped, unmappedAt } = policy;
  if (dialled.kind === 'inside') {
    const verdict = mayCallInside(payers, lobby.settings);
    if (verdict.kind === 'refused') {
      return { kind: 'refuse', sentence: refusals.notAllowed, at: dialled.ref, because: verdict.because };
    }
    const { to, ref, language } = dialled;
    const because = 'inside the plan';
    return {
      kind: 'visit',
      to,
      at: ref,
      entry: ref,
      because,
      ...(language === undefined ? {} : { language }),
    };
  }
  if (unmapped !== 'outbound') {
    return { kind: 'visit', to: unmapped, at: unmappedAt, entry: unmappedAt, because: 'number not listed' };
  }
  if (dialled.kind === 'outside') return outside(dialled.number, policy, lobby);
  return { kind: 'refuse', sentence: refusals.notANumber, at: unmappedAt, because: 'not a number' };
}

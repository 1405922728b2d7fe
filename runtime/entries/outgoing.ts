import { readAddress } from '../address.ts';
import { callerAsPayer } from '../permission.ts';
import type { Arrival, Lobby } from '../webhook.ts';
import type { Need } from '../world.ts';
import { findDialled } from './dialled.ts';
import { incoming } from './incoming.ts';
import { route } from './route.ts';

/** A call from a phone of the plan: a SIP user or a Voice SDK client. */
export function outgoing(lobby: Lobby): Arrival {
  const { webhook, bundle, settings } = lobby;
  const { from, to } = webhook.call;
  // A number whose voice URL points here by mistake must not become an open door: its callers are outside callers.
  if (from.kind === 'number' || from.kind === 'withheld') return incoming(lobby);
  const dialled = findDialled(readAddress(to), lobby);
  const payer = callerAsPayer({ call: webhook.call, bundle, world: lobby.world });
  const needs: Need[] = dialled.kind === 'needs' ? [...dialled.needs] : [];
  if (payer === undefined) {
    const key =
      from.kind === 'client' ? (`client:${from.identity}` as const) : (`phone:${from.user}` as const);
    needs.push({ kind: 'entry', ref: key });
  }
  if (dialled.kind === 'needs' || payer === undefined) return { kind: 'needs', needs };
  return route(
    dialled,
    {
      payers: [payer],
      refusals: { notAllowed: 'not_allowed', notANumber: 'not_a_number' },
      unmapped: settings.unmapped.extension,
      unmappedAt: `settings:${bundle.plan}/extension`,
    },
    lobby,
  );
}

import { type Address, dialledDigits, dialledNumber } from '../address.ts';
import type { Party } from '../call.ts';
import { phoneKey } from '../legs.ts';
import type { Destination, NodeId, NumberEntry } from '../program.ts';
import type { Lobby } from '../webhook.ts';
import type { Need, Ref } from '../world.ts';

/** What somebody inside dialled or asked to be transferred to. */
export type Dialled =
  /** Something that the plan has. */
  | {
      readonly kind: 'inside';
      readonly to: Destination;
      readonly ref: Ref;
      /** The language that a number begins in. */
      readonly language?: string;
    }
  /** A number that the plan does not list, E.164. */
  | { readonly kind: 'outside'; readonly number: string }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

/** Dialled without a host, a name is one of our domain. */
const partyOf = ({ scheme, user, host }: Address, domain: string | undefined): Party =>
  scheme === 'client'
    ? { kind: 'client', identity: user }
    : { kind: 'sip', user, host: host || (domain ?? '') };

/** A number of the plan as something inside. */
export const insideNumber = (
  number: string,
  { to, language }: NumberEntry,
): Extract<Dialled, { kind: 'inside' }> => ({
  kind: 'inside',
  to,
  ref: `number:${number}`,
  ...(language === undefined ? {} : { language }),
});

/** No number and no name is longer; what is would only make a key that Sync cannot hold. */
const MAX_DIALLED = 64;

/**
 * Finds what was dialled: short digits of the plan, then a phone by its name, then a listed number. All that Sync must
 * answer is asked at once, so that it is one trip.
 */
export function findDialled(address: Address, { webhook, bundle, world }: Lobby): Dialled {
  const digits = dialledDigits(address.user);
  const number = digits === '' ? undefined : dialledNumber(digits, bundle.numbering);
  const dial: NodeId = `dial:${digits}`;
  if (address.user.length > MAX_DIALLED) return { kind: 'nonsense' };
  const phone = address.user === '' ? undefined : phoneKey(partyOf(address, bundle.domain), bundle);
  const short = digits !== '' && !digits.startsWith('+') ? world.dial(dial) : null;
  const known = phone === undefined ? null : world.phone(phone);
  const listed = number === undefined || webhook.skipNumberMap ? null : world.number(number);

  const needs: Need[] = [];
  if (short === undefined) needs.push({ kind: 'entry', ref: dial });
  if (known === undefined && phone !== undefined) needs.push({ kind: 'entry', ref: phone });
  if (listed === undefined) needs.push({ kind: 'entry', ref: `number:${number ?? ''}` });
  if (needs.length > 0) return { kind: 'needs', needs };

  if (short) return { kind: 'inside', to: short, ref: dial };
  if (known) return { kind: 'inside', to: known.extension, ref: known.extension };
  if (listed) return insideNumber(number ?? '', listed);
  return number === undefined ? { kind: 'nonsense' } : { kind: 'outside', number };
}

import { callType } from '../../runtime/permission.ts';
import type { Classified } from '../../runtime/world.ts';
import type { Address } from '../simulate/script.ts';
import type { PlayedCall } from './imagined-call.ts';
import type { Playable } from './plan-application.ts';

/** What a call costs in kind: the legs that Twilio charges for, by what they are. No prices: they change, and by country. */

export interface Charge {
  /** `call in`, `SIP`, `app`, or a type of number such as `mobile`. */
  readonly what: string;
  /** E.164 of an outside leg. */
  readonly number?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Seconds that it was connected; 0: it only rang. */
  readonly seconds: number;
}

function kindOf(
  address: Address,
  { bundle }: Playable,
  classify: (number: string) => Classified | null,
): Omit<Charge, 'seconds'> {
  if (address.kind === 'sip') return { what: 'SIP' };
  if (address.kind === 'client') return { what: 'app' };
  const number = address.value;
  if (bundle.emergency.numbers.includes(number)) return { what: 'emergency', number };
  const classified = classify(number);
  if (classified === null) return { what: 'no valid number', number };
  const { country } = classified;
  return {
    what: callType(classified, bundle.numbering.country, null),
    number,
    ...(country === undefined ? {} : { country }),
  };
}

/** Every leg of a call beside the caller's own, in the order in which they rang. */
export function chargesOf(
  { record }: PlayedCall,
  plan: Playable,
  classify: (number: string) => Classified | null,
): readonly Charge[] {
  const legs = new Map<
    number,
    { readonly charge: Omit<Charge, 'seconds'>; from?: number; seconds: number }
  >();
  for (const event of record.events) {
    if (event.kind === 'rang')
      legs.set(event.leg, { charge: kindOf(event.address, plan, classify), seconds: 0 });
    const leg = 'leg' in event ? legs.get(event.leg) : undefined;
    if (leg === undefined) continue;
    if (event.kind === 'answered' || (event.kind === 'bridged' && leg.from === undefined)) leg.from = event.t;
    if ((event.kind === 'leg_ended' || event.kind === 'talk_ended') && leg.from !== undefined) {
      leg.seconds = event.t - leg.from;
    }
  }
  return [...legs.values()].map(({ charge, seconds }) => ({ ...charge, seconds: Math.ceil(seconds) }));
}

import { dialledDigits, dialledNumber, readAddress } from '../address.ts';
import { aboutCaller } from '../legs.ts';
import type { Arrival, Lobby } from '../webhook.ts';

/** A call from outside to a number of the plan. It reaches only what the plan lists. */
export function incoming({ webhook, bundle, settings, world }: Lobby): Arrival {
  const digits = dialledDigits(readAddress(webhook.call.to).user);
  const number = dialledNumber(digits, bundle.numbering);
  const entry = number === undefined ? null : world.number(number);
  const ref = `number:${number ?? ''}` as const;
  if (entry === undefined) {
    return { kind: 'needs', needs: [{ kind: 'entry', ref }, ...aboutCaller(webhook.call, bundle)] };
  }
  if (entry !== null) {
    const { to, language } = entry;
    const because = 'listed number';
    return {
      kind: 'visit',
      to,
      at: ref,
      entry: ref,
      because,
      ...(language === undefined ? {} : { language }),
    };
  }
  const at = `settings:${bundle.plan}/outside_caller`;
  return { kind: 'visit', to: settings.unmapped.outside_caller, at, entry: at, because: 'number not listed' };
}

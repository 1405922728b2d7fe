import type { CallType } from './call.ts';
import { phoneKey } from './legs.ts';
import type { Ground } from './node.ts';
import type { ClassOfRestriction, NodeId, Phone, Settings } from './program.ts';
import type { Classified, Need } from './world.ts';

/**
 * Who may call what. A phone that dials is judged by its own class; a transfer by the class of every phone that could
 * have asked for it. What the plan lists needs no class but `internal`; any other number is classed by the public
 * numbering plans, and a number of no class is refused.
 */

/** What a phone without a class, and nothing else said, may call. */
const LEAST: ClassOfRestriction = { allow: ['internal', 'emergency'] };

/** A phone that spends money: its key, and what the plan says of it (null: not in the plan). */
export interface Payer {
  readonly key: NodeId | undefined;
  readonly phone: Phone | null;
}

/** The class of a phone. One that is not in the plan has that of strangers. */
export function classOf({ phone }: Payer, settings: Settings): ClassOfRestriction {
  const name = phone === null ? settings.strangerClass : phone.class;
  const known = name !== undefined && Object.hasOwn(settings.classes, name);
  return (known ? settings.classes[name] : undefined) ?? LEAST;
}

/**
 * Whether a class allows a call of a type; `country` as ISO 3166-1 alpha-2. Emergency is always allowed. What costs extra
 * `abroad` is both: a class that means the service numbers of its own country has not said that of the world's.
 */
export function allows(
  rules: ClassOfRestriction,
  type: CallType,
  { country, abroad }: Pick<Partial<Classified>, 'country' | 'abroad'> = {},
): boolean {
  if (type === 'emergency') return true;
  if (rules.deny?.includes(type)) return false;
  if (country !== undefined && rules.denyCountries?.includes(country)) return false;
  if (abroad && !allows(rules, 'international', country === undefined ? {} : { country })) return false;
  if (rules.allow.includes(type)) return true;
  return type === 'international' && country !== undefined && !!rules.allowCountries?.includes(country);
}

/**
 * The type of an outside number for one phone. Types exclude one another: `local` is a fixed number of the area of the
 * phone's caller ID, `national` any other fixed number of the country.
 */
export function callType(called: Classified, country: string, own: Classified | null): CallType {
  if (called.type !== 'national') return called.type;
  const local =
    called.fixed && called.area !== undefined && own?.country === country && own.area === called.area;
  return local ? 'local' : 'national';
}

export type Verdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'needs'; readonly needs: readonly Need[] };

/** The phone that calls, as a payer; `needs` while the plan has not been asked. */
export function callerAsPayer(ground: Pick<Ground, 'call' | 'bundle' | 'world'>): Payer | undefined {
  const key = phoneKey(ground.call.from, ground.bundle);
  const phone = key === undefined ? null : ground.world.phone(key);
  return phone === undefined ? undefined : { key, phone };
}

const nameOf = ({ key }: Payer): string => key ?? 'a phone that is not in the plan';

/** Whether every payer may reach what is inside the plan. */
export function mayCallInside(payers: readonly Payer[], settings: Settings): Verdict {
  const refused = payers.find((payer) => !allows(classOf(payer, settings), 'internal'));
  return refused === undefined
    ? { kind: 'allowed' }
    : { kind: 'refused', because: `${nameOf(refused)} may not call inside` };
}

/** Whether every payer may call an outside number that the plan does not list. `number`: E.164. */
export function mayCallOutside(
  number: string,
  payers: readonly Payer[],
  ground: Pick<Ground, 'world' | 'bundle' | 'settings'>,
): Verdict {
  const { world, bundle, settings } = ground;
  const wanted = [number, ...payers.flatMap(({ phone }) => phone?.callerId ?? [])];
  const unknown = [...new Set(wanted)].filter((each) => world.classify(each) === undefined);
  if (unknown.length > 0) {
    return { kind: 'needs', needs: unknown.map((each) => ({ kind: 'call_type', number: each })) };
  }
  const called = world.classify(number);
  if (!called) return { kind: 'refused', because: 'no valid number' };
  for (const payer of payers) {
    const own = payer.phone?.callerId === undefined ? null : (world.classify(payer.phone.callerId) ?? null);
    const type = callType(called, bundle.numbering.country, own);
    if (!allows(classOf(payer, settings), type, called)) {
      const where = called.abroad ? ' abroad' : '';
      return { kind: 'refused', because: `${nameOf(payer)} may not make ${type} calls${where}` };
    }
  }
  return { kind: 'allowed' };
}

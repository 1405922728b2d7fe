import { dialledNumber, readAddress } from '../../runtime/address.ts';
import type { Leg } from '../../runtime/legs.ts';
import type { NodeId } from '../../runtime/program.ts';
import { plainSip } from '../simulate/address.ts';
import type { Address, Phone } from '../simulate/script.ts';
import type { Playable } from './plan-application.ts';

/** Names of a plan and the addresses at which its phones ring and call, both ways. */

/** How a phone stands in a `<Dial>`. */
function addressOf({ type, destination }: Leg): Address {
  return { kind: type, value: type === 'sip' ? plainSip(destination) : destination };
}

const keyOf = ({ kind, value }: Address): string => `${kind} ${value}`;

/** A plain SIP address as people write it: what would end its user part, or the whole, is escaped. */
const writtenSip = (plain: string): string =>
  plain.replace(
    /^(sips?:)(.*)(@[^@]*)$/i,
    (_all, scheme: string, user: string, host: string) =>
      `${scheme}${encodeURI(user).replace(/[@?;]/g, encodeURIComponent)}${host}`,
  );

/** Everybody whom a plan knows by name. */
export class People {
  readonly #plan: Playable;
  readonly #names = new Map<string, string>();

  constructor(plan: Playable) {
    this.#plan = plan;
    for (const [id, node] of Object.entries(plan.program.nodes)) {
      // The first extension with a phone gives it its name, as the reader of the plan meets it.
      if (node.kind !== 'extension') continue;
      const key = keyOf(addressOf(node.phone));
      if (!this.#names.has(key)) this.#names.set(key, id.slice('extension:'.length));
    }
  }

  /** An extension's phone; undefined: the plan has no such extension. */
  phone(name: string): Address | undefined {
    const node = this.#plan.program.nodes[`extension:${name}` as NodeId];
    return node?.kind === 'extension' ? addressOf(node.phone) : undefined;
  }

  /** How people call an address: an extension's name, an E.164 number, else the address itself, as `address` reads it. */
  name(address: Address): string {
    const { kind, value } = address;
    const written = { number: value, client: `client:${value}`, sip: writtenSip(value) };
    return this.#names.get(keyOf(address)) ?? written[kind];
  }

  /**
   * The address that a word means: an extension's name, a number in any form, an emergency number, `sip:…`, `client:…`;
   * undefined: nothing that could ring.
   */
  address(word: string): Address | undefined {
    const known = this.phone(word);
    if (known !== undefined) return known;
    const { emergency, numbering } = this.#plan.bundle;
    if (emergency.numbers.includes(word)) return { kind: 'number', value: word };
    const { scheme, user } = readAddress(word);
    if (scheme === 'client') return { kind: 'client', value: user };
    if (scheme === 'sip') return { kind: 'sip', value: plainSip(word) };
    const number = dialledNumber(word.replace(/[\s().\-/]/g, ''), numbering);
    return number === undefined ? undefined : { kind: 'number', value: number };
  }
}

/** Seconds after which an emergency service answers when nothing else is said. */
const EMERGENCY_ANSWERS = 5;

/**
 * Behaviours by address. A phone that nobody mentions does not answer; an emergency service does, whatever `default` says
 * of the others.
 */
export function phonebook(
  given: readonly { readonly who: Address | 'default'; readonly phone: Phone }[],
  emergencyNumbers: readonly string[] = [],
): (address: Address) => Phone {
  const known = new Map<string, Phone>(
    emergencyNumbers.map((value) => [
      keyOf({ kind: 'number', value }),
      { does: 'answers', after: EMERGENCY_ANSWERS },
    ]),
  );
  let otherwise: Phone = { does: 'no_answer' };
  for (const { who, phone } of given) {
    if (who === 'default') otherwise = phone;
    else known.set(keyOf(who), phone);
  }
  return (address) => known.get(keyOf(address)) ?? otherwise;
}

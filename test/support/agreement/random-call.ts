import type { Act, Address, Phone } from '../../../compiler/simulate/script.ts';
import type { Party } from '../../../runtime/call.ts';
import type { JsonObject } from '../../../runtime/digest.ts';
import { nextChange } from '../../../runtime/schedule.ts';
import type { Random } from '../protocol/random.ts';
import type { AgreedCall, Lowered } from './agreed-call.ts';

/** Random calls to a plan: whoever calls whatever it has, and more; everybody behaves as people do, and worse. */

const BEGINS = Date.UTC(2026, 8, 1);
const DAYS = 150;
/** Where holidays and special dates are. */
const HOLIDAY = Date.UTC(2026, 11, 22);

/** Milliseconds of a moment: any, or one beside which a schedule changes. */
function moment(random: Random, { program }: Lowered): number {
  const at = BEGINS + random.between(0, DAYS * 24 * 60) * 60_000 + random.pick([0, 0, 30_000, 59_999]);
  const schedules = Object.values(program.schedules);
  if (random.chance(0.15)) return HOLIDAY + random.between(0, 7 * 24 * 60) * 60_000;
  if (schedules.length === 0 || random.chance(0.4)) return at;
  const change = nextChange(random.pick(schedules), at);
  // A call that begins before an edge may come back after it.
  return change === undefined ? at : change + random.pick([-1_000, 0, 1_000, -1, -20_000, -60_000]);
}

/** All addresses that a program can ring. */
export function addressesIn(value: unknown, found: Map<string, Address> = new Map()): Map<string, Address> {
  if (typeof value !== 'object' || value === null) return found;
  const { kind, type, destination, number, uri, identity } = value as { readonly [key: string]: unknown };
  const add = (address: Address): void => void found.set(`${address.kind} ${address.value}`, address);
  if (typeof destination === 'string' && (type === 'sip' || type === 'number' || type === 'client')) {
    add({ kind: type, value: type === 'sip' ? bare(destination) : destination });
  }
  if (kind === 'number' && typeof number === 'string') add({ kind, value: number });
  if (kind === 'sip' && typeof uri === 'string') add({ kind, value: bare(uri) });
  if (kind === 'client' && typeof identity === 'string') add({ kind, value: identity });
  for (const each of Object.values(value)) addressesIn(each, found);
  return found;
}

/** A SIP address by which a phone is known. */
function bare(uri: string): string {
  const [address = ''] = uri.split(/[?;]/);
  const [user, host = ''] = address.replace(/^sips?:/i, '').split('@');
  return `sip:${decodeURIComponent(user ?? '')}@${host.toLowerCase()}`;
}

class Script {
  readonly #random: Random;
  readonly #plan: Lowered;
  /** By where they lead: a block of a hundred is no more than one number. */
  readonly #numbers: readonly (readonly string[])[];
  /** Those that decide or ask. */
  readonly #deciding: readonly (readonly string[])[];
  readonly #dials: readonly string[];
  /** Digits that menus may let callers dial. */
  readonly #extensions: readonly string[];
  /** What the menus offer. */
  readonly #keys: readonly string[];

  constructor(random: Random, plan: Lowered) {
    this.#random = random;
    this.#plan = plan;
    const lines = new Map<string, string[]>();
    for (const [number, { to }] of Object.entries(plan.program.numbers)) {
      const key = JSON.stringify(to);
      lines.set(key, [...(lines.get(key) ?? []), number]);
    }
    this.#numbers = [...lines.values()];
    const deciding = [...lines].filter(([to]) => /"(menu|route|ring_group|menu_step)[:"]/.test(to));
    this.#deciding = deciding.map(([, numbers]) => numbers);
    this.#keys = Object.values(plan.program.nodes).flatMap((node) => (node.kind === 'menu' ? node.keys : []));
    this.#extensions = Object.entries(plan.program.dials).flatMap(([key, to]) =>
      typeof to === 'string' && to.startsWith('extension:') ? [key.slice('dial:'.length)] : [],
    );
    this.#dials = Object.keys(plan.program.dials).map((key) => key.slice('dial:'.length));
  }

  write(): AgreedCall {
    const random = this.#random;
    const inside = random.chance(0.35);
    const caller = inside ? this.#phone() : this.#outsider();
    const entry = this.#entry(inside, caller.means);
    const groups = Object.keys(this.#plan.program.nodes).filter((id) => id.startsWith('ring_group:'));
    const group =
      random.chance(0.8) && groups.length > 0 ? random.pick(groups).slice('ring_group:'.length) : '1';
    const phones = [...addressesIn(this.#plan.program).values()]
      .filter(() => random.chance(0.7))
      .map((who) => ({ who, phone: this.#behaviour(0.2) }));
    const uui = this.#uui();
    return {
      entry,
      caller,
      to:
        entry === 'outgoing' || entry === 'callToPSTNwithRefer'
          ? this.#dialled(caller.means)
          : this.#called(),
      ...(entry === 'ringGroup' ? { group } : {}),
      at: moment(random, this.#plan),
      ...(uui === undefined ? {} : { uui }),
      acts: Array.from({ length: random.between(0, 6) }, () => this.#act()),
      phones,
      // Were everybody to hand callers on, a call would seldom end.
      otherwise: this.#behaviour(0),
      ...(random.chance(0.15) ? { hangsUp: random.between(0, 90) } : {}),
      live: this.#live(),
    };
  }

  #entry(inside: boolean, from: Party): AgreedCall['entry'] {
    const random = this.#random;
    if (random.chance(0.04)) return 'ringGroup';
    if (random.chance(0.03)) return 'callToSIPwithRefer';
    if (inside) return random.chance(0.1) ? 'callToPSTNwithRefer' : 'outgoing';
    // A voice URL that points to the wrong Function.
    return from.kind !== 'sip' && random.chance(0.04) ? 'outgoing' : 'incoming';
  }

  #outsider(): AgreedCall['caller'] {
    const random = this.#random;
    const number = random.pick([
      '+61491570006',
      '+61491570156',
      '+61400000000',
      '+611900654321',
      '+12025550177',
      '+447700900123',
    ]);
    switch (random.pick(['number', 'number', 'number', 'withheld', 'sip'] as const)) {
      case 'number':
        return { text: number, means: { kind: 'number', number } };
      case 'withheld': {
        const text = random.pick(['anonymous', 'Restricted', 'Anonymous & "Co" <x>', '']);
        return { text, means: { kind: 'withheld', text } };
      }
      case 'sip':
        return {
          text: 'sip:+61255501234@corporate.sip.sydney.twilio.com:5060;transport=tls',
          means: { kind: 'sip', user: '+61255501234', host: 'corporate.sip.twilio.com' },
        };
    }
  }

  #phone(): AgreedCall['caller'] {
    const random = this.#random;
    const domain = this.#plan.bundle.domain ?? 'none.example';
    const keys = Object.keys(this.#plan.program.phones);
    if (random.chance(0.1) || keys.length === 0) {
      const user = 'stranger';
      return random.chance(0.5)
        ? { text: `sip:${user}@${domain}`, means: { kind: 'sip', user, host: domain } }
        : { text: `client:${user}`, means: { kind: 'client', identity: user } };
    }
    const key = random.pick(keys);
    const user = key.slice(key.indexOf(':') + 1);
    if (key.startsWith('client:')) return { text: key, means: { kind: 'client', identity: user } };
    const edge = domain.replace('.sip.', '.sip.sydney.');
    const text = random.pick([
      `sip:${user}@${domain}`,
      `sip:${user}@${edge}`,
      `sip:${user}@${domain}:5060;ob`,
      `<sip:${user}@${domain}>`,
    ]);
    return { text, means: { kind: 'sip', user, host: domain } };
  }

  #anyNumber(): string {
    const random = this.#random;
    const unlisted = [
      '+61255509999',
      '+61412345678',
      '+61399990001',
      '+64988765432',
      '+12025550199',
      '+611900654321',
      '+61111',
      '+442079460123',
    ];
    if (random.chance(0.4) && this.#deciding.length > 0) return random.pick(random.pick(this.#deciding));
    return random.chance(0.75) && this.#numbers.length > 0
      ? random.pick(random.pick(this.#numbers))
      : random.pick(unlisted);
  }

  #called(): string {
    return this.#random.chance(0.03) ? this.#random.pick(['', 'nonsense', '+']) : this.#anyNumber();
  }

  /** What somebody inside dials. */
  #digits(): string {
    const random = this.#random;
    const dials = this.#dials.length > 0 ? random.pick(this.#dials) : '0';
    const national = this.#anyNumber()
      .replace(/^\+(61|44)/, '0')
      .replace(/^\+1/, '');
    const people = Object.keys(this.#plan.program.phones).map((key) => key.slice(key.indexOf(':') + 1));
    const other = [
      this.#anyNumber(),
      national,
      '000',
      '911',
      '112',
      '*28',
      '999#',
      'nobody',
      'x'.repeat(80),
      '0',
    ];
    if (random.chance(0.45)) return dials;
    return random.chance(0.15) && people.length > 0 ? random.pick(people) : random.pick(other);
  }

  #dialled(from: Party): string {
    const digits = this.#digits();
    if (from.kind === 'client' && this.#random.chance(0.7)) return digits;
    return `sip:${encodeURIComponent(digits)}@${this.#plan.bundle.domain ?? 'none.example'}`;
  }

  #transferTarget(): string {
    const random = this.#random;
    const domain = this.#plan.bundle.domain ?? 'none.example';
    const digits = this.#digits();
    const sip = `sip:${encodeURIComponent(digits)}@${domain}`;
    return random.pick([
      sip,
      sip,
      digits,
      `${sip}?User-to-User=${encodeURIComponent('u&<u>')}`,
      `${sip};user=phone`,
      `tel:${this.#anyNumber()}`,
    ]);
  }

  /** @param transfers how likely somebody who answers hands the caller on */
  #behaviour(transfers: number): Phone {
    const random = this.#random;
    switch (
      random.pick(['busy', 'no_answer', 'unreachable', 'mailbox', 'answers', 'answers', 'answers'] as const)
    ) {
      case 'busy':
        return { does: 'busy' };
      case 'no_answer':
        return { does: 'no_answer' };
      case 'unreachable':
        return { does: 'unreachable' };
      case 'mailbox':
        return { does: 'mailbox' };
      case 'answers':
        return {
          does: 'answers',
          after: random.between(0, 45),
          ...(random.chance(0.6) ? { presses: random.pick([['1'], ['1'], ['2'], ['#'], ['12'], []]) } : {}),
          ...(random.chance(0.3) ? { hangsUp: random.between(0, 90) } : {}),
          ...(random.chance(transfers)
            ? { transfers: { to: this.#transferTarget(), after: random.between(0, 50) } }
            : {}),
        };
    }
  }

  #act(): Act {
    const random = this.#random;
    const keys = [
      '0',
      '1',
      '2',
      '3',
      '5',
      '6',
      '9',
      '*',
      '#',
      '12',
      '91',
      '007',
      '1#',
      '12#',
      '201',
      '202#',
      '888',
      '##',
      '99999999',
    ];
    switch (random.pick(['press', 'press', 'press', 'press', 'press', 'press', 'say', 'silence'] as const)) {
      case 'press':
        if (this.#extensions.length > 0 && random.chance(0.1))
          return { does: 'press', keys: random.pick(this.#extensions) + random.pick(['', '#']) };
        if (random.chance(0.75) && this.#keys.length > 0)
          return { does: 'press', keys: random.pick(this.#keys) };
        return {
          does: 'press',
          keys: random.chance(0.2) && this.#dials.length > 0 ? random.pick(this.#dials) : random.pick(keys),
        };
      case 'say':
        return { does: 'say', words: 'x'.repeat(random.between(1, 300)) };
      case 'silence':
        return { does: 'silence' };
    }
  }

  #uui(): AgreedCall['uui'] {
    const random = this.#random;
    if (random.chance(0.6)) return undefined;
    const means = random.pick(['conversation-1', 'a&b=c<d>"e"', 'é 漢 %20+', 'y'.repeat(1_200)]);
    const own = this.#plan.bundle.uuiHeader;
    const written = random.pick([own, own.toUpperCase(), 'User-to-User', 'user-to-user']);
    const other =
      written.toLowerCase() === 'user-to-user' ? {} : { 'SipHeader_User-to-User': 'not this one' };
    return { headers: { ...other, [`SipHeader_${written}`]: means }, means };
  }

  /** Overrides as a feature code, the command line or a hand in the Console left them. */
  #live(): { readonly [id: string]: JsonObject } {
    const random = this.#random;
    const live: { [id: string]: JsonObject } = {};
    for (const [id, { states, was }] of Object.entries(this.#plan.program.overrides)) {
      if (random.chance(0.4)) continue;
      const key = was !== undefined && random.chance(0.5) ? was : id;
      const until = new Date(BEGINS + random.between(0, DAYS) * 86_400_000).toISOString();
      live[key] = random.pick<JsonObject>([
        { state: states === undefined ? 'on' : random.pick(states) },
        { state: states === undefined ? 'on' : random.pick(states), until, since: until, by: 'phone:alice' },
        { on: true },
        { state: 'off' },
        { state: 'no such state' },
      ]);
    }
    return live;
  }
}

/** One call to a plan. */
export const randomCall = (random: Random, plan: Lowered): AgreedCall => new Script(random, plan).write();

import type { Bundle, Destination, Program, ProgramNode } from '../../../runtime/program.ts';

/** Who may reach what in a plan, written from its meaning: which parties a place can ring, and who may pay for what. */

/** A party as a dial names it: `number:+61…`, `sip:alice@acme…` without headers, `client:front_2`. */
export type Target = string;

export const sipTarget = (uri: string): Target =>
  `sip:${uri
    .replace(/^sips?:/i, '')
    .replace(/[?].*$/s, '')
    .toLowerCase()}`;

export function legTarget(type: string, destination: string): Target {
  if (type === 'sip') return sipTarget(destination);
  return `${type}:${destination}`;
}

/** Who asked, as the generator of a request knows it. */
export type Truth =
  /** From the telephone network, with or without a number. */
  | { readonly kind: 'outside' }
  /** A phone of the plan, by its key. */
  | { readonly kind: 'phone'; readonly key: string }
  /** Somebody over SIP, or a client, whom the plan does not know. */
  | { readonly kind: 'stranger'; readonly over: 'sip' | 'client' }
  /** Nonsense: nobody whom the plan knows. */
  | { readonly kind: 'nobody' };

/** A plan as the judge reads it. */
export class Rights {
  readonly program: Program;
  readonly bundle: Bundle;
  /** Parties that callers from outside can reach, by any number. */
  readonly public: ReadonlySet<Target>;
  /** All parties that the plan names. */
  readonly listed: ReadonlySet<Target>;
  /** What is rung when nothing else is left. */
  readonly safe: ReadonlySet<Target>;
  readonly emergency: ReadonlySet<Target>;
  readonly #reached = new Map<string, ReadonlySet<Target>>();

  constructor(program: Program, bundle: Bundle) {
    this.program = program;
    this.bundle = bundle;
    const { safeAnswer, emergency } = bundle;
    this.safe = new Set(safeAnswer.kind === 'number' ? [`number:${safeAnswer.number}`] : []);
    this.emergency = new Set(emergency.numbers.map((number) => `number:${number}`));
    const { outside_caller } = program.settings.unmapped;
    this.public = this.#from([...Object.values(program.numbers).map(({ to }) => to), outside_caller]);
    this.listed = this.#from([
      ...Object.values(program.numbers).map(({ to }) => to),
      ...Object.keys(program.nodes).map((id) => id as Destination),
      ...Object.values(program.dials),
      ...Object.values(program.settings.unmapped),
    ]);
  }

  /** Parties that can be rung from an address (`ring_group:sales/otherwise`, `number:+61…`), by name. */
  reach(address: string): ReadonlySet<Target> {
    const known = this.#reached.get(address);
    if (known !== undefined) return known;
    const found = this.#from(this.at(address));
    if (this.#reached.size > 5_000) this.#reached.clear();
    this.#reached.set(address, found);
    return found;
  }

  /** What stands at an address; nothing where the plan has none. */
  at(address: string): readonly Destination[] {
    const [ref = '', ...labels] = address.split('/');
    const [, kind = '', name = ''] = /^([^:]*):(.*)$/s.exec(ref) ?? [];
    let here: Destination | undefined;
    if (kind === 'number') here = own(this.program.numbers, name)?.to;
    else if (kind === 'dial') here = own(this.program.dials, ref);
    else if (kind === 'settings')
      here = own(this.program.settings.unmapped as { [origin: string]: Destination }, labels.shift() ?? '');
    else here = own(this.program.nodes, ref) === undefined ? undefined : (ref as Destination);
    // Only what is written in place has an address below another; what has a name is at its name.
    for (const label of labels)
      here = here === ref || typeof here === 'object' ? own(this.#node(here)?.exits ?? {}, label) : undefined;
    return here === undefined ? [] : [here];
  }

  #node(to: Destination | undefined): ProgramNode | undefined {
    return typeof to === 'string' ? own(this.program.nodes, to) : to;
  }

  #from(starts: readonly Destination[]): ReadonlySet<Target> {
    const targets = new Set<Target>();
    const seen = new Set<unknown>();
    const left = [...starts];
    while (left.length > 0) {
      const to = left.pop();
      if (to === undefined || seen.has(to)) continue;
      seen.add(to);
      if (to === 'unassigned') left.push(this.program.settings.unmapped.outside_caller);
      const node = this.#node(to);
      if (node === undefined) continue;
      for (const each of ringsAt(node)) targets.add(each);
      left.push(...Object.values(node.exits), ...this.#also(node));
    }
    return targets;
  }

  /** Where a node leads beside its exits: what is dialled in a menu, the menu of a step. */
  #also(node: ProgramNode): readonly Destination[] {
    if (node.kind === 'menu_step') return [node.menu];
    if (node.kind !== 'menu' || node.dials === undefined) return [];
    const { dials } = node;
    return Object.entries(this.program.dials)
      .filter(([key]) => 'most' in dials || dials.includes(key.slice('dial:'.length)))
      .map(([, to]) => to)
      .filter((to) => typeof to === 'string' && to.startsWith('extension:'));
  }
}

const own = <T>(table: { readonly [key: string]: T }, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** The parties that a node itself rings. */
function ringsAt(node: ProgramNode): readonly Target[] {
  switch (node.kind) {
    case 'number':
      return [`number:${node.number}`];
    case 'sip':
      return [sipTarget(node.uri)];
    case 'client':
      return [`client:${node.identity}`];
    case 'extension':
      return [legTarget(node.phone.type, node.phone.destination)];
    case 'ring_group':
      return node.members.map(({ type, destination }) => legTarget(type, destination));
    default:
      return [];
  }
}

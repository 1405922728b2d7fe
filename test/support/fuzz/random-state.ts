import { writeLink } from '../../../runtime/links.ts';
import type { Program } from '../../../runtime/program.ts';
import type { Random } from '../protocol/random.ts';
import { hostileText } from './hostile.ts';
import type { CarriedTruth } from './oracle.ts';
import type { Rights } from './truth.ts';

/** The state of a call as requests may carry it: ours, and everything that only looks like it. */

/** The account's auth token: links are signed with it, and no log line may show it. */
export const TOKEN = 'f00dfeedf00dfeedf00dfeedf00dfeed';
const OTHER_TOKEN = '0badc0de0badc0de0badc0de0badc0de';

/** A URL of ours, taken from an answer, and of which Function it is. */
export interface Harvested {
  readonly to: string;
  readonly query: string;
  /** Which plan wrote it. */
  readonly plan: string;
}

/** Links that have been seen, the newest last; plans may send one another's. */
export class Links {
  readonly #seen: Harvested[] = [];
  #next = 0;
  keep(link: Harvested): void {
    if (this.#seen.length < 500) this.#seen.push(link);
    else this.#seen[this.#next % 500] = link;
    this.#next += 1;
  }
  pick(random: Random): Harvested | undefined {
    return this.#seen.length === 0 ? undefined : random.pick(this.#seen);
  }
}

/** An address in the plan, or what looks like one. */
function addressIn(program: Program, random: Random): string {
  const menus = Object.keys(program.nodes).filter((id) => id.startsWith('menu:'));
  if (menus.length > 0 && random.chance(0.2)) return random.pick(menus);
  const id = random.pick([
    ...Object.keys(program.nodes),
    ...Object.keys(program.numbers).map((number) => `number:${number}`),
    ...Object.keys(program.dials),
    ...['outside_caller', 'extension', 'transfer'].map((origin) => `settings:${program.plan}/${origin}`),
    'outbound:+611900654321',
    'outbound:+61491570006',
    'direct:+61491570006',
    'extension:gone',
    'ring_group:__proto__',
    'number:+61255507777',
  ]);
  const exits = ['otherwise', 'on_busy', 'key_1', 'key_0', 'then', 'on_timeout', 'constructor'];
  return random.chance(0.3) ? `${id}/${random.pick(exits)}` : id;
}

export interface Carried {
  readonly parameters: { readonly [name: string]: unknown };
  /** What it says, where it is ours and for this Function. */
  readonly truth: CarriedTruth | undefined;
}

export const NOTHING: Carried = { parameters: {}, truth: undefined };

/** State: none, ours, another plan's or Function's, replayed, forged, truncated, made by hand. */
export function stateOf(entry: string, random: Random, rights: Rights, links: Links): Carried {
  const { program } = rights;
  switch (random.between(0, 7)) {
    case 0:
      return NOTHING;
    case 1:
    case 2: {
      // A release of another day, or another plan of the account: signed well, and names whatever it names.
      const at = addressIn(program, random);
      const members = ['alice', 'alice~2', 'bob', 'front_2', '+61412345678', '__proto__'];
      const state = {
        entry: random.chance(0.5) ? at : addressIn(program, random),
        at,
        ...(random.chance(0.4) ? { member: random.pick(members) } : {}),
        ...(random.chance(0.2) ? { language: random.pick(['fr', 'xx', '__proto__', 'toString']) } : {}),
        ...(random.chance(0.2) ? { tries: { silence: random.between(0, 9), wrong: 99 } } : {}),
        ...(random.chance(0.2) ? { callers: [addressIn(program, random), 'menu:gone'] } : {}),
        ...(random.chance(0.2) ? { restarted: true as const } : {}),
        ...(random.chance(0.2) ? { called: random.pick(['+61255501000', 'x', '']) } : {}),
      };
      const release = random.pick([undefined, 1, 2, 99, 999_999_999]);
      const query = writeLink({ to: entry as 'continue', state }, release, TOKEN).split('?')[1] ?? '';
      return used(query, query);
    }
    default: {
      // Mostly one for this Function; one for another must be worth nothing here.
      const tries = [1, 2, 3, 4].map(() => links.pick(random));
      const link = tries.find((each) => each?.to === entry) ?? tries[0];
      if (link === undefined) return NOTHING;
      return used(mangled(link, entry, random), link.to === entry ? link.query : undefined);
    }
  }
}

/** A link that was seen, as it is or not. */
function mangled({ query }: Harvested, entry: string, random: Random): string {
  const parameters = new URLSearchParams(query);
  const names = [...parameters.keys()];
  switch (random.between(0, 9)) {
    case 0:
      parameters.set(random.pick(names), hostileText(random));
      break;
    case 1:
      parameters.set('dp_at', 'outbound:+611900654321');
      break;
    case 2:
      parameters.delete(random.pick(names));
      break;
    case 3:
      return query.slice(0, random.between(0, query.length));
    case 4:
      parameters.set('dp_s', (parameters.get('dp_s') ?? '').slice(0, random.between(0, 21)));
      break;
    case 5: {
      const at = {
        to: entry as 'continue',
        state: { entry: 'number:+61255501000', at: 'outbound:+19005551234' },
      };
      return writeLink(at, 1, OTHER_TOKEN).split('?')[1] ?? '';
    }
    case 6:
      parameters.append(random.pick(names), hostileText(random));
      break;
    default:
      break;
  }
  return parameters.toString();
}

/** What a query says, in one order. */
const saidBy = (query: string): string => {
  const said = new URLSearchParams(query);
  said.sort();
  return said.toString();
};

/**
 * A query as parameters, and what of it is really ours: the runtime is not asked, it is who is judged.
 * @param ours the query that was signed for this Function; undefined: none was
 */
function used(query: string, ours: string | undefined): Carried {
  const all = new URLSearchParams(query);
  const parameters: { [name: string]: unknown } = {};
  for (const name of new Set(all.keys())) {
    const values = all.getAll(name);
    parameters[name] = values.length > 1 ? values : values[0];
  }
  const really = ours !== undefined && saidBy(query) === saidBy(ours);
  return { parameters, truth: really ? stateIn(all) : undefined };
}

/** The state that a link of ours carries, as far as the judge asks. */
function stateIn(query: URLSearchParams): CarriedTruth {
  const [member, callers] = [query.get('dp_m'), query.get('dp_c')];
  return {
    entry: query.get('dp_entry') ?? '',
    at: query.get('dp_at') ?? '',
    ...(member === null ? {} : { member }),
    ...(callers === null ? {} : { callers: callers.split(' ') }),
    ...(query.get('dp_u') === '1' ? { posing: true } : {}),
  };
}

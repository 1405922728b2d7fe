import { dialledDigits, dialledNumber } from '../../runtime/address.ts';
import {
  builtIns,
  type Destination,
  type NodeId,
  type Numbering,
  type Program,
} from '../../runtime/program.ts';
import type { Tells } from './flow.ts';

/** One way into a plan. */
export interface WayIn {
  /** As traces name it: `number:+61255501000`, `dial:201`, `settings:acme/outside_caller`. */
  readonly at: string;
  /** As people say it: `+61255501000`, `dial 201`. */
  readonly says: string;
  /** What the plan calls it. */
  readonly label?: string;
}

/** All ways into a plan that lead to one place. */
export interface Entry {
  /** Its name in file names and headings; no two entries of `entriesOf` have the same. */
  readonly name: string;
  /** Empty: nobody comes there straight from outside the plan. */
  readonly ways: readonly WayIn[];
  readonly to: Destination;
}

const POLICIES = {
  outside_caller: 'a number that the plan does not list',
  extension: 'a phone that dials what the plan does not list',
  transfer: 'a transfer to what the plan does not list',
} as const;

const policies = Object.keys(POLICIES) as readonly (keyof typeof POLICIES)[];

const UNTOLD: Tells = () => undefined;

const isBuiltIn = (to: Destination): boolean => (builtIns as readonly unknown[]).includes(to);

const isExtension = (to: Destination): boolean =>
  typeof to === 'string' ? to.startsWith('extension:') : to.kind === 'extension';

/** Every way in, and where it leads. */
function waysOf({
  numbers,
  dials,
  settings,
  plan,
}: Program): readonly (WayIn & { readonly to: Destination })[] {
  return [
    ...Object.entries(numbers).map(([number, { to, label }]) => ({
      at: `number:${number}`,
      says: number,
      ...(label === undefined ? {} : { label }),
      to,
    })),
    ...Object.entries(dials).map(([at, to]) => ({ at, says: `dial ${at.slice('dial:'.length)}`, to })),
    ...policies
      .filter((policy) => !isBuiltIn(settings.unmapped[policy]))
      .map((policy) => ({
        at: `settings:${plan}/${policy}`,
        says: POLICIES[policy],
        to: settings.unmapped[policy],
      })),
  ];
}

/** The ways in, those that lead to the same place together. */
function grouped(program: Program, tells: Tells): ReadonlyMap<string, Entry> {
  const found = new Map<string, { readonly to: Destination; readonly ways: WayIn[] }>();
  for (const { to, ...way } of waysOf(program)) {
    const key = JSON.stringify(to);
    const known = found.get(key);
    if (known === undefined) found.set(key, { to, ways: [way] });
    else known.ways.push(way);
  }
  const taken = new Set<string>();
  return new Map(
    [...found].map(([key, { to, ways }]) => [
      key,
      { name: unused(nameFor(to, ways, tells), taken), ways, to },
    ]),
  );
}

/** The name of the node that it leads to; a leaf has none, so the first way in. */
function nameFor(to: Destination, [first]: readonly WayIn[], tells: Tells): string {
  const name =
    typeof to === 'string'
      ? (tells(to)?.name ?? to.slice(to.indexOf(':') + 1))
      : (first?.at.replace(/^(number|settings):/, '') ?? '');
  return (
    name
      .replace(/\*/g, 'star')
      .replace(/#/g, 'pound')
      .replace(/[^A-Za-z0-9_]+/g, '-')
      .replace(/^-|-$/g, '') || 'entry'
  );
}

function unused(name: string, taken: Set<string>): string {
  let free = name;
  // A file system may see no difference between `Sales` and `sales`.
  for (let times = 2; taken.has(free.toLowerCase()); times += 1) free = `${name}-${times}`;
  taken.add(free.toLowerCase());
  return free;
}

/**
 * The entries that a picture of the whole plan has: where the numbers lead, the short numbers, and what happens to calls
 * to nothing in the plan. Feature codes, and extensions that only colleagues dial, are drawn when they are asked for.
 */
export function entriesOf(program: Program, tells: Tells = UNTOLD): readonly Entry[] {
  return [...grouped(program, tells).values()].filter(({ ways, to }) => {
    const byDigits = ways.every(({ at }) => at.startsWith('dial:'));
    return !(byDigits && (isExtension(to) || (typeof to !== 'string' && to.kind === 'switch')));
  });
}

/** Finds an entry by what people type: a number in any form, short digits, a name or an id. */
export function findEntry(
  asked: string,
  program: Program,
  numbering: Numbering,
  tells: Tells = UNTOLD,
): Entry | undefined {
  const groups = grouped(program, tells);
  const ofWay = (at: string): Entry | undefined =>
    [...groups.values()].find(({ ways }) => ways.some((way) => way.at === at));
  const digits = dialledDigits(asked);
  const number = digits === '' ? undefined : dialledNumber(digits, numbering);
  const way =
    ofWay(asked) ??
    (digits === '' ? undefined : (ofWay(`dial:${digits}`) ?? ofWay(`number:${digits}`))) ??
    (number === undefined ? undefined : ofWay(`number:${number}`));
  if (way !== undefined) return way;
  const id = (Object.keys(program.nodes) as NodeId[]).find(
    (each) => each === asked || namesOf(each, tells).includes(asked),
  );
  if (id === undefined) return undefined;
  const group = groups.get(JSON.stringify(id));
  return group ?? { name: nameFor(id, [], tells), ways: [], to: id };
}

/** What a node is called: by its id, and by its author. */
function namesOf(id: string, tells: Tells): readonly string[] {
  const name = tells(id)?.name;
  return [id.slice(id.indexOf(':') + 1), ...(name === undefined ? [] : [name])];
}

/** Everything that `findEntry` knows, for suggestions. */
export const entryNames = (program: Program, tells: Tells = UNTOLD): ReadonlySet<string> =>
  new Set([
    ...Object.keys(program.nodes).flatMap((id) => namesOf(id, tells)),
    ...Object.keys(program.numbers),
    ...Object.keys(program.dials).map((id) => id.slice('dial:'.length)),
  ]);

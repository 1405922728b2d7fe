import type { NodeId, NodeKind } from '../../runtime/program.ts';
import { keyOf } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { TableKey, WrittenPlan } from '../model/written.ts';
import { namedKinds } from '../nodes/index.ts';
import type { Kind } from '../nodes/kind.ts';
import type { Report } from './report.ts';

/** Something with a name that a call can be sent to. */
export interface Named {
  readonly id: NodeId;
  readonly name: string;
  readonly kind: Kind;
  readonly section: TableKey;
  readonly written: unknown;
  readonly origin: Origin;
}

/** Everything that a call can be sent to, by name: one namespace. */
export type Names = ReadonlyMap<string, Named>;

/** The names of a plan, and everything that has one. */
export interface Collected {
  readonly names: Names;
  /** Also what shares its name or key with another: its own mistakes are to be found as well. Ids differ. */
  readonly all: readonly Named[];
}

/** What the kinds are called in messages. */
export const wordFor = (kind: NodeKind): string => kind.replace('_', ' ');

/** One of them: `a ring group`, `an extension`. */
export const oneOf = (kind: NodeKind): string => article(wordFor(kind));

/** All kinds that have names, in words: `extension, menu or route`. */
export const everyKind: string = namedKinds
  .map(({ kind }) => wordFor(kind.kind))
  .sort()
  .join(', ')
  .replace(/, (?=[^,]+$)/, ' or ');

/** Collects the names of a plan. Reports DP3004 for one name in two sections, and DP3017 for a key that two nodes share. */
export function collectNames(written: WrittenPlan, report: Report): Collected {
  const names = new Map<string, Named>();
  const all: Named[] = [];
  const ids = new Map<NodeId, Named>();
  for (const { section, kind } of namedKinds) {
    for (const { name, value, origin } of written[section]) {
      const key = kind.key(value);
      const id: NodeId = `${kind.kind}:${key?.value ?? name}`;
      const named = { id, name, kind, section, written: value, origin };
      const known = names.get(name);
      if (known === undefined) names.set(name, named);
      else reportClash(known, named, report);
      const twin = ids.get(id);
      if (twin === undefined) ids.set(id, named);
      else reportTwin(twin, named, report);
      all.push(twin === undefined ? named : { ...named, id: `${id}~${all.length}` });
    }
  }
  return { names, all };
}

function reportClash(first: Named, second: Named, report: Report): void {
  const a = `${wordFor(first.kind.kind)}`;
  const b = `${wordFor(second.kind.kind)}`;
  report('DP3004', {
    message: `\`${second.name}\` is the name of ${oneOf(first.kind.kind)} and of ${oneOf(second.kind.kind)}`,
    origin: keyOf(second.origin),
    label: b,
    related: [{ origin: keyOf(first.origin), text: a }],
    why: 'everything that a call can be sent to shares its names, so a call to this one could mean either',
    help: `give one of them another name, such as \`${second.name}_${b.split(' ').at(-1)}\``,
  });
}

/** A key is given by `id` or is the name; either node may be the one that wrote it. */
function reportTwin(first: Named, second: Named, report: Report): void {
  const at = (named: Named): Origin => {
    const key = named.kind.key(named.written);
    return key === undefined
      ? keyOf(named.origin)
      : { file: named.origin.file, path: [...named.origin.path, key.step] };
  };
  const key = second.id.slice(second.id.indexOf(':') + 1);
  report('DP3017', {
    message: `\`${first.name}\` and \`${second.name}\` would both be the ${wordFor(second.kind.kind)} \`${key}\``,
    origin: at(second),
    label: `\`${key}\` again`,
    related: [{ origin: at(first), text: `\`${key}\` stands for \`${first.name}\`` }],
    why: `the key names one item in Sync, so callers of \`${first.name}\` and \`${second.name}\` would ring the same phones`,
    help: 'give each its own `id`, different from the names of the others',
  });
}

const article = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);

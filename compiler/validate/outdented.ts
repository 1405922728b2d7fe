import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Origin } from '../model/source.ts';
import type { TableKey } from '../model/written.ts';
import { entryKeys } from './schemas.ts';
import { code, nameOf } from './words.ts';

/** Entries of a table without a value, each with the keys of an entry that stand right below it and should stand in it. */
export function outdentedEntries(
  table: TableKey,
  values: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let keys: ReadonlySet<string> | undefined;
  let entry: string | undefined;
  for (const name of Object.keys(values)) {
    if (values[name] === null) {
      entry = name;
      continue;
    }
    if (entry === undefined) continue;
    keys ??= entryKeys(table);
    if (keys.has(name)) found.set(entry, [...(found.get(entry) ?? []), name]);
    else entry = undefined;
  }
  return found;
}

/** DP2004 for such an entry. */
export function outdentedEntry(origin: Origin, keys: readonly string[]): Diagnostic {
  const below = keys.map(code).join(', ');
  return diagnostic('DP2004', {
    message: `${nameOf(origin.path)} has no value: ${below} below it ${keys.length === 1 ? 'is' : 'are'} indented as little as it is`,
    origin,
    label: 'nothing stands in it',
    help: `indent ${below} deeper than ${code(origin.path.at(-1) ?? '')}`,
  });
}

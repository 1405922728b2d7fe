import { diagnostic } from '../diagnostics/codes.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ParsedFile } from '../model/documents.ts';
import type { Source } from '../model/source.ts';

/** The tables that a plan names, each once, and those that are not there. */
export interface NamedTables {
  readonly tables: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the tables that `number_files` of any file names, below the directory of the plan. Reports DP1019. Names of another
 * form than the schema asks for are left to it.
 */
export function tablesOf(
  files: readonly { readonly parsed?: ParsedFile }[],
  tables: readonly Source[],
  directory: string,
): NamedTables {
  const prefix = directory === '.' || directory === '' ? '' : `${directory}/`;
  const byName = new Map(tables.map((table) => [table.file.slice(prefix.length), table]));
  const named = new Set<Source>();
  const diagnostics: Diagnostic[] = [];
  for (const { parsed } of files) {
    const names: unknown = parsed?.value?.number_files;
    if (parsed === undefined || !Array.isArray(names)) continue;
    names.forEach((name: unknown, i) => {
      if (typeof name !== 'string' || !/\.csv$/i.test(name)) return;
      const table = byName.get(name);
      if (table === undefined) diagnostics.push(missing(name, parsed.file, i, byName.keys()));
      else named.add(table);
    });
  }
  return { tables: [...named], diagnostics };
}

function missing(name: string, file: string, index: number, known: Iterable<string>): Diagnostic {
  return diagnostic('DP1019', {
    message: `the plan has no file \`${name}\``,
    origin: { file, path: ['number_files', index] },
    label: 'no such file',
    why: 'a caller of a number in it would hear that the number is not in service',
    help: didYouMean(name, known) ?? 'paths begin at the directory of the plan, whichever file names them',
  });
}

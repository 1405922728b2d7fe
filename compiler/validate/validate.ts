import { diagnostic } from '../diagnostics/codes.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Documents, ParsedFile } from '../model/documents.ts';
import type { Origin, Path } from '../model/source.ts';
import {
  type BrokenEntry,
  type SettingKey,
  TABLES,
  type TableKey,
  type Written,
  type WrittenEntry,
  type WrittenPlan,
  type WrittenSettings,
  type WrittenTables,
} from '../model/written.ts';
import { type Checker, sharedChecker } from './checker.ts';
import { schemaProblems } from './schema-problems.ts';
import { ROOT } from './schemas.ts';
import { code, nameOf } from './words.ts';

/** What could be understood of a plan, and every fault of its shape. */
export interface Validated {
  readonly plan: WrittenPlan;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is gathered while the files are merged. */
interface Merge {
  readonly checker: Checker;
  readonly settings: Map<string, Written<unknown>>;
  readonly tables: ReadonlyMap<string, WrittenEntry<unknown>[]>;
  /** Where each name of each table was first met, right or wrong. */
  readonly names: ReadonlyMap<string, Map<string, Origin>>;
  readonly broken: BrokenEntry[];
  readonly brokenSettings: Map<string, Origin>;
  readonly diagnostics: Diagnostic[];
}

const tableKeys: ReadonlySet<string> = new Set(TABLES);
const notBuiltYet: ReadonlySet<string> = new Set(ROOT['x-not-built-yet']);

/**
 * Documents to a plan as written: all files merged, everything of the shape that the schema asks for. Reports DP2001 to
 * DP2014, all at once. What is wrong is left out and the rest is returned also when there are errors, so that the next
 * phase can report its own. The values of `documents` are taken over: numbers in them may become text.
 */
export function validate(documents: Documents, directory: string): Validated {
  const merge: Merge = {
    checker: sharedChecker(),
    settings: new Map(),
    tables: new Map(TABLES.map((table) => [table, []])),
    names: new Map(TABLES.map((table) => [table, new Map()])),
    broken: [],
    brokenSettings: new Map(),
    diagnostics: [],
  };
  for (const file of documents.files) mergeFile(file, merge);
  if (documents.unread.length === 0) merge.diagnostics.push(...missingSettings(documents, directory, merge));
  return { plan: planOf(merge, documents, directory), diagnostics: merge.diagnostics };
}

/** What the validator has let pass has the generated types: both come from the schema. */
function planOf(merge: Merge, documents: Documents, directory: string): WrittenPlan {
  const tables = Object.fromEntries(merge.tables) as unknown as WrittenTables;
  return {
    ...tables,
    directory,
    settings: Object.fromEntries(merge.settings) as WrittenSettings,
    broken: merge.broken,
    brokenSettings: [...merge.brokenSettings.keys()] as readonly SettingKey[],
    unread: documents.unread,
  };
}

function mergeFile(file: ParsedFile, merge: Merge): void {
  for (const [key, value] of Object.entries(file.value ?? {})) {
    if (tableKeys.has(key)) mergeTable(file, key as TableKey, value, merge);
    else if (Object.hasOwn(ROOT.properties, key)) mergeSetting(file, key, value, merge);
    else if (notBuiltYet.has(key)) refuseLaterSection(file, key, value, merge);
    else merge.diagnostics.push(unknownSection(file.file, key));
  }
}

function mergeSetting(file: ParsedFile, key: string, value: unknown, merge: Merge): void {
  const path = [key];
  const first = merge.settings.get(key)?.origin ?? merge.brokenSettings.get(key);
  if (first !== undefined) {
    merge.diagnostics.push(
      twice('DP2011', `${code(key)} is set twice`, { file: file.file, path, part: 'key' }, first),
    );
    return;
  }
  const errors = merge.checker.section(key)(value);
  merge.diagnostics.push(...schemaProblems({ file: file.file, path, value }, errors, file.tainted));
  const origin: Origin = { file: file.file, path, part: 'value' };
  if (errors.length > 0 || isTainted(file, path)) merge.brokenSettings.set(key, origin);
  else merge.settings.set(key, { value: file.value?.[key], origin });
}

function mergeTable(file: ParsedFile, table: TableKey, value: unknown, merge: Merge): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const errors = merge.checker.section(table)(value);
    merge.diagnostics.push(
      ...schemaProblems({ file: file.file, path: [table], value }, errors, file.tainted),
    );
    return;
  }
  const context = { file, table, values: value as Record<string, unknown> };
  for (const name of Object.keys(value)) mergeEntry(context, name, merge);
}

interface TableInFile {
  readonly file: ParsedFile;
  readonly table: TableKey;
  readonly values: Readonly<Record<string, unknown>>;
}

function mergeEntry({ file, table, values }: TableInFile, name: string, merge: Merge): void {
  const path = [table, name];
  const origin: Origin = { file: file.file, path, part: 'key' };
  const names = merge.names.get(table);
  const first = names?.get(name);
  if (first !== undefined)
    merge.diagnostics.push(twice('DP2010', `${nameOf(path)} is defined twice`, origin, first));
  else names?.set(name, origin);

  const problems = entryProblems({ file, table, values }, name, merge.checker);
  merge.diagnostics.push(...problems.diagnostics);
  if (first !== undefined) return;
  if (problems.wrong || isTainted(file, path)) merge.broken.push({ section: table, name, origin });
  else merge.tables.get(table)?.push({ name, value: values[name], origin });
}

/** `wrong` also where nothing is said, because it only follows from something else. */
function entryProblems(
  { file, table, values }: TableInFile,
  name: string,
  checker: Checker,
): { readonly wrong: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const path = [table, name];
  const nameErrors = checker.entryName(table)(name);
  const errors = checker.entry(table)(values[name]);
  if (nameErrors.length === 0 && errors.length === 0) return { wrong: false, diagnostics: [] };
  const ofName = schemaProblems(
    { file: file.file, path, value: name, part: 'key' },
    nameErrors,
    file.tainted,
  );
  // What stands under a key that is not built yet is usually not built yet, too.
  const later = ofName.some((problem) => problem.code === 'DP2009');
  const ofValue = later
    ? []
    : schemaProblems({ file: file.file, path, value: values[name] }, errors, file.tainted);
  return { wrong: true, diagnostics: [...ofName, ...ofValue] };
}

/** Whether something at or below the path is not what the author meant. */
function isTainted(file: ParsedFile, path: Path): boolean {
  return file.tainted.some((place) =>
    path.every((step, index) => index >= place.length || step === place[index]),
  );
}

function refuseLaterSection(file: ParsedFile, section: string, value: unknown, merge: Merge): void {
  const origin: Origin = { file: file.file, path: [section], part: 'key' };
  merge.diagnostics.push(
    diagnostic('DP2009', {
      message: `the section ${code(section)} is not built yet`,
      origin,
      label: 'not built yet',
      why: 'nothing in it would reach a caller',
      help: 'take the section out for now; calls can go to extensions, ring groups, messages and actions in place',
    }),
  );
  for (const name of Object.keys(Object(value)))
    merge.broken.push({ section, name, origin: { ...origin, path: [section, name] } });
}

function unknownSection(file: string, key: string): Diagnostic {
  const sections = [...Object.keys(ROOT.properties), ...notBuiltYet];
  return diagnostic('DP2002', {
    message: `${code(key)} is not a section of a plan`,
    origin: { file, path: [key], part: 'key' },
    label: 'no such section',
    help:
      didYouMean(key, sections) ?? `the sections are ${Object.keys(ROOT.properties).map(code).join(', ')}`,
  });
}

function twice(kind: 'DP2010' | 'DP2011', message: string, origin: Origin, first: Origin): Diagnostic {
  return diagnostic(kind, {
    message,
    origin,
    label: 'the second one',
    related: [{ origin: { ...first, part: 'key' }, text: 'the first one' }],
    help:
      kind === 'DP2010'
        ? 'take one out, or give it another name'
        : 'take one out: a setting holds for the whole plan',
  });
}

function missingSettings(documents: Documents, directory: string, merge: Merge): readonly Diagnostic[] {
  const home =
    documents.files.find(({ file }) => file === `${directory}/dialplan.yaml`) ?? documents.files[0];
  if (home === undefined) {
    return [
      diagnostic('DP2014', {
        message: `${code(directory)} holds no *.yaml file`,
        help: 'begin with `dialplan init`',
      }),
    ];
  }
  const present = (key: string) => merge.settings.has(key) || merge.brokenSettings.has(key);
  return ROOT['x-required-in-plan']
    .filter((key) => !present(key) && !isTainted(home, [key]))
    .map((key) =>
      diagnostic('DP2014', {
        message: `the plan has no ${code(key)}`,
        origin: { file: home.file, path: [] },
        label: `${code(key)} belongs to the settings of a plan`,
        help: `add ${code(`${key}: ${EXAMPLES[key] ?? '…'}`)}`,
      }),
    );
}

const EXAMPLES: Readonly<Record<string, string>> = {
  dialplan: '1',
  name: 'acme',
  timezone: 'Australia/Sydney',
  country: 'AU',
};

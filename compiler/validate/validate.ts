import { diagnostic } from '../diagnostics/codes.ts';
import { didYouMean, suggest } from '../diagnostics/suggest.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Documents, ParsedFile } from '../model/documents.ts';
import type { Origin, Path } from '../model/source.ts';
import {
  type BrokenEntry,
  LISTS,
  type ListKey,
  type Salvaged,
  type SettingKey,
  TABLES,
  type TableKey,
  type Written,
  type WrittenEntry,
  type WrittenLists,
  type WrittenPlan,
  type WrittenSettings,
  type WrittenTables,
} from '../model/written.ts';
import { type Check, type Checker, sharedChecker } from './checker.ts';
import { outdentedEntries, outdentedEntry } from './outdented.ts';
import { salvage } from './salvage.ts';
import { nameLike, schemaProblems } from './schema-problems.ts';
import { ROOT } from './schemas.ts';
import { Taints } from './taints.ts';
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
  readonly lists: ReadonlyMap<string, Written<unknown>[]>;
  /** Where each name of each table was first met, right or wrong. */
  readonly names: ReadonlyMap<string, Map<string, Origin>>;
  readonly broken: BrokenEntry[];
  readonly brokenSettings: Map<string, Origin>;
  readonly salvaged: Salvaged[];
  readonly diagnostics: Diagnostic[];
}

const tableKeys: ReadonlySet<string> = new Set(TABLES);
const listKeys: ReadonlySet<string> = new Set(LISTS);
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
    lists: new Map(LISTS.map((list) => [list, []])),
    names: new Map(TABLES.map((table) => [table, new Map()])),
    broken: [],
    brokenSettings: new Map(),
    salvaged: [],
    diagnostics: [],
  };
  for (const file of documents.files) mergeFile({ ...file, taints: new Taints(file.tainted) }, merge);
  if (documents.unread.length === 0) merge.diagnostics.push(...missingSettings(documents, directory, merge));
  return { plan: planOf(merge, documents, directory), diagnostics: merge.diagnostics };
}

/** What the validator has let pass has the generated types: both come from the schema. */
function planOf(merge: Merge, documents: Documents, directory: string): WrittenPlan {
  const tables = Object.fromEntries(merge.tables) as unknown as WrittenTables;
  const lists = Object.fromEntries(merge.lists) as unknown as WrittenLists;
  return {
    ...tables,
    ...lists,
    directory,
    settings: Object.fromEntries(merge.settings) as WrittenSettings,
    broken: merge.broken,
    brokenSettings: [...merge.brokenSettings.keys()] as readonly SettingKey[],
    salvaged: merge.salvaged,
    unread: documents.unread,
  };
}

/** A file, and what of it is known to be wrong. */
interface MergedFile extends ParsedFile {
  readonly taints: Taints;
}

function mergeFile(file: MergedFile, merge: Merge): void {
  for (const [key, value] of Object.entries(file.value ?? {})) {
    if (tableKeys.has(key)) mergeTable(file, key as TableKey, value, merge);
    else if (listKeys.has(key)) mergeList(file, key as ListKey, value, merge);
    else if (Object.hasOwn(ROOT.properties, key)) mergeSetting(file, key, value, merge);
    else if (notBuiltYet.has(key)) refuseLaterSection(file, key, value, merge);
    else refuseUnknownSection(file.file, key, value, merge);
  }
}

function mergeSetting(file: MergedFile, key: string, value: unknown, merge: Merge): void {
  const path = [key];
  const first = merge.settings.get(key)?.origin ?? merge.brokenSettings.get(key);
  if (first !== undefined) {
    merge.diagnostics.push(
      twice('DP2011', `${code(key)} is set twice`, { file: file.file, path, part: 'key' }, first),
    );
    return;
  }
  const errors = merge.checker.section(key)(value);
  for (const problem of schemaProblems({ file: file.file, path, value }, errors, file.taints))
    merge.diagnostics.push(problem);
  const origin: Origin = { file: file.file, path, part: 'value' };
  if (errors.length === 0 && !file.taints.touches(path)) {
    merge.settings.set(key, { value: file.value?.[key], origin });
    return;
  }
  merge.brokenSettings.set(key, origin);
  const written = { value: file.value?.[key], origin };
  merge.salvaged.push(
    ...rescued({
      file,
      section: key as SettingKey,
      path,
      written,
      errors,
      check: merge.checker.section(key),
    }),
  );
}

/** Something wrong, of which the right part shall be kept. */
interface Wreck {
  readonly file: MergedFile;
  readonly section: TableKey | SettingKey;
  readonly path: Path;
  readonly written: Salvaged['written'];
  readonly errors: ReturnType<Check>;
  readonly check: Check;
}

function rescued({ file, section, path, written, errors, check }: Wreck): readonly Salvaged[] {
  if (file.taints.covers(path)) return [];
  const left = salvage(written.value, errors, file.taints.below(path), check);
  if (left === undefined) return [];
  const inFile = (place: Path): Path => [...path, ...place];
  return [
    {
      section,
      written: { ...written, value: left.value },
      gone: left.gone.map(inFile),
      guessed: left.guessed,
      shortened: left.shortened.map(({ path: list, kept }) => ({ path: inFile(list), kept })),
    },
  ];
}

function mergeTable(file: MergedFile, table: TableKey, value: unknown, merge: Merge): void {
  if (!isMap(value)) {
    const errors = merge.checker.section(table)(value);
    merge.diagnostics.push(...schemaProblems({ file: file.file, path: [table], value }, errors, file.taints));
    return;
  }
  const context = {
    file,
    table,
    values: value as Record<string, unknown>,
    checkName: merge.checker.entryName(table),
    checkValue: merge.checker.entry(table),
  };
  const outdented = refuseOutdented(context, merge);
  for (const name of Object.keys(value)) if (!outdented.has(name)) mergeEntry(context, name, merge);
}

/** Reports entries whose keys stand beside them; all these names are spoken for then. */
function refuseOutdented({ file, table, values }: TableInFile, merge: Merge): ReadonlySet<string> {
  const found = outdentedEntries(table, values);
  for (const [name, keys] of found) {
    const origin: Origin = { file: file.file, path: [table, name], part: 'key' };
    merge.diagnostics.push(outdentedEntry(origin, keys));
    merge.broken.push({ section: table, name, origin });
  }
  return new Set([...found].flatMap(([name, keys]) => [name, ...keys]));
}

/** Items that are right stay, whatever stands beside them. */
function mergeList(file: MergedFile, list: ListKey, value: unknown, merge: Merge): void {
  if (!Array.isArray(value)) {
    const errors = merge.checker.section(list)(value);
    merge.diagnostics.push(...schemaProblems({ file: file.file, path: [list], value }, errors, file.taints));
    return;
  }
  const check = merge.checker.item(list);
  for (const [index, item] of value.entries()) {
    const path = [list, index];
    const errors = check(item);
    for (const problem of schemaProblems({ file: file.file, path, value: item }, errors, file.taints))
      merge.diagnostics.push(problem);
    if (errors.length === 0 && !file.taints.touches(path))
      merge.lists.get(list)?.push({ value: item, origin: { file: file.file, path } });
  }
}

interface TableInFile {
  readonly file: MergedFile;
  readonly table: TableKey;
  readonly values: Readonly<Record<string, unknown>>;
  readonly checkName: Check;
  readonly checkValue: Check;
}

function mergeEntry(context: TableInFile, name: string, merge: Merge): void {
  const { file, table, values } = context;
  const path = [table, name];
  const origin: Origin = { file: file.file, path, part: 'key' };
  const names = merge.names.get(table);
  const first = names?.get(name);
  if (first !== undefined)
    merge.diagnostics.push(twice('DP2010', `${nameOf(path)} is defined twice`, origin, first));
  else names?.set(name, origin);

  const problems = entryProblems(context, name);
  for (const problem of problems.diagnostics) merge.diagnostics.push(problem);
  if (first !== undefined) return;
  if (!problems.wrong && !file.taints.touches(path)) {
    merge.tables.get(table)?.push({ name, value: values[name], origin });
    return;
  }
  for (const each of new Set([name, nameLike(name)]))
    merge.broken.push({ section: table, name: each, origin });
  const meant = [name, nameLike(name)].find((each) => context.checkName(each).length === 0);
  if (meant === undefined) return;
  const written = { name: meant, value: values[name], origin };
  const wreck = { file, section: table, path, written, errors: problems.errors, check: context.checkValue };
  merge.salvaged.push(...rescued(wreck));
}

const FINE = { wrong: false, errors: [], diagnostics: [] } as const;

/** `wrong` also where nothing is said, because it only follows from something else. */
function entryProblems(
  { file, table, values, checkName, checkValue }: TableInFile,
  name: string,
): {
  readonly wrong: boolean;
  readonly errors: ReturnType<Check>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const nameErrors = checkName(name);
  const errors = checkValue(values[name]);
  if (nameErrors.length === 0 && errors.length === 0) return FINE;
  const path = [table, name];
  const ofName = schemaProblems({ file: file.file, path, value: name, part: 'key' }, nameErrors, file.taints);
  // What stands under a key that is not built yet is usually not built yet, too.
  const later = ofName.some((problem) => problem.code === 'DP2009');
  const ofValue = later
    ? []
    : schemaProblems({ file: file.file, path, value: values[name] }, errors, file.taints);
  return { wrong: true, errors, diagnostics: [...ofName, ...ofValue] };
}

function refuseLaterSection(file: MergedFile, section: string, value: unknown, merge: Merge): void {
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

/** What stands in it counts as left out of the section that was probably meant, so that nothing is said about its absence. */
function refuseUnknownSection(file: string, key: string, value: unknown, merge: Merge): void {
  const sections = [...Object.keys(ROOT.properties), ...notBuiltYet];
  const origin: Origin = { file, path: [key], part: 'key' };
  merge.diagnostics.push(
    diagnostic('DP2002', {
      message: `${code(key)} is not a section of a plan`,
      origin,
      label: 'no such section',
      help:
        didYouMean(key, sections) ?? `the sections are ${Object.keys(ROOT.properties).map(code).join(', ')}`,
    }),
  );
  const [meant = key] = suggest(key, sections);
  for (const name of Object.keys(isMap(value) ? value : {}))
    merge.broken.push({ section: meant, name, origin: { ...origin, path: [key, name] } });
  const isSetting = Object.hasOwn(ROOT.properties, meant) && !tableKeys.has(meant) && !listKeys.has(meant);
  if (isSetting && !merge.settings.has(meant)) merge.brokenSettings.set(meant, origin);
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
  const missing = ROOT['x-required-in-plan'].filter((key) => !present(key));
  if (missing.length === 0) return [];
  const taints = new Taints(home.tainted);
  return missing
    .filter((key) => !taints.touches([key]))
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

import { Composer, type Document, Parser } from 'yaml';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Documents, ParsedFile } from '../model/documents.ts';
import type { Source } from '../model/source.ts';
import { checkBrackets } from './bracket-guards.ts';
import { checkComments } from './comment-guards.ts';
import { readCsv } from './csv.ts';
import { type PositionedDocument, positionedDocument } from './document.ts';
import { findings } from './findings.ts';
import { type LineStarts, lineStarts } from './line-starts.ts';
import { checkStream } from './stream-guards.ts';
import { tablesOf } from './tables.ts';
import { TELEPHONE_SAFE } from './telephone-safe.ts';
import { checkText, isTable } from './text-guards.ts';
import { readTree } from './tree.ts';
import { isTagProblem, syntaxProblems } from './yaml-problems.ts';

/** The documents that could be read, and every fault of every file. */
export interface Parsed {
  readonly documents: Documents;
  readonly diagnostics: readonly Diagnostic[];
}

interface Reading {
  readonly position: PositionedDocument;
  /** Absent when the text is not YAML. */
  readonly parsed?: ParsedFile;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Text to positioned documents. Reports DP1001 to DP1019, all faults of all files at once. A file that is not YAML is left
 * out and named in `unread`; one that only says something else than it looks like stays, so that later phases can go on.
 * Of the tables (CSV) those are read that `number_files` name.
 * @param directory what the names of tables are relative to; absent: no tables are read
 */
export function parse(sources: readonly Source[], directory?: string): Parsed {
  const files = sources.filter((source) => !isTable(source)).map(readFile);
  const named = directory === undefined ? NO_TABLES : tablesOf(files, sources.filter(isTable), directory);
  const readings = [...files, ...named.tables.map(readFile)];
  const positions = new Map(readings.map(({ file, position }) => [file, position]));
  return {
    documents: {
      files: readings.flatMap(({ parsed }) => (parsed === undefined ? [] : [parsed])),
      unread: readings.filter(({ parsed }) => parsed === undefined).map(({ file }) => file),
      span: (origin) => origin.span ?? positions.get(origin.file)?.span(origin),
      lines: (file) => positions.get(file)?.lines() ?? [],
    },
    diagnostics: [...readings.flatMap((reading) => reading.diagnostics), ...named.diagnostics],
  };
}

const NO_TABLES = { tables: [], diagnostics: [] };

function readFile(original: Source): Reading & { readonly file: string } {
  const source = { ...original, text: original.text.replace(/^\uFEFF/, '') };
  const starts = lineStarts(source.text);
  const faults = checkText(source, starts);
  const read = faults.length > 0 ? unreadable : isTable(source) ? readCsv : readYaml;
  return { file: source.file, ...read(source, starts, faults) };
}

function readYaml(source: Source, starts: LineStarts): Reading {
  const { file, text } = source;
  const tokens = [...new Parser().parse(text)];
  const found = findings(file, starts);
  checkStream(tokens, found);
  if (found.diagnostics.length > 0) return unreadable(source, starts, found.diagnostics);
  const emptyKeys = checkComments(tokens, found);
  const document = compose(tokens, text.length);
  const errors = document.errors.filter((error) => !isTagProblem(error));
  if (errors.length === 0) return readDocument(source, starts, document, found.diagnostics, emptyKeys);
  checkBrackets(tokens, starts, found);
  const syntax = syntaxProblems(source, errors, starts, found.explainedLines);
  return unreadable(source, starts, [...found.diagnostics, ...syntax]);
}

function readDocument(
  { file, text }: Source,
  starts: LineStarts,
  document: Document.Parsed,
  found: readonly Diagnostic[],
  emptyKeys: ReadonlySet<number>,
): Reading {
  const tree = readTree({ file, text }, document.contents, starts, emptyKeys);
  const { value, tainted } = tree;
  const position = positionedDocument(text, starts, document.contents ?? undefined);
  const diagnostics = [...found, ...tree.diagnostics];
  if (value === null) return { position, parsed: { file, value: undefined, tainted }, diagnostics };
  if (isRecord(value)) return { position, parsed: { file, value, tainted }, diagnostics };
  return { position, diagnostics: [...diagnostics, notAMap(file, value)] };
}

/** A file in which the shape of the text itself is lost; only its lines can still be shown. */
function unreadable({ text }: Source, starts: LineStarts, diagnostics: readonly Diagnostic[]): Reading {
  return { position: positionedDocument(text, starts, undefined), diagnostics };
}

function compose(tokens: readonly Parameters<Composer['next']>[0][], end: number): Document.Parsed {
  const [document] = new Composer(TELEPHONE_SAFE).compose(tokens, true, end);
  if (document === undefined) throw new Error('the YAML composer made no document');
  return document;
}

function notAMap(file: string, value: unknown): Diagnostic {
  return diagnostic('DP1012', {
    message: `the file is ${Array.isArray(value) ? 'a list' : 'a single text'}, not a map of sections`,
    origin: { file, path: [] },
    label: 'expected `section:` here',
    help: 'begin with a section, such as `numbers:`, and indent what belongs to it',
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

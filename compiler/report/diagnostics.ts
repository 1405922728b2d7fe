import { slugOf } from '../diagnostics/codes.ts';
import { arrange } from '../diagnostics/place.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Locator, Origin, Position } from '../model/source.ts';
import { frame, PLAIN, type Style } from './frame.ts';
import { visible } from './visible-text.ts';

/** For people, for machines, for annotations in a pull request. */
export type DiagnosticsFormat = 'text' | 'json' | 'github';

export interface DiagnosticsOptions {
  readonly format: DiagnosticsFormat;
  /** How many files were checked, for the last line. */
  readonly files: number;
  readonly style?: Style;
  /** How many diagnostics of one file are shown; the others are counted. */
  readonly most?: number;
  /** What else a command has found out, for `json`. */
  readonly beside?: { readonly [name: string]: unknown };
}

const MOST_OF_A_FILE = 100;
/** Machines read more than people, but a hundred thousand mistakes are sixty megabytes. */
const MOST_FOR_MACHINES = 1_000;

/** All diagnostics as one text, sorted, each once, ending with a line end. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  locator: Locator,
  options: DiagnosticsOptions,
): string {
  const arranged = arrange(diagnostics, locator);
  switch (options.format) {
    case 'json':
      return `${JSON.stringify(asData(arranged, locator, options), null, 2)}\n`;
    case 'github':
      return asAnnotations(arranged, locator, options.most ?? MOST_OF_A_FILE);
    case 'text':
      return asText(arranged, locator, options);
  }
}

/** `total` counts also what is not listed; `truncated` says whether anything is not. */
function asData(arranged: readonly Diagnostic[], locator: Locator, options: DiagnosticsOptions) {
  const { files, most = MOST_FOR_MACHINES } = options;
  const shown = [...byFile(arranged).values()].flatMap((ofFile) => ofFile.slice(0, most));
  return {
    diagnostics: diagnosticsData(shown, locator),
    total: arranged.length,
    truncated: shown.length < arranged.length,
    summary: summaryData(arranged, files),
    ...options.beside,
  };
}

function asText(arranged: readonly Diagnostic[], locator: Locator, options: DiagnosticsOptions): string {
  const { files, style = PLAIN, most = MOST_OF_A_FILE } = options;
  const blocks: string[] = [];
  for (const [file, ofFile] of byFile(arranged)) {
    blocks.push(...ofFile.slice(0, most).map((diagnostic) => frame(diagnostic, locator, style)));
    const more = ofFile.length - most;
    if (more > 0) blocks.push(`and ${more} more${file === undefined ? '' : ` in ${visible(file)}`}`);
  }
  return [...blocks, `${summary(arranged, files)}\n`].join('\n\n');
}

function asAnnotations(arranged: readonly Diagnostic[], locator: Locator, most: number): string {
  const lines: string[] = [];
  for (const [file, ofFile] of byFile(arranged)) {
    lines.push(...ofFile.slice(0, most).map((diagnostic) => annotation(diagnostic, locator)));
    const others = ofFile.slice(most);
    const severity = others.some((each) => each.severity === 'error') ? 'error' : 'warning';
    const place = file === undefined ? '' : ` file=${escapeProperty(file)}`;
    if (others.length > 0) lines.push(`::${severity}${place}::and ${others.length} more`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function byFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string | undefined, readonly Diagnostic[]> {
  const groups = new Map<string | undefined, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const file = diagnostic.origin?.file;
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [diagnostic]);
    else group.push(diagnostic);
  }
  return groups;
}

/** The last line: `2 problems (1 error, 1 warning) in 3 files`. */
export function summary(diagnostics: readonly Diagnostic[], files: number): string {
  const { errors, warnings } = summaryData(diagnostics, files);
  const where = `in ${counted(files, 'file')}`;
  if (errors + warnings === 0) return `no problems ${where}`;
  const kinds = [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ];
  return `${counted(errors + warnings, 'problem')} (${kinds.filter((kind) => kind !== '').join(', ')}) ${where}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function summaryData(diagnostics: readonly Diagnostic[], files: number) {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  return { errors, warnings: diagnostics.length - errors, files };
}

/** A place as machines get it; lines and columns count from 1. */
export interface PlaceData {
  readonly file: string;
  readonly start?: Position;
  readonly end?: Position;
}

/** A diagnostic as machines get it. */
export interface DiagnosticData extends Partial<PlaceData> {
  readonly code: string;
  readonly slug: string;
  readonly severity: string;
  readonly message: string;
  readonly label?: string;
  readonly related: readonly (PlaceData & { readonly text: string })[];
  readonly why?: string;
  readonly help?: string;
}

/** The diagnostics as plain data with places, in the order given. */
export function diagnosticsData(
  diagnostics: readonly Diagnostic[],
  locator: Locator,
): readonly DiagnosticData[] {
  return diagnostics.map(({ origin, related, ...words }) => ({
    ...words,
    slug: slugOf(words.code),
    ...(origin === undefined ? {} : placeData(origin, locator)),
    related: related.map((label) => ({ ...placeData(label.origin, locator), text: label.text })),
  }));
}

function placeData(origin: Origin, locator: Locator): PlaceData {
  return { file: origin.file, ...locator.span(origin) };
}

/**
 * A workflow command that GitHub shows beside the line
 * (docs.github.com: workflow commands for GitHub Actions, "Setting an error message").
 */
function annotation(diagnostic: Diagnostic, locator: Locator): string {
  const { origin, severity, code, message, why, help } = diagnostic;
  const span = origin && locator.span(origin);
  const properties = {
    file: origin?.file,
    line: span?.start.line,
    col: span?.start.column,
    endLine: span?.end.line,
    // A column range is only for a place within one line.
    endColumn: span && span.end.line === span.start.line ? span.end.column : undefined,
    title: `${code} ${slugOf(code)}`,
  };
  const list = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  const text = [
    message,
    ...(why === undefined ? [] : [`why: ${why}`]),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ].join('\n');
  return `::${severity} ${list.join(',')}::${escapeData(text)}`;
}

/** Text of a workflow command. */
export function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Locator } from '../model/source.ts';
import { type DiagnosticsFormat, diagnosticsData, formatDiagnostics } from '../report/diagnostics.ts';
import { frame } from '../report/frame.ts';
import type { Options } from './command.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { Failure } from './failure.ts';
import type { Io, Output } from './io.ts';
import { type Paint, paintFor } from './paint.ts';

/** What there is to say of a plan. */
type Told = Pick<CompiledPlan, 'diagnostics' | 'locator' | 'files'>;

/** Faults that have no place in any file. */
export const nowhere: Locator = { span: () => undefined, lines: () => [] };

/** The places of several plans as one: each file belongs to one of them. */
const together = (plans: readonly Told[]): Locator => ({
  span: (origin) => plans.map(({ locator }) => locator.span(origin)).find((span) => span !== undefined),
  lines: (file) => plans.map(({ locator }) => locator.lines(file)).find((lines) => lines.length > 0) ?? [],
});

/** How the user wants to be told. */
export const formatOf = (options: Options): string => String(options.format ?? 'text');

/** The colours for one of the outputs. */
export const paintOf = (io: Io, output: Output, options: Options): Paint =>
  paintFor(output, io, options.color !== false);

export const hasErrors = (plans: readonly CompiledPlan[]): boolean =>
  plans.some(({ made }) => made === undefined);

/** Prints all that the compiler has to say of some plans, on the output given. `beside`: what else JSON shall have. */
export function presentDiagnostics(
  io: Io,
  output: Output,
  plans: readonly Told[],
  options: Options,
  beside: { readonly [name: string]: unknown } = {},
): void {
  const files = plans.reduce((sum, plan) => sum + plan.files, 0);
  const format = formatOf(options);
  const known: DiagnosticsFormat = format === 'json' || format === 'github' ? format : 'text';
  const diagnostics = plans.flatMap((plan) => plan.diagnostics);
  const style = paintOf(io, output, options);
  output.write(formatDiagnostics(diagnostics, together(plans), { format: known, files, style, beside }));
}

/** Prints diagnostics that have no place, as text, to where people look. */
export function presentProblems(io: Io, problems: readonly Diagnostic[], options: Options): void {
  const style = paintOf(io, io.stderr, options);
  for (const problem of problems) io.stderr.write(`${frame(problem, nowhere, style)}\n\n`);
}

/** Diagnostics without a place, for `--format json`. */
export const problemsData = (problems: readonly Diagnostic[]): readonly object[] =>
  diagnosticsData(problems, nowhere);

/** Prints one JSON value, for machines. */
export const presentJson = (io: Io, value: unknown): void =>
  io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

/** Prints a line to where people look, and machines do not. */
export const say = (io: Io, line: string): void => io.stderr.write(`${line}\n`);

/** The first line of a command that works on a target; beside the output where that is for machines. */
export function presentTarget(io: Io, label: string, options: Options): void {
  // A link is for a script to take, as JSON is.
  const output = formatOf(options) === 'text' && options.link !== true ? io.stdout : io.stderr;
  output.write(`${paintOf(io, output, options).dim(`target: ${label}`)}\n`);
}

/** Says whose values a plan has got where nobody named an environment; nothing where it has none. */
export function presentEnvironment(
  io: Io,
  { environments: [first] }: CompiledPlan,
  environment: string | undefined,
  options: Options,
): void {
  if (environment !== undefined || first === undefined) return;
  const output = formatOf(options) === 'text' ? io.stdout : io.stderr;
  const line = `environment: the values of \`${first}\`, the first one; its \`numbers\` and \`outside_calls\` are not used`;
  output.write(`${paintOf(io, output, options).dim(line)}\n`);
}

/**
 * Prints why a command could not do its work. The line may not have been parsed yet, so its format is looked for in the
 * words themselves. A stack trace only with DIALPLAN_DEBUG=1.
 */
export function presentFailure(io: Io, argv: readonly string[], { diagnostic, cause }: Failure): void {
  const format = formatIn(argv);
  const options = { color: !argv.includes('--no-color') };
  if (format === 'json' || format === 'github') {
    io.stdout.write(formatDiagnostics([diagnostic], nowhere, { format, files: 0 }));
  } else {
    io.stderr.write(`${frame(diagnostic, nowhere, paintOf(io, io.stderr, options))}\n`);
  }
  if (io.env.DIALPLAN_DEBUG === '1' && cause instanceof Error) io.stderr.write(`\n${cause.stack ?? ''}\n`);
}

/** Says also to a program what is wrong with the line that it typed; people have been told by commander. */
export function presentUsage(io: Io, argv: readonly string[], message: string): void {
  if (formatIn(argv) === 'json') presentJson(io, { error: message.replace(/^error: /, '') });
}

/** The format that a line asks for which is not parsed. */
const formatIn = (argv: readonly string[]): string | undefined =>
  / (?:--format|-f)[= ]?(json|github)(?= |$)/.exec(` ${argv.join(' ')}`)?.[1];

import type { Diagnostic } from './diagnostic.ts';

/** What a phase gives back: a value unless an error was found, and all that it has to say, warnings included. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The value, if no diagnostic is an error. */
export function checked<T>(value: T, diagnostics: readonly Diagnostic[]): Checked<T> {
  return diagnostics.some((d) => d.severity === 'error')
    ? { ok: false, diagnostics }
    : { ok: true, value, diagnostics };
}

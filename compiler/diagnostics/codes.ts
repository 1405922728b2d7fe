import type { Code, Diagnostic } from '../model/diagnostic.ts';
import { BEHAVIOUR_CODES } from './codes/behaviour.ts';
import { BUDGET_CODES } from './codes/budgets.ts';
import { BUG_CODES } from './codes/bug.ts';
import type { CodeEntry } from './codes/entry.ts';
import { ENVIRONMENT_CODES } from './codes/environment.ts';
import { NAME_CODES } from './codes/names.ts';
import { PARSE_CODES } from './codes/parse.ts';
import { PLAN_TEST_CODES } from './codes/plan-tests.ts';
import { RECONCILE_CODES } from './codes/reconcile.ts';
import { VALIDATE_CODES } from './codes/validate.ts';

/** The catalogue: every code that we report, in order. A band is a file in `codes/`; the thousands digit tells the phase. */
export const CODES = [
  ...PARSE_CODES,
  ...VALIDATE_CODES,
  ...NAME_CODES,
  ...BEHAVIOUR_CODES,
  ...BUDGET_CODES,
  ...RECONCILE_CODES,
  ...PLAN_TEST_CODES,
  ...ENVIRONMENT_CODES,
  ...BUG_CODES,
] as const satisfies readonly CodeEntry[];

/** A code that stands in the catalogue. */
export type KnownCode = (typeof CODES)[number]['code'];

const byName = new Map<string, CodeEntry>(
  CODES.flatMap((e): [string, CodeEntry][] => [
    [e.code, e],
    [e.slug, e],
  ]),
);

/** The line of the catalogue for a code (`DP3001`, `dp3001`) or a slug (`unknown-target`). */
export function findCode(codeOrSlug: string): CodeEntry | undefined {
  return byName.get(codeOrSlug.toUpperCase()) ?? byName.get(codeOrSlug.toLowerCase());
}

/** The slug of a code; a code that is not in the catalogue is its own. */
export function slugOf(code: Code): string {
  return byName.get(code)?.slug ?? code;
}

/** What a diagnostic says beside its code. */
export type Particulars = Omit<Diagnostic, 'code' | 'severity' | 'related'> &
  Partial<Pick<Diagnostic, 'related'>>;

/** One diagnostic; its severity comes from the catalogue. */
export function diagnostic(code: KnownCode, particulars: Particulars): Diagnostic {
  return { related: [], ...particulars, code, severity: findCode(code)?.severity ?? 'error' };
}

import { compilePlan } from '../../support/harness.ts';
import type { planIn } from '../../support/plan-in.ts';
import { tested } from '../../support/tested.ts';

/** What is told of a plan: the codes of `check`, and the tests of its own that fail. */
export interface Verdict {
  readonly codes: readonly string[];
  readonly red: readonly string[];
}

/** Asks a plan; its tests only where `check` has nothing to say. */
export async function verdict({ text, assets }: ReturnType<typeof planIn>): Promise<Verdict> {
  const compiled = compilePlan(text, { assets });
  const codes = [...new Set(compiled.diagnostics.map(({ code }) => code))];
  if (codes.length > 0) return { codes, red: [] };
  const { results } = await tested(compiled);
  return { codes, red: results.flatMap(({ test, failures }) => (failures.length > 0 ? [test.name] : [])) };
}

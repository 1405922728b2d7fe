import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { percent } from '../compiler/plan-tests/coverage.ts';
import { formatTestResults } from '../compiler/report/test-results.ts';
import { compilePlan } from './support/harness.ts';
import { planIn } from './support/plan-in.ts';
import { tested } from './support/tested.ts';

/** The plans of `dialplan/`: nothing is wrong with them, and their own tests pass and see nearly all of them. */

const root = fileURLToPath(new URL('../dialplan', import.meta.url));

const plans = readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory());

describe.each(plans)('%s', (name) => {
  const { text, assets } = planIn(join(root, name));
  const compiled = compilePlan(text, { assets, directory: `dialplan/${name}` });

  test('nothing is wrong with it', () => {
    expect(compiled.diagnostics).toEqual([]);
  });

  test('its own tests pass and see nearly all of it', async () => {
    const { results, coverage, ground } = await tested(compiled);
    expect(formatTestResults(results, ground)).toMatch(/^\d+ tests, all pass\n$/);
    expect(percent(coverage)).toBeGreaterThanOrEqual(90);
  });

  test('what its tests say does not depend on what ran before', async () => {
    const [first, second] = [await tested(compiled), await tested(compiled)];
    expect(second.results).toEqual(first.results);
    expect(second.coverage).toEqual(first.coverage);
    const backwards = await tested({
      ...compiled,
      ...(compiled.plan && { plan: { ...compiled.plan, tests: compiled.plan.tests.toReversed() } }),
    });
    expect(backwards.results.toReversed()).toEqual(first.results);
  });
});

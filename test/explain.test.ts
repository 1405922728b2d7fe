import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CODES } from '../compiler/diagnostics/codes.ts';
import { explanation } from '../compiler/diagnostics/explain.ts';
import { generatePages } from '../compiler/diagnostics/generate-pages.mjs';
import { readExplainPage } from './support/explain-page.ts';
import { allPhases } from './support/harness.ts';
import { failingCodes } from './support/tested.ts';
import { DIRECTORY, sourcesOf, withSettings } from './support/yaml.ts';

/** When the examples are checked, and the codes that they can give. */
const NOW = Date.parse('2026-11-24T00:00:00Z');
const RUNNABLE = /^DP[1-57]/;
/**
 * Codes that no text of a plan can cause: an environment or a coverage that is asked for, reconcile, the surroundings, our own
 * bugs; and a bad end of a call, of which `check` refuses all that fits into an example.
 */
const WITHOUT_YAML = /^DP(?:3007|7008|7010|[689])/;

/** The codes that an example gives, each once; of a plan without mistakes those of its own tests. */
async function codesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const compiled = allPhases(sourcesOf(withSettings(files)), DIRECTORY, NOW);
  const { diagnostics } = compiled;
  if (diagnostics.length === 0) return failingCodes(compiled);
  return [...new Set(diagnostics.map((diagnostic) => diagnostic.code))];
}

describe.each(CODES.map((entry) => [entry.code, entry.slug] as const))('%s %s', (code, slug) => {
  const page = readExplainPage(explanation(code) ?? '');

  test('has a page that says why', () => {
    expect(page.title).toBe(`${code} ${slug}`);
    expect(page.why.length).toBeGreaterThan(40);
    expect(explanation(slug)).toBe(explanation(code));
  });

  test('has an example, unless no YAML can cause it', () => {
    if (page.notRunnable === undefined)
      expect(Object.keys(page.fails).length * Object.keys(page.mended).length).toBeGreaterThan(0);
    else expect(code).toMatch(WITHOUT_YAML);
  });

  test.runIf(RUNNABLE.test(code) && page.notRunnable === undefined)(
    'the failing example gives exactly this code, the mended one none',
    async () => {
      expect(await codesOf(page.fails)).toEqual([code]);
      expect(await codesOf(page.mended)).toEqual([]);
    },
  );
});

test('the table of pages is what the generator makes of their folder', () => {
  const table = new URL('../compiler/diagnostics/explain-pages.generated.ts', import.meta.url);
  expect(readFileSync(table, 'utf8')).toBe(generatePages());
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CODES } from '../compiler/diagnostics/codes.ts';
import { explanation } from '../compiler/diagnostics/explain.ts';
import { generatePages } from '../compiler/diagnostics/generate-pages.mjs';
import { readExplainPage } from './support/explain-page.ts';
import { allPhases } from './support/harness.ts';
import { DIRECTORY, type Pipeline, sourcesOf, withSettings } from './support/yaml.ts';

/** The phases that the examples run through, and the codes that these phases can report. */
const PIPELINE: Pipeline = (sources, directory) =>
  allPhases(sources, directory, Date.parse('2026-11-24T00:00:00Z'));
const RUNNABLE = /^DP[1-5]/;
/** Codes that no text of a plan can cause: an environment that is asked for, reconcile, the surroundings, our own bugs. */
const WITHOUT_YAML = /^DP(?:3007|7010|[689])/;

/** The codes that an example gives, each once. */
function codesOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { diagnostics } = PIPELINE(sourcesOf(withSettings(files)), DIRECTORY);
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
    () => {
      expect(codesOf(page.fails)).toEqual([code]);
      expect(codesOf(page.mended)).toEqual([]);
    },
  );
});

test('the table of pages is what the generator makes of their folder', () => {
  const table = new URL('../compiler/diagnostics/explain-pages.generated.ts', import.meta.url);
  expect(readFileSync(table, 'utf8')).toBe(generatePages());
});

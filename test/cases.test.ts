import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Compiled } from '../compiler/compile.ts';
import { prettyJson } from '../compiler/model/pretty-json.ts';
import { percent } from '../compiler/plan-tests/coverage.ts';
import { formatDiagnostics } from '../compiler/report/diagnostics.ts';
import { formatTestResults } from '../compiler/report/test-results.ts';
import type { EntryName } from '../runtime/call.ts';
import { call, compilePlan, type Ringing } from './support/harness.ts';
import { planIn } from './support/plan-in.ts';
import { tested } from './support/tested.ts';

/**
 * Golden folders: a whole plan each. `diagnostics.txt` is what its author is told, `program.json` what it becomes,
 * `calls.txt` what callers meet: a line `> …` asks, the lines below are the answer; `tests.yaml` what its owner wants.
 * `UPDATE_CASES=1` rewrites all that is not asked or wanted; the difference is part of the review. A folder may hold the
 * calls alone, of a plan that stands elsewhere.
 */

const root = fileURLToPath(new URL('cases', import.meta.url));
const update = process.env.UPDATE_CASES === '1';

/** `# environment: dev` at the top of `calls.txt` chooses one. */
const environmentOf = (calls: string): { environment?: string } => {
  const environment = /^# environment: (\S+)$/m.exec(calls)?.[1];
  return environment === undefined ? {} : { environment };
};

/** `# plan: dialplan/acme` there names a plan of the repository; without it the plan stands in the folder. */
function planOf(name: string, calls: string): string {
  const plan = /^# plan: (\S+)$/m.exec(calls)?.[1];
  return plan === undefined ? join(root, name) : join(root, '../..', plan);
}

function compileCase(name: string, calls: string): Compiled {
  const { text, assets } = planIn(planOf(name, calls));
  return compilePlan(text, { directory: name, assets, ...environmentOf(calls) });
}

/** `incoming from A to B target C group D when 2026-11-24T12:00+11:00 on override:night; busy; no-answer`: a webhook, then how its dials end. */
function readCall(line: string): { ringing: Ringing; outcomes: readonly string[] } {
  const [head = '', ...outcomes] = line.split(';').map((part) => part.trim());
  const [entry = '', ...words] = head.split(/\s+/);
  const after = (word: string) => {
    const at = words.indexOf(word);
    return at < 0 ? {} : { [word]: words[at + 1] ?? '' };
  };
  const ringing: Ringing = {
    entry: entry as EntryName,
    ...after('from'),
    ...after('to'),
    ...after('target'),
    ...after('group'),
    ...after('when'),
    ...(words.includes('on') ? { live: { [words[words.indexOf('on') + 1] ?? '']: { state: 'on' } } } : {}),
    ...(words.includes('at')
      ? { state: { entry: 'number:+61255501000', at: words[words.indexOf('at') + 1] ?? '' } }
      : {}),
  };
  return { ringing, outcomes };
}

/** The same file with its answers made anew. */
const answered = (calls: string, compiled: Compiled): string =>
  calls
    .split('\n')
    .filter((line) => line.startsWith('> ') || line.startsWith('#'))
    .map((line, i) => {
      if (line.startsWith('#')) return i === 0 ? `${line}\n` : `\n${line}\n`;
      const { ringing, outcomes } = readCall(line.slice(2));
      return `\n${line}\n${call(compiled, ringing, outcomes)}`;
    })
    .join('');

function golden(file: string, actual: string): void {
  if (update) writeFileSync(file, actual);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(actual);
}

describe.each(readdirSync(root))('%s', (name) => {
  const file = (each: string) => join(root, name, each);
  const calls = existsSync(file('calls.txt')) ? readFileSync(file('calls.txt'), 'utf8') : '';
  const compiled = compileCase(name, calls);

  test('diagnostics', () => {
    const files = Object.keys(planIn(planOf(name, calls)).text).length;
    golden(
      file('diagnostics.txt'),
      formatDiagnostics(compiled.diagnostics, compiled.locator, { format: 'text', files }),
    );
  });

  // Of plans that stand elsewhere the calls are enough.
  test.runIf(planOf(name, calls) === join(root, name))('program', () => {
    const { program, bundle } = compiled;
    if (program === undefined) expect(existsSync(file('program.json'))).toBe(false);
    else golden(file('program.json'), `${prettyJson({ program, bundle })}\n`);
  });

  test.runIf(calls !== '')('calls', () => {
    golden(file('calls.txt'), answered(calls, compiled));
  });

  test.runIf(compiled.program !== undefined)('its own tests pass and see nearly all of it', async () => {
    const { results, coverage, ground } = await tested(compiled);
    expect(formatTestResults(results, ground)).toMatch(/^\d+ tests, all pass\n$/);
    expect(percent(coverage)).toBeGreaterThanOrEqual(90);
  });
});

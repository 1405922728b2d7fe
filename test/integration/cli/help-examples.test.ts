import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, run } from './run-main.ts';

// Whoever clones the repository types the examples of the help as they stand there, beside the two plans of dialplan/.

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'dialplan-examples-'));
  for (const plan of ['acme', 'st-anne']) {
    cpSync(join(dirname(ACME), plan), join(cwd, 'dialplan', plan), { recursive: true });
  }
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** The words of a line as a shell reads them; what follows a `>` or `|` is not for us. */
const wordsOf = (line: string): string[] =>
  [...(line.split(/ (?:>>?|\|) /)[0] ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b ?? '');

/** The lines of a command's examples, without what they are for. */
async function examplesOf(command: string): Promise<readonly string[]> {
  const { out } = await run(cwd, [command, '--help']);
  const lines = (out.split('Examples:\n')[1] ?? '').split('\n').filter((line) => line.startsWith('  $ '));
  return lines.map((line) => line.slice(4).split(/ {2,}/)[0] ?? '');
}

describe('the examples of the help can be typed beside the plans of the repository', () => {
  it.each([['check'], ['trace'], ['test'], ['graph'], ['explain']])('%s', async (command) => {
    const lines = await examplesOf(command);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      const [name, ...args] = wordsOf(line);
      expect(name).toBe('dialplan');
      const { exit, err } = await run(cwd, args);
      expect({ line, exit, error: err.includes('error') }).toEqual({ line, exit: 0, error: false });
    }
  });

  it('override, on the service of the directory', async () => {
    const reconciled = await run(cwd, ['reconcile', 'dialplan/st-anne']);
    expect(reconciled.exit).toBe(0);
    for (const line of await examplesOf('override')) {
      const args = wordsOf(line.replace(' --env prod', '')).slice(1);
      const { exit } = await run(cwd, args);
      expect({ line, exit }).toEqual({ line, exit: 0 });
    }
  });
});

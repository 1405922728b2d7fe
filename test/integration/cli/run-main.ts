import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../../compiler/cli/main.ts';

/** What one command printed and how it ended. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** The example plan of the repository. */
export const ACME = fileURLToPath(new URL('../../../dialplan/acme', import.meta.url));

/** A directory to work in, with the example plan in it; `away` removes it. */
export function workplace(): { readonly cwd: string; readonly plan: string; away(): void } {
  const cwd = mkdtempSync(join(tmpdir(), 'dialplan-test-'));
  cpSync(ACME, join(cwd, 'acme'), { recursive: true });
  return { cwd, plan: join(cwd, 'acme'), away: () => rmSync(cwd, { recursive: true, force: true }) };
}

/** Runs one command line in this process, in a world of its own. */
export async function run(
  cwd: string,
  args: readonly string[],
  world: {
    env?: Record<string, string>;
    signal?: AbortSignal;
    hear?: (text: string) => void;
    now?: () => number;
  } = {},
): Promise<Ran> {
  const texts = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    isTTY: false,
    write: (text: string) => {
      texts[name] += text;
      world.hear?.(text);
    },
  });
  const exit = await main(args, {
    stdout: output('out'),
    stderr: output('err'),
    env: world.env ?? {},
    cwd,
    now: world.now ?? (() => Date.parse('2026-11-24T00:00:00Z')),
    signal: world.signal ?? new AbortController().signal,
  });
  return { exit, ...texts };
}

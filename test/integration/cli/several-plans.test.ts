import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, run } from './run-main.ts';

let cwd = '';
const dialplan = (...args: string[]) => run(cwd, args);

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'dialplan-several-'));
  for (const name of ['acme', 'bolt']) {
    const directory = join(cwd, 'plans/all', name);
    cpSync(ACME, directory, { recursive: true });
    const file = join(directory, 'dialplan.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('name: acme', `name: ${name}`));
  }
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('a directory that holds several plans stands for all of them', () => {
  it.each(['plans', 'plans/all', '.'])('%s', async (directory) => {
    expect(await dialplan('check', directory)).toMatchObject({
      exit: 0,
      out: 'no problems in 10 files\n',
    });
  });

  it('also where only the names of plans are needed, and where files are formatted', async () => {
    const { out } = await dialplan('status', 'plans', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject([{ plan: 'acme' }, { plan: 'bolt' }]);
    expect((await dialplan('fmt', '--check', 'plans')).exit).toBe(0);
  });

  it('a command for one plan asks which', async () => {
    const { exit, err } = await dialplan('override', 'plans', 'night', 'on');
    expect(exit).toBe(2);
    expect(err).toContain('name one of `plans/all/acme`, `plans/all/bolt`');
  });
});

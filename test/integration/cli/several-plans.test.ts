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

describe('an interruption between two plans', () => {
  it('is no success: the plan that was not begun is named', async () => {
    const own = mkdtempSync(join(tmpdir(), 'dialplan-interrupted-'));
    cpSync(join(cwd, 'plans/all'), own, { recursive: true });
    const stop = new AbortController();
    const hear = (text: string) => {
      if (text.includes('release 1 is live')) stop.abort();
    };
    const { exit, out, err } = await run(own, ['reconcile', 'acme', 'bolt'], { signal: stop.signal, hear });
    expect(out).toContain('acme: release 1 is live');
    expect(err).toContain('bolt: not begun, because of the interruption');
    expect(exit).toBe(3);
    rmSync(own, { recursive: true });
  });
});

describe('a word that is neither a directory nor a plan', () => {
  it.each(['status', 'rollback'])('%s says so, and what there is', async (command) => {
    cpSync(join(cwd, 'plans/all/acme'), join(cwd, 'dialplan/acme'), { recursive: true });
    expect((await dialplan('reconcile')).exit).toBe(0);
    const strange = await dialplan(command, 'nosuch');
    expect(strange.err).toContain('`nosuch` is no directory of a plan, and no plan of that name is released');
    expect(strange.err).toContain('help: the plans here are `dialplan/acme`');
    expect((await dialplan(command, 'acmee')).err).toContain('help: did you mean `acme`?');
    expect((await dialplan(command, 'dialplan/acme')).err).not.toContain('is no directory');
  });

  it('override tells the word', async () => {
    const { exit, err } = await dialplan('override', 'plans', 'nosuch', 'on');
    expect(exit).toBe(2);
    expect(err).toContain('`nosuch`');
  });
});

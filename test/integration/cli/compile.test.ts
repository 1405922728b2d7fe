import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialplan, edit, place } from './at-work.ts';

/** Every file below a directory with its bytes. */
const treeOf = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(directory.length), readFileSync(path).toString('base64')]),
  );

describe('check', () => {
  it('ends with 0 for a good plan and says so', async () => {
    expect(await dialplan('check', 'acme')).toMatchObject({
      exit: 0,
      err: '',
      out: 'no problems in 5 files\n',
    });
  });

  it('ends with 1, with a frame, as text, JSON and annotation', async () => {
    edit('numbers.yaml', (text) => text.replace(': reception', ': receptoin'));
    const text = await dialplan('check', 'acme');
    expect(text.exit).toBe(1);
    expect(text.out).toContain('--> acme/numbers.yaml:4:22');
    expect(text.out).toContain('did you mean `reception`');
    const json = await dialplan('check', '--format', 'json', 'acme');
    expect(JSON.parse(json.out).diagnostics).toMatchObject([
      { code: 'DP3001', file: 'acme/numbers.yaml', start: { line: 4, column: 22 } },
    ]);
    const github = await dialplan('check', '--format=github', 'acme');
    expect(github.out).toMatch(/^::error file=acme\/numbers\.yaml,line=4,col=22,/);
  });

  it('checks several plans at once, each file once', async () => {
    await dialplan('init', 'other');
    expect((await dialplan('check', 'acme', 'other', 'acme/')).out).toBe('no problems in 6 files\n');
  });

  it('names what is no plan, not there, a file, or not readable, in one sentence', async () => {
    mkdirSync(join(place.cwd, 'empty'));
    for (const [name, code] of [
      ['empty', 'DP8003'],
      ['nowhere', 'DP8004'],
      ['acme/numbers.yaml', 'DP8003'],
    ] as const) {
      const { exit, out, err } = await dialplan('check', name);
      expect({ exit, out }).toEqual({ exit: 3, out: '' });
      expect(err).toContain(code);
      expect(err).toContain(`\`${name}\``);
      expect(err).not.toMatch(/\n\s+at /);
    }
    symlinkSync('nowhere.yaml', join(place.plan, 'broken.yaml'));
    expect(await dialplan('check', 'acme')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('`acme/broken.yaml` cannot be read'),
    });
  });

  it('walks past links in a circle, dot folders and what it wrote itself', async () => {
    symlinkSync('.', join(place.plan, 'again'));
    mkdirSync(join(place.plan, '.hidden'));
    writeFileSync(join(place.plan, '.hidden/x.yaml'), '[');
    mkdirSync(join(place.plan, 'dist'));
    writeFileSync(join(place.plan, 'dist/x.yaml'), '[');
    expect((await dialplan('check', 'acme')).out).toBe('no problems in 5 files\n');
  });

  it('does not read a file of a hundred megabytes', async () => {
    writeFileSync(join(place.plan, 'large.yaml'), '');
    truncateSync(join(place.plan, 'large.yaml'), 100_000_000);
    expect(await dialplan('check', 'acme')).toMatchObject({
      exit: 1,
      out: expect.stringContaining('DP1014'),
    });
  });

  it('knows environments', async () => {
    expect((await dialplan('check', '--env', 'prod', 'acme')).exit).toBe(0);
    expect(await dialplan('check', '--env', 'prd', 'acme')).toMatchObject({
      exit: 1,
      out: expect.stringContaining('DP3007'),
    });
  });
});

describe('compile', () => {
  it('writes the same bytes twice, drops what is stale, and keeps other environments', async () => {
    expect((await dialplan('compile', 'acme')).exit).toBe(0);
    expect((await dialplan('compile', '--env', 'prod', 'acme')).exit).toBe(0);
    const dist = join(place.cwd, 'dist');
    const first = treeOf(dist);
    expect(Object.keys(first)).toContain('/acme/prod/functions/incoming.protected.js');
    const list = join(dist, 'acme/.dialplan-files.json');
    const paths: string[] = JSON.parse(readFileSync(list, 'utf8'));
    writeFileSync(list, JSON.stringify([...paths, 'functions/old.protected.js']));
    writeFileSync(join(dist, 'acme/functions/old.protected.js'), '');
    await dialplan('compile', 'acme');
    await dialplan('compile', '--env', 'prod', 'acme');
    expect(treeOf(dist)).toEqual(first);
    expect(readdirSync(dist)).toEqual(['acme']);
  });

  it('keeps what others put there: secrets, what a deploy noted, packages, files and folders', async () => {
    await dialplan('compile', 'acme');
    const project = join(place.cwd, 'dist/acme');
    const theirs = {
      '/.env': 'AUTH_TOKEN=x',
      '/.twiliodeployinfo': '{}',
      '/package-lock.json': '{}',
      '/node_modules/twilio/index.js': '',
      '/functions/mine.js': 'mine',
      '/assets/deep/mine.txt': 'mine',
    };
    for (const [path, text] of Object.entries(theirs)) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    const before = treeOf(project);
    await dialplan('compile', 'acme');
    expect(treeOf(project)).toEqual(before);
    // A project of before there was a list: its folders are ours, the rest is not.
    rmSync(join(project, '.dialplan-files.json'));
    await dialplan('compile', 'acme');
    const { '/functions/mine.js': _a, '/assets/deep/mine.txt': _b, ...rest } = before;
    expect(treeOf(project)).toEqual(rest);
  });

  it('ends what a compile began that died between its two moves', async () => {
    await dialplan('compile', 'acme');
    const project = join(place.cwd, 'dist/acme');
    writeFileSync(join(project, '.env'), 'AUTH_TOKEN=x');
    const before = treeOf(project);
    // No process has such a number.
    const old = `${project}.old-999999999`;
    renameSync(project, old);
    await dialplan('compile', 'acme');
    expect(treeOf(project)).toEqual(before);
    renameSync(project, old);
    mkdirSync(project);
    cpSync(join(old, 'items.json'), join(project, 'items.json'));
    writeFileSync(join(project, '.dialplan-files.json'), '["items.json"]');
    await dialplan('compile', 'acme');
    expect(treeOf(project)).toEqual(before);
    expect(readdirSync(join(place.cwd, 'dist'))).toEqual(['acme']);
  });

  it('writes an environment first, then the plan without one', async () => {
    expect((await dialplan('compile', '--env', 'prod', 'acme')).exit).toBe(0);
    expect((await dialplan('compile', 'acme')).exit).toBe(0);
    expect(existsSync(join(place.cwd, 'dist/acme/prod/items.json'))).toBe(true);
  });

  it('writes nothing for a plan with mistakes, and never over what it did not write', async () => {
    edit('numbers.yaml', (text) => text.replace(': reception', ': nobody'));
    expect((await dialplan('compile', 'acme')).exit).toBe(1);
    expect(existsSync(join(place.cwd, 'dist'))).toBe(false);
    edit('numbers.yaml', (text) => text.replace(': nobody', ': reception'));
    mkdirSync(join(place.cwd, 'dist/acme'), { recursive: true });
    writeFileSync(join(place.cwd, 'dist/acme/thesis.txt'), 'mine');
    expect(await dialplan('compile', 'acme')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('DP8005'),
    });
    expect(readFileSync(join(place.cwd, 'dist/acme/thesis.txt'), 'utf8')).toBe('mine');
  });

  it('says when a file stands where a directory should be', async () => {
    writeFileSync(join(place.cwd, 'dist'), '');
    expect(await dialplan('compile', 'acme')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('`dist/acme` cannot be written'),
    });
  });

  it('says whose values are used where nobody names an environment', async () => {
    const line = 'environment: the values of `prod`, the first one';
    for (const command of ['compile', 'diff', 'reconcile']) {
      expect((await dialplan(command, 'acme')).out).toContain(line);
      const { out, err } = await dialplan(command, '--format', 'json', 'acme');
      expect(() => JSON.parse(out)).not.toThrow();
      expect(err).toContain(line);
    }
    expect((await dialplan('compile', '--env', 'prod', 'acme')).out).not.toContain('environment:');
  });
});

describe('two plans of one name', () => {
  it('are refused by every command that would work on both, before anything is done', async () => {
    await dialplan('init', 'other');
    const path = join(place.cwd, 'other/dialplan.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('name: other', 'name: acme'));
    for (const command of ['check', 'compile', 'diff', 'reconcile', 'dev', 'status', 'rollback']) {
      const { exit, out, err } = await dialplan(command, 'acme', 'other');
      expect([command, exit, out]).toEqual([command, 5, '']);
      expect(err).toContain('error[DP8020] plan-twice: `acme` and `other` are both called `acme`');
    }
    expect((await dialplan('check', 'acme', 'other')).err).toMatch(
      /acme\/dialplan\.yaml:\d+, other\/dialplan\.yaml:\d+/,
    );
    expect(existsSync(join(place.cwd, 'dist'))).toBe(false);
    expect(existsSync(join(place.cwd, '.dialplan'))).toBe(false);
  });
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dialplan, place } from './at-work.ts';
import { run } from './run-main.ts';

describe('usage', () => {
  it('suggests the command and the flag that were meant, and ends with 2', async () => {
    const command = await dialplan('chekc');
    expect(command.exit).toBe(2);
    expect(command.err).toContain('Did you mean check?');
    const flag = await dialplan('check', '--formt', 'json');
    expect(flag.exit).toBe(2);
    expect(flag.err).toContain('Did you mean --format?');
    const wrong = [
      ['check', '--format', 'xml'],
      ['dev', '--port', '80x'],
      ['dev', '--port', '70000'],
      ['dev', '--server-url', 'pbx.example.com'],
      ['reconcile', '--allow-removals', 'many'],
      ['init'],
    ];
    for (const args of wrong) expect([args, (await dialplan(...args)).exit]).toEqual([args, 2]);
  });

  it('says of a port that does not exist what it says of everything, with a code', async () => {
    expect(await dialplan('dev', '--port', '99999')).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/^error\[DP8009\] no-free-port: there is no port 99999\n/),
    });
  });

  it('says what is wrong with a line as JSON to who asked for JSON', async () => {
    for (const [args, error] of [
      [['check', '--formt', 'text', '--format', 'json'], /^unknown option '--formt'/],
      [['init', '-f', 'json'], /^missing required argument 'directory'/],
      [['reconcile', '--format=json', '--allow-removals', 'many'], /whole number/],
      [['chekc', '--format', 'json'], /^unknown command 'chekc'/],
      [['explain', 'unknown-taget', '--format', 'json'], /^there is no code `unknown-taget`/],
    ] as const) {
      const { exit, out } = await dialplan(...args);
      expect(exit).toBe(2);
      expect(JSON.parse(out)).toEqual({ error: expect.stringMatching(error) });
    }
    expect((await dialplan('check', '--formt')).out).toBe('');
    expect((await dialplan('check', '--format', 'jsonx')).out).toBe('');
  });

  it('has help with examples for every command', async () => {
    const overview = await dialplan('--help');
    expect(overview.exit).toBe(0);
    const commands = [...overview.out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name = '']) => name);
    expect(commands).toEqual([
      'init',
      'check',
      'fmt',
      'compile',
      'trace',
      'test',
      'diff',
      'reconcile',
      'rollback',
      'status',
      'override',
      'dev',
      'graph',
      'holidays',
      'call',
      'explain',
    ]);
    for (const name of commands) {
      const { exit, out } = await dialplan(name, '--help');
      expect(exit).toBe(0);
      expect(out).toContain(`$ dialplan ${name}`);
    }
    expect((await dialplan()).out).toBe(overview.out);
    expect((await dialplan('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('init', () => {
  it('makes a plan that is checked and compiled as it is, and overwrites nothing', async () => {
    const made = await dialplan('init', 'New-Plan');
    expect(made.exit).toBe(0);
    expect(readFileSync(join(place.cwd, 'New-Plan/dialplan.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.dialplan\/new_plan\.schema\.json\n/,
    );
    expect(readFileSync(join(place.cwd, 'New-Plan/.dialplan/new_plan.schema.json'), 'utf8')).toContain(
      '"sales"',
    );
    expect(existsSync(join(place.cwd, 'New-Plan/.github/workflows/dialplan.yml'))).toBe(true);
    expect(await dialplan('check', 'New-Plan')).toMatchObject({ exit: 0, out: 'no problems in 1 file\n' });
    expect((await dialplan('compile', 'New-Plan')).exit).toBe(0);
    expect(existsSync(join(place.cwd, 'dist/new_plan/items.json'))).toBe(true);
    writeFileSync(join(place.cwd, 'New-Plan/dialplan.yaml'), 'mine');
    expect(await dialplan('init', 'New-Plan')).toMatchObject({
      exit: 5,
      err: expect.stringContaining('DP8006'),
    });
    expect(readFileSync(join(place.cwd, 'New-Plan/dialplan.yaml'), 'utf8')).toBe('mine');
  });
});

describe('init, where it is typed', () => {
  const next = async (...args: Parameters<typeof run>) =>
    /^next: (.*)$/m.exec((await run(...args)).out)?.[1] ?? '';

  it('prints a next step that works as typed: quoted, and by a name that the shell finds', async () => {
    const far = await next(place.cwd, ['init', 'My Office']);
    expect(far).toMatch(/^node \S+\/build\/dialplan\.js dev 'My Office'$/);
    expect(readFileSync(join(place.cwd, 'My Office/dialplan.yaml'), 'utf8')).toContain('name: my_office\n');
    const bin = join(place.cwd, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'dialplan'), '');
    expect(await next(place.cwd, ['init', "Bob's"], { env: { PATH: bin } })).toBe("dialplan dev 'Bob'\\''s'");
    // What npx adds to the path is gone when it ends.
    const added = join(place.cwd, 'node_modules/.bin');
    mkdirSync(added, { recursive: true });
    writeFileSync(join(added, 'dialplan'), '');
    expect(await next(place.cwd, ['init', 'zürich'], { env: { PATH: added } })).toMatch(
      /^node .* dev 'zürich'$/,
    );
    expect(readFileSync(join(place.cwd, 'zürich/dialplan.yaml'), 'utf8')).toContain('name: zurich\n');
  });

  it('cuts a name that is too long', async () => {
    const directory = `${'a'.repeat(59)}-${'b'.repeat(20)}`;
    expect(await dialplan('init', directory)).toMatchObject({ exit: 0 });
    expect(readFileSync(join(place.cwd, directory, 'dialplan.yaml'), 'utf8')).toContain(
      `name: ${'a'.repeat(59)}\n`,
    );
  });

  it('refuses names that no plan can have, and a place inside another plan', async () => {
    for (const [name, code] of [
      ['hangup', 'DP8022'],
      ['Self', 'DP8022'],
      ['null', 'DP8022'],
      ['2nd-office', 'DP8022'],
      ['日本', 'DP8022'],
      ['acme/branch', 'DP8023'],
      ['acme/deep/branch', 'DP8023'],
    ] as const) {
      expect([name, await dialplan('init', name)]).toMatchObject([
        name,
        { exit: 5, out: '', err: expect.stringContaining(`error[${code}]`) },
      ]);
      expect(existsSync(join(place.cwd, name))).toBe(false);
    }
  });

  it('writes a workflow that runs what the repository has installed, and fetches nothing by name', async () => {
    await dialplan('init', 'dialplan/My Office');
    const path = 'dialplan/My Office/.github/workflows/dialplan.yml';
    const workflow = parse(readFileSync(join(place.cwd, path), 'utf8'));
    const runs = workflow.jobs.check.steps.flatMap((step: { run?: string }) => step.run ?? []);
    expect(runs).toEqual(['npm ci', "npx --no dialplan check --format github 'dialplan/My Office'\n"]);
  });
});

describe('explain', () => {
  it('prints a page by code or name, the list, and suggestions', async () => {
    const page = await dialplan('explain', 'dp3001');
    expect(page).toMatchObject({ exit: 0, out: expect.stringContaining('# DP3001 unknown-target') });
    expect((await dialplan('explain', 'unknown-target')).out).toBe(page.out);
    const list = (await dialplan('explain')).out.trim().split('\n');
    expect(list.length).toBeGreaterThan(60);
    // Code, name and title stand in columns, however long a name is.
    const starts = list.map((line) => /^\S+ +\S+ +/.exec(line)?.[0].length);
    expect(new Set(starts).size).toBe(1);
    expect(await dialplan('explain', 'unknown-taget')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('`unknown-target`'),
    });
  });
});

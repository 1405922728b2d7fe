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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run, workplace } from './run-main.ts';

let place: ReturnType<typeof workplace>;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.away());

const dialplan = (...args: string[]) => run(place.cwd, args);
const edit = (file: string, change: (text: string) => string): void => {
  const path = join(place.plan, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};

/** Every file below a directory with its bytes. */
const treeOf = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(directory.length), readFileSync(path).toString('base64')]),
  );

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
      'diff',
      'reconcile',
      'rollback',
      'status',
      'override',
      'dev',
      'holidays',
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

describe('the embedded service', () => {
  it('diff, reconcile, status and rollback, with their exit codes', async () => {
    const before = await dialplan('diff', 'acme');
    expect(before).toMatchObject({
      exit: 4,
      out: expect.stringMatching(/^target: embedded Sync service `pbx-routing` .*account local\n/),
    });
    const first = await dialplan('reconcile', 'acme');
    expect(first).toMatchObject({ exit: 0, out: expect.stringContaining('release 1 is live') });
    expect(await dialplan('reconcile', 'acme')).toMatchObject({
      exit: 0,
      out: expect.stringContaining('nothing to do'),
    });
    expect((await dialplan('diff', 'acme')).exit).toBe(0);
    expect((await dialplan('rollback', 'acme')).exit).toBe(5);

    edit('numbers.yaml', (text) => text.replace('Sales direct', 'Sales'));
    const json = await dialplan('diff', '--format', 'json', '--out', 'changes.json', 'acme');
    const changes = JSON.parse(json.out);
    expect(changes).toMatchObject({
      plan: 'acme',
      counts: { changed: 1 },
      account: expect.stringMatching(/^AC/),
    });
    expect(JSON.parse(readFileSync(join(place.cwd, 'changes.json'), 'utf8'))).toEqual(changes);
    expect((await dialplan('diff', '--format', 'markdown', 'acme')).out).toContain('| `~` |');
    expect(await dialplan('reconcile', '--expect', '0000', 'acme')).toMatchObject({
      exit: 5,
      err: expect.stringContaining('DP6007'),
    });
    expect((await dialplan('reconcile', '--expect', changes.fingerprint, 'acme')).exit).toBe(0);

    const status = await dialplan('status', '--format', 'json', 'acme');
    expect(JSON.parse(status.out)).toMatchObject({ active: { release: 2 }, previous: { release: 1 } });
    edit('dialplan.yaml', (text) => `${text}\nbroken: [`);
    expect(await dialplan('rollback', 'acme')).toMatchObject({
      exit: 0,
      out: expect.stringContaining('acme: release 1 is live again, 2 is not\n'),
    });
    expect(await dialplan('diff', 'acme')).toMatchObject({ exit: 1, out: '' });
    expect(await dialplan('status', '--service', 'pbx-routing', 'acme')).toMatchObject({
      exit: 0,
      out: expect.stringContaining('release 1 of'),
    });
  });

  it('prints one JSON value, also for a failure', async () => {
    const failed = await dialplan('diff', '--format', 'json', '--env', 'prod', 'acme');
    expect(failed.exit).toBe(3);
    expect(JSON.parse(failed.out)).toMatchObject({ diagnostics: [{ code: 'DP8002' }] });
  });

  it('never changes anything for a plan with mistakes', async () => {
    edit('numbers.yaml', (text) => text.replace(': reception', ': nobody'));
    expect((await dialplan('reconcile', 'acme')).exit).toBe(1);
    expect(existsSync(join(place.cwd, '.dialplan'))).toBe(false);
  });

  it('says when its files are damaged, and when there is no address for a link', async () => {
    await dialplan('reconcile', 'acme');
    expect(await dialplan('status', '--link', 'acme')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('start `dialplan dev` first'),
    });
    const journal = join(place.cwd, '.dialplan/pbx-routing/journal.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('{', 'x'));
    expect(await dialplan('status', 'acme')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('DP8008'),
    });
  });
});

const ACCOUNT = `AC${'1'.repeat(32)}`;

describe('an account', () => {
  it('must have the SID of an account; anything else is not sent anywhere', async () => {
    for (const [sid, found, help] of [
      [`SK${'0'.repeat(32)}`, 'begins with `SK`', 'an API key cannot be used here'],
      ['ACfoo', 'has other characters after `AC`', 'copy ACCOUNT_SID of `prod` anew'],
      ['AC123', 'has 3 digits after `AC`', 'copy'],
      ['secret', 'begins with other characters', 'copy'],
    ] as const) {
      writeFileSync(join(place.cwd, '.env.prod'), `ACCOUNT_SID=${sid}\nAUTH_TOKEN=secret\n`);
      for (const command of ['diff', 'reconcile', 'rollback', 'status']) {
        const { exit, err } = await dialplan(command, '--env', 'prod', 'acme');
        expect(exit).toBe(3);
        expect(err).toContain('error[DP8021] not-an-account: the ACCOUNT_SID of `prod`');
        expect(err).toContain('expected `AC` and 32 hexadecimal digits');
        expect(err).toContain(found);
        expect(err).toContain(help);
        expect(err).not.toContain('secret');
      }
    }
  });

  it('without credentials ends with 3 and names what is missing', async () => {
    for (const command of ['diff', 'reconcile', 'rollback', 'status']) {
      const { exit, err } = await dialplan(command, '--env', 'prod', 'acme');
      expect(exit).toBe(3);
      expect(err).toContain('ACCOUNT_SID and AUTH_TOKEN are not set');
    }
    writeFileSync(join(place.cwd, '.env.prod'), `ACCOUNT_SID=${ACCOUNT}\n`);
    expect((await dialplan('status', '--env', 'prod', 'acme')).err).toContain('AUTH_TOKEN is not set');
  });

  it('signs a link to the deployed Functions, good for 15 minutes', async () => {
    writeFileSync(
      join(place.cwd, '.env.prod'),
      `ACCOUNT_SID=${ACCOUNT}\nAUTH_TOKEN=secret\nSERVER_URL=https://pbx.example.com/\n`,
    );
    const { exit, out } = await dialplan('status', '--env', 'prod', '--link', 'acme');
    expect(exit).toBe(0);
    const expires = Date.parse('2026-11-24T00:15:00Z') / 1000;
    expect(out).toMatch(
      new RegExp(`^https://pbx\\.example\\.com/setupSync\\?expires=${expires}&signature=[\\w-]{43}\\n$`),
    );
  });
});

describe('explain', () => {
  it('prints a page by code or name, the list, and suggestions', async () => {
    const page = await dialplan('explain', 'dp3001');
    expect(page).toMatchObject({ exit: 0, out: expect.stringContaining('# DP3001 unknown-target') });
    expect((await dialplan('explain', 'unknown-target')).out).toBe(page.out);
    expect((await dialplan('explain')).out.split('\n').length).toBeGreaterThan(60);
    expect(await dialplan('explain', 'unknown-taget')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('`unknown-target`'),
    });
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCAL_ACCOUNT, LOCAL_TOKEN, openState, stateDirectory } from '../../../compiler/cli/embedded.ts';
import { twilioTarget } from '../../../compiler/reconcile/twilio-target.ts';
import { dialplan, edit, place } from './at-work.ts';
import { run } from './run-main.ts';

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

  it('of another command is told as that, not as one that `dev` runs', async () => {
    await dialplan('reconcile', 'acme');
    const other = await openState(place.cwd, stateDirectory(place.cwd, 'pbx-routing'));
    const { exit, out } = await dialplan('status', 'acme');
    await other.close();
    expect(exit).toBe(0);
    expect(out).toContain(`(open in process ${process.pid}, for as long as that runs), account local`);
  });

  it('of a command that ends is taken over by one that still uses it', async () => {
    const other = await openState(place.cwd, stateDirectory(place.cwd, 'pbx-routing'));
    let ended: Promise<void> | undefined;
    // The first line names the service of the other one; whatever comes after it finds nobody there.
    const hear = (text: string): void => {
      if (text.startsWith('target:')) ended ??= other.close();
    };
    const { exit, out, err } = await run(place.cwd, ['reconcile', 'acme'], { hear });
    await ended;
    expect(out).toContain('(open in process');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('release 1 is live');
    expect((await dialplan('status', 'acme')).exit).toBe(0);
  });

  it('tells with the messages that wait what happens to them, and what to do', async () => {
    await dialplan('reconcile', 'acme');
    const { url, close } = await openState(place.cwd, stateDirectory(place.cwd, 'pbx-routing'));
    const target = twilioTarget({ url, accountSid: LOCAL_ACCOUNT, authToken: LOCAL_TOKEN });
    const services = await target.findServices('pbx-routing');
    const service = services.kind === 'ok' ? (services.value[0]?.sid ?? '') : '';
    const left = {
      id: 'RE1',
      mailbox: 'sales',
      at: '2026-11-23T00:00:00Z',
      tries: 2,
      because: 'it said 500',
    };
    const made = await target.createItem(service, 'dialplan.acme.state', 'message:RE1', left);
    await close();
    expect(made.kind).toBe('ok');
    expect((await dialplan('status', 'acme')).out).toContain(
      '1 message waits to be told, the oldest of 2026-11-23T00:00:00Z in sales: it said 500\n' +
        '  mend that; each new message that gets through takes up to 5 of those that wait along; until then listen to them among the recordings in the Console\n',
    );
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

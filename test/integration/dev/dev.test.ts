import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run, workplace } from '../cli/run-main.ts';

let place: ReturnType<typeof workplace>;
let stop: AbortController;
let text = '';
let wake: (() => void) | undefined;
let ended: Promise<{ exit: number }>;

const hear = (more: string): void => {
  text += more;
  wake?.();
};

/** Waits, without a clock, until what was printed since the last time matches. */
async function printed(pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(text);
    if (found) {
      text = text.slice(found.index + found[0].length);
      return found[0];
    }
    await new Promise<void>((settle) => {
      wake = settle;
    });
  }
}

beforeEach(() => {
  place = workplace();
  stop = new AbortController();
  text = '';
});
afterEach(async () => {
  stop.abort();
  await ended;
  place.away();
});

const start = async (...args: string[]): Promise<string> => {
  ended = run(place.cwd, ['dev', '--port', '0', ...args], { hear, signal: stop.signal });
  return /http:\S+/.exec(await printed(/answers at http:\S+/))?.[0] ?? '';
};
const edit = (file: string, change: (text: string) => string): void => {
  const path = join(place.plan, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};
const call = async (url: string, number: string, headers: Record<string, string> = {}): Promise<string> =>
  (await fetch(`${url}/try/incoming?From=+61491570006&To=${number}`, { headers })).text();

it('prints a call to each kind of destination; an edit is in the next answer, a mistake is not', async () => {
  ended = run(place.cwd, ['dev', '--port', '0', 'acme'], { hear, signal: stop.signal });
  const begin = await printed(/answers at [\s\S]*Ctrl-C ends/);
  const url = /http:\S+/.exec(begin)?.[0] ?? '';
  const answers = await Promise.all(
    [...begin.matchAll(/^curl '(.*)'$/gm)].map(async ([, target = '']) => (await fetch(target)).text()),
  );
  expect(begin).toContain('messages in mailboxes are really told, from here too, to hooks.acme.example\n');
  expect(answers).toHaveLength(5);
  expect(answers[0]).toMatch(/<Sip>sip:alice@acme\.sip\.twilio\.com/);
  expect(answers[1]).toContain('<Client>front_2</Client>');
  expect(answers[2]).toContain('<Number>+61491570006</Number>');
  expect(answers[3]).toMatch(/<Sip>sip:front_1@.*<Client>front_2/);
  expect(answers[4]).toMatch(/<(Sip|Client)>/);

  expect(await call(url, '+61255501300')).toContain('<Client>front_2</Client>');
  edit('numbers.yaml', (yaml) => yaml.replace('{client: front_2}', '{client: someone}'));
  await printed(/live after \d+ ms\n/);
  expect(await call(url, '+61255501300')).toContain('<Client>someone</Client>');

  edit('numbers.yaml', (yaml) => yaml.replace('{client: someone}', 'nobody'));
  expect(await printed(/error\[DP3001\][\s\S]*stays live/)).toContain('acme/numbers.yaml:');
  expect(await call(url, '+61255501300')).toContain('<Client>someone</Client>');
});

it('prints which public address goes where in Twilio', async () => {
  ended = run(place.cwd, ['dev', '--port', '0', '--server-url', 'https://pbx.example.com/', 'acme'], {
    env: { AUTH_TOKEN: 'that-of-the-account' },
    hear,
    signal: stop.signal,
  });
  const begin = await printed(/answers at [\s\S]*Ctrl-C ends/);
  const port = /http:\S+:(\d+)/.exec(begin)?.[1];
  expect(begin).toContain(`
# voice URLs for Twilio, while the tunnel leads to port ${port}
each number                     https://pbx.example.com/incoming  (POST)
SIP domain acme.sip.twilio.com  https://pbx.example.com/outgoing  (POST)
TwiML app of the clients        https://pbx.example.com/outgoing  (POST)
fallback of each                https://pbx.example.com/fallback.xml  (GET)
`);
});

it('starts the Functions anew for what is built into them, behind the same door', async () => {
  const url = await start('acme');
  const dial = () =>
    fetch(`${url}/try/outgoing?From=sip:alice@acme.sip.twilio.com&To=106`).then((each) => each.text());
  expect(await dial()).not.toContain('<Number>106</Number>');
  edit('dialplan.yaml', (yaml) => yaml.replace('["000", "112"]', '["000", "112", "106"]'));
  let answered = 0;
  const live = printed(/with new Functions/).then(() => true);
  while (!(await Promise.race([live, fetch(`${url}/fallback.xml`).then((each) => each.status !== 200)])))
    answered += 1;
  expect(answered).toBeGreaterThan(0);
  expect(await dial()).toContain('<Number>106</Number>');
});

it('waits for a plan with mistakes, and runs it when it is mended', async () => {
  edit('numbers.yaml', (yaml) => yaml.replace(': reception', ': nobody'));
  ended = run(place.cwd, ['dev', '--port', '0', 'acme'], { hear, signal: stop.signal });
  await printed(/it starts when it is saved without them/);
  edit('numbers.yaml', (yaml) => yaml.replace(': nobody', ': reception'));
  const url = (await printed(/answers at http:\S+/)).slice('answers at '.length);
  expect(await call(url, '+61255501000')).toContain('<Client>front_2');
});

it('shares its Sync service with other commands, and is alone in its directory', async () => {
  const url = await start('acme');
  const dialplan = (...args: string[]) => run(place.cwd, args);
  expect(await dialplan('dev', '--port', '0', 'acme')).toMatchObject({
    exit: 3,
    err: expect.stringContaining('already runs in this directory'),
  });
  expect(await dialplan('status', 'acme')).toMatchObject({
    exit: 0,
    out: expect.stringContaining('run by `dialplan dev`'),
  });
  const { out } = await run(place.cwd, ['status', '--link', 'acme'], { now: Date.now });
  expect(out.startsWith(`${url}/setupSync?`)).toBe(true);
  const page = await fetch(out.trim());
  expect(page.status).toBe(200);
  // Whoever has the address can open the page.
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await page.text()).toContain('numberConfig');
  expect((await fetch(out.trim().replace(/expires=./, 'expires=9'))).status).toBe(403);
});

it('keeps a hand edit live and says so', async () => {
  const url = await start('acme');
  const sync = JSON.parse(readFileSync(join(place.cwd, '.dialplan/pbx-routing/server.json'), 'utf8')).url;
  const services = (await (await fetch(`${sync}/v1/Services`)).json()) as {
    services: { sid: string; friendly_name: string }[];
  };
  const sid = services.services.find((service) => service.friendly_name === 'pbx-routing')?.sid;
  const item = `${sync}/v1/Services/${sid}/Maps/numberConfig/Items/%2B61255501300`;
  await fetch(item, {
    method: 'POST',
    body: new URLSearchParams({ Data: '{"type":"client","uri":"client:by_hand"}' }),
  });
  expect(await call(url, '+61255501300')).toContain('<Client>by_hand</Client>');
  edit('numbers.yaml', (yaml) => yaml.replace('label: Alice', 'label: Alicia'));
  await printed(/DP6003[\s\S]*what was live stays live/);
  expect(await call(url, '+61255501300')).toContain('<Client>by_hand</Client>');
});

it('answers from the snapshot of the last save while Sync is away', async () => {
  const url = await start('acme');
  const sync = JSON.parse(readFileSync(join(place.cwd, '.dialplan/pbx-routing/server.json'), 'utf8')).url;
  const away = () =>
    fetch(`${sync}/_dialplan/faults`, { method: 'POST', body: '{"kind":"error","code":20500}' });
  await away();
  expect(await call(url, '+61255501300')).toContain('<Client>front_2</Client>');
  await fetch(`${sync}/_dialplan/faults`, { method: 'DELETE' });
  edit('numbers.yaml', (yaml) => yaml.replace('{client: front_2}', '{client: someone}'));
  await printed(/live after \d+ ms\n/);
  await away();
  expect(await call(url, '+61255501300')).toContain('<Client>someone</Client>');
});

it('says that it must be started again for another name or another Sync service', async () => {
  const url = await start('acme');
  edit('dialplan.yaml', (yaml) => yaml.replace('name: acme', 'name: other'));
  expect(await printed(/.*now, and[\s\S]*stays live/)).toContain(
    '`name` is `other` now, and `acme` runs here',
  );
  edit('dialplan.yaml', (yaml) =>
    yaml.replace('name: other', 'name: acme').replace('service: pbx-routing', 'service: elsewhere'),
  );
  expect(await printed(/.*now, and[\s\S]*stays live/)).toContain(
    'its Sync service is `elsewhere` now, and `pbx-routing` runs here',
  );
  expect(await call(url, '+61255501300')).toContain('<Client>front_2</Client>');
  edit('dialplan.yaml', (yaml) => yaml.replace('service: elsewhere', 'service: pbx-routing'));
  await printed(/live after \d+ ms\n/);
});

it('as a program: Ctrl-C ends it with 0 and leaves no process behind, nor does a sudden death', async () => {
  ended = Promise.resolve({ exit: 0 });
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const script = new URL('../../../build/dialplan.js', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, 'dev', '--port', '0', 'acme'], {
      cwd: place.cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const over = new Promise<number | null>((settle) => child.once('exit', settle));
    child.stdout.on('data', (part) => hear(String(part)));
    await printed(/Ctrl-C ends/);
    const functions = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], {
      encoding: 'utf8',
    }).trim();
    expect(functions).toMatch(/^\d+$/);
    child.kill(signal);
    expect(await over).toBe(signal === 'SIGINT' ? 0 : null);
    // The operating system needs a moment to tell the child of a parent that was killed. A zombie runs no more.
    const gone = () => {
      try {
        return /^Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', functions], { encoding: 'utf8' }));
      } catch {
        return true;
      }
    };
    while (!gone()) await new Promise<void>((settle) => setImmediate(settle));
  }
});

it('keeps a schema with the names of the plan beside it, for editors', async () => {
  await start('acme');
  const schema = () => readFileSync(join(place.plan, '.dialplan/acme.schema.json'), 'utf8');
  expect(schema()).toContain('"reception"');
  expect(schema()).not.toContain('"night_bell"');
  edit('groups.yaml', (yaml) => `${yaml}  night_bell: {say: "Please ring the bell.", then: hangup}\n`);
  await printed(/live after \d+ ms\n/);
  expect(schema()).toContain('"night_bell"');
});

it('goes on when the folder of the plan vanishes and comes back, and says once that it is gone', async () => {
  const url = await start('acme');
  const away = join(place.cwd, 'away');
  for (const client of ['someone', 'somebody']) {
    renameSync(place.plan, away);
    await printed(/the folder \S+acme is gone; what is live stays live until it is back\n/);
    expect(await call(url, '+61255501000')).toContain('<Dial');
    cpSync(away, place.plan, { recursive: true });
    rmSync(away, { recursive: true });
    edit('numbers.yaml', (yaml) => yaml.replace(/\{client: \w+\}/, `{client: ${client}}`));
    await printed(/live after \d+ ms/);
    edit('numbers.yaml', (yaml) => `${yaml}# edited\n`);
    await printed(/live after \d+ ms/);
  }
  expect(text).not.toContain('is gone');
});

it('prints nothing more once Ctrl-C was pressed while it starts', async () => {
  ended = run(place.cwd, ['dev', '--port', '0', 'acme'], { hear, signal: stop.signal });
  await printed(/target: /);
  stop.abort();
  expect((await ended).exit).toBe(0);
  expect(text).not.toContain('answers at');
  expect(text).not.toContain('Ctrl-C ends');
});

it('as a program: leaves no work directory behind, whatever ends it, and removes those of the dead', async () => {
  ended = Promise.resolve({ exit: 0 });
  const temporary = join(place.cwd, 'tmp');
  // No process has such a number; this one has the number of the test.
  const [dead, alive] = [999_999_999, process.pid].map((pid) => `dialplan-functions-${pid}-abcdef`);
  for (const name of [dead, alive]) mkdirSync(join(temporary, name ?? ''), { recursive: true });
  const script = new URL('../../../build/dialplan.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, 'dev', '--port', '0', 'acme'], {
    cwd: place.cwd,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = new Promise<number | null>((settle) => child.once('exit', settle));
  child.stdout.on('data', (part) => hear(String(part)));
  await printed(/Ctrl-C ends/);
  expect(readdirSync(temporary)).toHaveLength(2);
  expect(readdirSync(temporary)).not.toContain(dead);
  child.kill('SIGINT');
  child.kill('SIGTERM');
  await over;
  expect(readdirSync(temporary)).toEqual([alive]);
});
